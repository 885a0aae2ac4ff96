#include "tests/spin/views.hpp"

#include "model/search/search.hpp"

#include <fmt/format.h>

#include <iterator>

namespace hourglass::tests {
namespace {

using model::search::Bounds;
using model::search::Explored;
using model::search::World;

class Line {
public:
    template <class... Numbers>
    void add(Numbers... numbers) {
        (fmt::format_to(std::back_inserter(text_), " {}", static_cast<unsigned>(numbers)), ...);
    }
    std::string text() const { return text_; }

private:
    std::string text_ = "view";
};

void add_requests(Line& line, const World& world) {
    const auto& state = world.platform.state;
    const auto& invoke = state.invoke;
    line.add(invoke.stage, invoke.done, invoke.answered);
    line.add(state.resets_waiting_count, state.shutdowns_waiting);
}

// Of a process that has ended, what its world remembers of it says nothing.
void add_runtime(Line& line, const World& world) {
    const auto& state = world.platform.state;
    const auto& process = world.watch.runtime;
    const bool alive = process.alive;
    line.add(world.platform.runtime.state(), alive, state.processes[0].alive);
    line.add(process.waiting, state.runtime.event_pending);
    line.add(alive && process.terminated, alive && process.killed, alive && process.polled);
}

void add_extension(Line& line, const World& world, std::uint8_t slot) {
    const auto& state = world.platform.state;
    const auto& facts = state.extensions[slot];
    const auto& process = world.watch.extensions[slot];
    const bool alive = process.alive;
    line.add(world.platform.extensions[slot].state(), facts.events);
    line.add(alive, state.processes[slot + 1U].alive);
    line.add(process.waiting, facts.event_pending, facts.owes_next, facts.told_to_stop);
    line.add(alive && process.told_to_stop, alive && process.killed);
}

// The explorer's model, that notes the view of every world.
class Viewed {
public:
    using State = World;

    Viewed(Explored model, Views& views) : model_(std::move(model)), views_(&views) {}

    World initial() const { return model_.initial(); }
    template <class Emit>
    void successors(const World& world, Emit emit) const {
        views_->insert(view_of(world, model_.bounds()));
        model_.successors(world, emit);
    }
    std::uint64_t fingerprint(const World& world) const { return model_.fingerprint(world); }
    bool holds(const World&) const { return true; }
    bool may_end(const World&) const { return true; }

private:
    Explored model_;
    Views* views_;
};

}  // namespace

std::string view_of(const World& world, const Bounds& bounds) {
    const auto& platform = world.platform;
    const auto& state = platform.state;
    const auto& spent = world.spent;
    Line line;
    line.add(spent.init, spent.invokes, spent.resets, spent.shutdowns, spent.faults);
    line.add(platform.sandbox.state(), platform.bring_up.state(), platform.invocation.state(),
             platform.teardown.state());
    line.add(state.cancelled, !state.registration_open, state.frozen, world.watch.gave_up);
    add_requests(line, world);
    add_runtime(line, world);
    for (std::uint8_t slot = 0; slot < bounds.extensions; ++slot) add_extension(line, world, slot);
    return line.text();
}

Views views_within(const Bounds& bounds, const model::mutants::Mutant& mutant) {
    Views views;
    const bool healthy = mutant.change == model::mutants::Change::None;
    const Explored model = healthy ? Explored{bounds, model::search::no_reductions}
                                   : Explored{bounds, {.mutant = mutant}};
    model::search::Search{Viewed{model, views}}.run();
    return views;
}

}  // namespace hourglass::tests
