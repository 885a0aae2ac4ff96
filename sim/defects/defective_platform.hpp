// A healthy platform with a defect around it.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/platform.hpp"
#include "sim/defects/defect.hpp"

namespace hourglass::sim {

class DefectivePlatform {
public:
    DefectivePlatform(const Defect& defect, const model::Setup& setup)
        : defect_(defect), witness_(setup) {}

    void restart() { witness_.forget(); }

    // What `healthy` does with the event, as the defect lets it out.
    void step(model::Platform& healthy, const model::Event& event, model::Effects& effects);

private:
    void feed(model::Platform& healthy, const model::Event& event, model::Effects& effects);

    const Defect& defect_;
    Witness witness_;
    model::Effects honest_;
};

}  // namespace hourglass::sim
