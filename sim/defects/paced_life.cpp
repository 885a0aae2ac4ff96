// What goes on in a paced world by itself: clients that do what a healthy function does, processes
// that die, timers.
#include "model/trace/record.hpp"
#include "sim/defects/paced_world.hpp"

#include <utility>

namespace hourglass::sim {

using model::InvokeId;
using model::Kind;
using model::PayloadId;
using model::Who;

namespace {

constexpr model::Duration gap = std::chrono::milliseconds{1};
constexpr std::int64_t small_body = 10;

}  // namespace

bool PacedWorld::let_die() {
    if (runtime_.alive && (runtime_.killed || runtime_.terminated)) {
        return exit(Who::Runtime, 0, 0);
    }
    for (std::uint8_t slot = 0; slot < bounds_.extensions; ++slot) {
        const Client& one = extensions_.at(slot);
        const bool dies = one.killed || one.told_to_stop;
        if (one.alive && dies) return exit(Who::Extension, slot, 0);
    }
    return false;
}

bool PacedWorld::go_on_as_runtime() {
    if (!can_call(runtime_) || runtime_.refused) return false;
    if (runtime_.held) {
        const InvokeId invoke = std::exchange(runtime_.held, {});
        runtime_.held_before = invoke;
        return call_as_runtime({.amount = small_body,
                                .invoke = invoke,
                                .payload = PayloadId{invoke.value},
                                .kind = Kind::ResponsePosted});
    }
    const bool restores = bounds_.init_caching == model::InitCaching::On && !runtime_.polled;
    return call_as_runtime({.kind = restores ? Kind::RestoreNextCalled : Kind::RuntimeNextCalled});
}

bool PacedWorld::go_on_as_extension(std::uint8_t slot, Manner manner) {
    const Client& one = extensions_.at(slot);
    if (!lives(slot) || one.waiting || one.refused || frozen_ || one.told_to_stop) return false;
    if (manner == Manner::Unfinished && one.held) return false;
    const bool joins = is_external(slot) || !runtime_.polled;
    if (!one.registered && !joins) return false;
    if (one.registered) return call_as_extension(slot, {.kind = Kind::ExtensionNextCalled});
    constexpr std::uint8_t all = model::subscribe_invoke | model::subscribe_shutdown;
    return call_as_extension(slot, {.text = names_.at(slot),
                                    .kind = Kind::RegisterCalled,
                                    .flags = is_external(slot) ? all : model::subscribe_invoke});
}

void PacedWorld::settle(Manner manner, int most_steps) {
    for (int i = 0; i < most_steps; ++i) {
        pass(gap);
        if (manner != Manner::Undying && let_die()) continue;
        bool moved = false;
        if (manner == Manner::Kind || manner == Manner::Unfinished) {
            for (std::uint8_t slot = 0; slot < members() && !moved; ++slot) {
                moved = go_on_as_extension(slot, manner);
            }
            const bool holds = manner == Manner::Unfinished && runtime_.held;
            if (!moved && !holds) moved = go_on_as_runtime();
        }
        if (moved) continue;
        const auto first = first_alarm();
        if (!first) return;
        fire(*first);
    }
}

}  // namespace hourglass::sim
