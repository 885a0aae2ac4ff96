#include "sim/defects/witness.hpp"

#include "model/trace/calls.hpp"

namespace hourglass::sim {

using model::Kind;

const model::Event& Witness::call(model::CallId id) const {
    static constexpr model::Event none{};
    return id && id.value <= calls.size() ? calls[id.value - 1].event : none;
}

bool Witness::waits(model::CallId id) const {
    return id && id.value <= calls.size() && !calls[id.value - 1].over;
}

void Witness::forget() {
    event = {};
    state = {};
    generation = 0;
    served = served_before = {};
    calls.clear();
    forged.clear();
    kept.clear();
    number = 0;
    done = false;
}

void Witness::take(const model::Event& taken, const model::Platform& platform) {
    event = taken;
    state = platform.sandbox_state();
    generation = platform.generation();
    if (model::is_api_call(taken.kind) && taken.call) {
        if (calls.size() < taken.call.value) calls.resize(taken.call.value);
        calls[taken.call.value - 1] = {taken, false};
    }
    if (taken.kind == Kind::CallAbandoned && waits(taken.call)) {
        calls[taken.call.value - 1].over = true;
    }
}

void Witness::give(const model::Record& effect) {
    if (effect.kind == Kind::CallAnswered && waits(effect.call)) {
        calls[effect.call.value - 1].over = true;
    }
    const bool starts = effect.kind == Kind::Telemetry &&
                        model::code_of<model::PlatformEvent>(effect) == model::PlatformEvent::Start;
    if (!starts) return;
    served_before = served;
    served = effect.invoke;
}

}  // namespace hourglass::sim
