#include "model/search/twins.hpp"

#include "model/search/search.hpp"
#include "model/search/world.hpp"

#include <algorithm>
#include <array>

namespace hourglass::model::search {

namespace {

struct Twins {
    World healthy;
    World mutant;
    bool differ = false;
};

// What a step shows.
class Shown {
public:
    explicit Shown(const Effects& effects) : effects_(effects) {
        for (const Record& effect : effects) {
            if (effect.kind == Kind::TimerArmed) due_.at(effect.code) = effect.amount;
        }
    }

    bool same_as(const Shown& other) const {
        std::size_t mine = 0;
        std::size_t others = 0;
        while (true) {
            while (mine < effects_.size() && is_hidden(effects_[mine])) ++mine;
            while (others < other.effects_.size() && is_hidden(other.effects_[others])) ++others;
            const bool done = mine == effects_.size();
            if (done != (others == other.effects_.size())) return false;
            if (done) return due_ == other.due_;
            if (effects_[mine++] != other.effects_[others++]) return false;
        }
    }

private:
    static bool is_hidden(const Record& effect) {
        return effect.kind == Kind::RuleFired || effect.kind == Kind::TimerArmed ||
               effect.kind == Kind::TimerCancelled;
    }

    const Effects& effects_;
    std::array<std::int64_t, timer_count> due_{};
};

// What a packed world leaves out because a healthy platform never lets it matter.
std::uint64_t add_hidden(std::uint64_t print, const lifecycle::State& state) {
    const auto add = [&print](auto value) {
        print = mixed(print + static_cast<std::uint64_t>(value));
    };
    add(state.sandbox_state);
    add(state.runtime_state);
    add(state.generation);
    add(state.resets_waiting_count);
    add(state.shutdowns_waiting);
    add(state.invoke.id.value);
    add(state.invoke.payload.value);
    add(state.invoke.held.reply);
    add(state.invoke.held.payload.value);
    add(state.init_error.reply);
    add(state.reserved.value);
    add(state.teardown.told);
    for (const auto& one : state.processes) add(one.generation * 2 + (one.alive ? 1U : 0U));
    for (std::size_t slot = 0; slot < state.extensions.size(); ++slot) {
        const auto& one = state.extensions[slot];
        add(state.extension_states[slot]);
        add(one.generation);
        add((one.known ? 1U : 0U) + (one.external ? 2U : 0U) + (one.waiting.full() ? 4U : 0U));
        add(one.name.value);
        add(one.error_type.value);
    }
    return print;
}

class Pairs {
public:
    using State = Twins;

    // `log` is where both platforms note their rows, and is emptied by each step.
    Pairs(const Bounds& bounds, const mutants::Mutant& mutant, mutants::RowLog& log)
        : what_(mutant),
          log_(&log),
          healthy_(bounds),
          logged_(bounds, mutants::Planted{.log = &log}),
          mutant_(bounds, mutants::Planted{.mutant = mutant, .log = &log}) {}

    Twins initial() const { return {healthy_.initial(), mutant_.initial()}; }

    template <class Emit>
    void successors(const Twins& twins, Emit emit) const {
        healthy_.successors(twins.healthy, [&](const World&, std::uint16_t number) {
            emit(after(twins, action_of(number)), number);
        });
        // A timer that the mutant alone has may fire too.
        const unsigned stale = mutant_.armed(twins.mutant) & ~healthy_.armed(twins.healthy);
        for (std::uint8_t timer = 0; timer < timer_count; ++timer) {
            const Action fires{Act::TimerFires, 0, timer};
            if ((stale >> timer & 1U) != 0) emit(after(twins, fires), number_of(fires));
        }
    }

    // Whether one of the two ever took the row.
    bool reached() const { return reached_; }

    std::uint64_t fingerprint(const Twins& twins) const {
        std::uint64_t print = healthy_.fingerprint(twins.healthy);
        print = mixed(print ^ mutant_.fingerprint(twins.mutant) * 3);
        print = add_hidden(print, twins.healthy.platform.state);
        print = add_hidden(print, twins.mutant.platform.state);
        return mixed(print + (twins.differ ? 1U : 0U));
    }

    bool holds(const Twins& twins) const { return !twins.differ; }
    bool may_end(const Twins&) const { return true; }

private:
    Twins after(const Twins& twins, Action action) const {
        Twins next{.healthy = logged_.after(twins.healthy, action, healthy_effects_),
                   .mutant = mutant_.after(twins.mutant, action, mutant_effects_)};
        next.differ = !Shown{healthy_effects_}.same_as(Shown{mutant_effects_});
        const auto is_mutated = [this](const mutants::RowTaken& taken) {
            return taken.machine == what_.machine && taken.row == what_.row;
        };
        reached_ = reached_ || !what_.is_of_row() || std::ranges::any_of(*log_, is_mutated);
        log_->clear();
        return next;
    }

    mutants::Mutant what_;
    mutants::RowLog* log_;
    mutable bool reached_ = false;
    Explored healthy_;
    Explored logged_;  // the healthy platform on the interpreter that notes rows
    Explored mutant_;
    mutable Effects healthy_effects_;
    mutable Effects mutant_effects_;
};

}  // namespace

Comparison compare(const Bounds& bounds, const mutants::Mutant& mutant, const Limits& limits) {
    mutants::RowLog log;
    const Pairs pairs{bounds, mutant, log};
    Search search{pairs, limits};
    const auto report = search.run();
    Comparison result{.differs = report.finding.has_value(),
                      .complete = report.complete,
                      .reached = search.workers().front().reached(),
                      .actions = {},
                      .states = report.progress.states};
    if (report.finding) result.actions = report.finding->actions;
    return result;
}

}  // namespace hourglass::model::search
