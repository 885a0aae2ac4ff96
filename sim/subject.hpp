// The platform under test. The one place through which the simulator reaches a platform, so that
// a defective one, or one with a mutant in its tables, can stand here instead.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/platform.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/mutants/mutated_platform.hpp"
#include "sim/defects/defective_platform.hpp"

#include <memory>

namespace hourglass::sim {

class Subject {
public:
    explicit Subject(const model::Setup& setup) : setup_(setup), fresh_(setup), platform_(fresh_) {}

    // Another platform, with the same defect if it has one.
    void replace(const model::Setup& setup) {
        setup_ = setup;
        fresh_ = model::Platform{setup};
        if (defect_ != nullptr) plant(defect_);
        if (mutant_ != nullptr) mutate(mutant_);
        restart();
    }

    // As if it had never taken an event; what was planted stays.
    void restart() {
        platform_ = fresh_;
        if (defective_) defective_->restart();
        if (mutated_) mutated_->restart();
    }

    // Puts the defect around the platform in place of any other; nullptr heals it.
    void plant(const Defect* defect) {
        defect_ = defect;
        defective_ =
            defect == nullptr ? nullptr : std::make_unique<DefectivePlatform>(*defect, setup_);
    }

    // Puts the mutant into the tables; nullptr heals them.
    void mutate(const model::mutants::Mutant* mutant) {
        mutant_ = mutant;
        mutated_ = mutant == nullptr
                       ? nullptr
                       : std::make_unique<model::mutants::MutatedPlatform>(setup_, *mutant);
    }

    void step(const model::Event& event, model::Effects& effects) {
        if (mutated_) [[unlikely]]
            return mutated_->step(event, effects);
        if (defective_) [[unlikely]]
            return defective_->step(platform_, event, effects);
        platform_.step(event, effects);
    }

    WallClock wall_clock() const {
        return defect_ == nullptr ? WallClock::Told : defect_->wall_clock;
    }

    model::SandboxState sandbox_state() const {
        return mutated_ ? mutated_->sandbox_state() : platform_.sandbox_state();
    }

private:
    model::Setup setup_;
    model::Platform fresh_;
    model::Platform platform_;
    const Defect* defect_ = nullptr;
    const model::mutants::Mutant* mutant_ = nullptr;
    std::unique_ptr<DefectivePlatform> defective_;
    std::unique_ptr<model::mutants::MutatedPlatform> mutated_;
};

}  // namespace hourglass::sim
