// The platform under test. The one place through which the simulator reaches a platform, so that
// a defective one can stand here instead.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/platform.hpp"
#include "model/lifecycle/setup.hpp"
#include "sim/defects/defective_platform.hpp"

#include <memory>

namespace hourglass::sim {

class Subject {
public:
    explicit Subject(const model::Setup& setup) : setup_(setup), fresh_(setup), platform_(fresh_) {}

    // As if it had never taken an event; what was planted stays.
    void restart() {
        platform_ = fresh_;
        if (defective_) defective_->restart();
    }

    // Puts the defect around the platform in place of any other; nullptr heals it.
    void plant(const Defect* defect) {
        defective_ =
            defect == nullptr ? nullptr : std::make_unique<DefectivePlatform>(*defect, setup_);
    }

    void step(const model::Event& event, model::Effects& effects) {
        if (defective_) [[unlikely]]
            return defective_->step(platform_, event, effects);
        platform_.step(event, effects);
    }

    const model::Platform& platform() const { return platform_; }

private:
    const model::Setup setup_;
    const model::Platform fresh_;
    model::Platform platform_;
    std::unique_ptr<DefectivePlatform> defective_;
};

}  // namespace hourglass::sim
