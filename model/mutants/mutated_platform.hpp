// A platform with a mutant in its tables, for whoever would else run Platform.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/mutants/mutant.hpp"
#include "model/trace/record.hpp"
#include "model/trace/states.hpp"

#include <memory>

namespace hourglass::model::mutants {

class MutatedPlatform {
public:
    MutatedPlatform(const Setup& setup, const Mutant& mutant);
    MutatedPlatform(const MutatedPlatform&) = delete;
    MutatedPlatform& operator=(const MutatedPlatform&) = delete;
    MutatedPlatform(MutatedPlatform&&) = delete;
    MutatedPlatform& operator=(MutatedPlatform&&) = delete;
    ~MutatedPlatform();

    // As if it had never taken an event.
    void restart();
    // Like Platform::step; does not abort or hang, whatever the mutant.
    void step(const Record& event, Effects& effects);
    SandboxState sandbox_state() const;

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace hourglass::model::mutants
