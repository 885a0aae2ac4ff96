// The platform under test. The one place through which the simulator reaches a platform, so that
// a defective one can stand here instead.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/platform.hpp"
#include "model/lifecycle/setup.hpp"

namespace hourglass::sim {

class Subject {
public:
    explicit Subject(const model::Setup& setup) : fresh_(setup), platform_(fresh_) {}

    // As if it had never taken an event.
    void restart() { platform_ = fresh_; }

    void step(const model::Event& event, model::Effects& effects) {
        platform_.step(event, effects);
    }

    const model::Platform& platform() const { return platform_; }

private:
    const model::Platform fresh_;
    model::Platform platform_;
};

}  // namespace hourglass::sim
