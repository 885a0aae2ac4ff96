#include "sim/defects/defective_platform.hpp"

#include <utility>

namespace hourglass::sim {

void DefectivePlatform::step(model::Platform& healthy, const model::Event& event,
                             model::Effects& effects) {
    effects.begin_step();
    witness_.take(event, healthy);
    model::Event heard = event;
    const bool hears = defect_.takes == nullptr || defect_.takes(witness_, heard, effects);
    if (hears) feed(healthy, heard, effects);
    // What is forged may forge more, but not for ever.
    constexpr int most_rounds = 16;
    for (int round = 0; round < most_rounds && !witness_.forged.empty(); ++round) {
        for (model::Event forged : std::exchange(witness_.forged, {})) {
            forged.at = event.at;
            feed(healthy, forged, effects);
        }
    }
    witness_.forged.clear();
    if (defect_.ends != nullptr) defect_.ends(witness_, effects);
}

void DefectivePlatform::feed(model::Platform& healthy, const model::Event& event,
                             model::Effects& effects) {
    healthy.step(event, honest_);
    for (const model::Record& honest : honest_) {
        model::Record effect = honest;
        const bool shows = defect_.gives == nullptr || defect_.gives(witness_, effect, effects);
        if (shows) effects.push(effect);
        witness_.give(honest);
    }
}

}  // namespace hourglass::sim
