// The platform in a bounded world in which anything may happen at any moment: requests, legal and
// illegal calls, exits, timers. A model for search.hpp.
//
// Time is taken out: every event is at Instant 0, and an armed timer may fire at any moment, early
// or late. So the search covers more orders than a clock would allow, never fewer.
#pragma once

#include "model/lifecycle/plain_platform.hpp"
#include "model/mutants/mutant_platform.hpp"
#include "model/search/action.hpp"
#include "model/search/bounds.hpp"
#include "model/search/budgets.hpp"
#include "model/search/fingerprints.hpp"
#include "model/search/watch.hpp"

#include <bitset>
#include <cstdint>

namespace hourglass::model::search {

struct World {
    PlainPlatform platform;
    Watch watch{};
    Spent spent{};
};

using RuleSet = std::bitset<catalogue.size() + 1>;

class Explored {
public:
    using State = World;

    explicit Explored(const Bounds& bounds, Reductions reductions = {});
    // Of a platform with a mutant in its tables, or one whose rows are logged. A mutant may know
    // states that no packed world tells apart: search such a one on whole worlds.
    Explored(const Bounds& bounds, const mutants::Planted& planted)
        : Explored(bounds, no_reductions) {
        planted_ = planted;
        is_plain_ = false;
    }

    World initial() const { return first_; }
    // The invariants, and that whatever is unanswered has something left that will answer it.
    bool holds(const World& world) const { return !world.watch.broken && !is_stuck(world); }
    bool may_end(const World& world) const { return !is_stuck(world); }
    bool is_stuck(const World& world) const { return armed(world) == 0 && is_open(world); }

    template <class Emit>
    void successors(const World& world, Emit emit) const;

    // What happens by an action; the effects are left in `effects`.
    World after(const World& world, Action action, Effects& effects) const;

    // ---- for the search: a world in a few words, see world_packing.cpp
    std::size_t words() const { return words_; }
    void pack(const World& world, std::uint64_t* words) const;
    void unpack(const std::uint64_t* words, World& world) const;
    std::uint64_t fingerprint(const std::uint64_t* words) const;
    std::uint64_t fingerprint(const World& world) const;
    bool prunes() const { return reductions_.pruning == Pruning::On; }
    unsigned budget(const std::uint64_t* words) const { return budgets_.number(words[0]); }
    std::uint64_t dearer(unsigned budget) const { return budgets_.dearer(budget); }

    // ---- for liveness
    // Whether a request is unanswered that has a promise to be answered.
    bool is_open(const World& world) const;
    // The armed timers, a bit each.
    unsigned armed(const World& world) const;
    // The timers that the last step armed, cancelled or fired.
    unsigned renewed() const { return renewed_; }

    const Bounds& bounds() const { return bounds_; }
    const RuleSet& fired() const { return fired_; }

private:
    template <class Try>
    void try_requests(const World& world, Try& attempt) const;
    template <class Try>
    void try_runtime(const World& world, Try& attempt) const;
    template <class Try>
    void try_runtime_calls(const World& world, Try& attempt) const;
    template <class Try>
    void try_extension(const World& world, std::uint8_t slot, Try& attempt) const;
    template <class Try>
    void try_extension_process(const World& world, std::uint8_t slot, Try& attempt) const;
    template <class Try>
    void try_extension_calls(const World& world, std::uint8_t slot, Try& attempt) const;
    template <class Try>
    void try_registration(const World& world, std::uint8_t slot, Try& attempt) const;
    template <class Try>
    void try_timers(const World& world, Try& attempt) const;

    void forget(World& world) const;  // see forgetting.cpp
    Record event_of(const World& world, Action action) const;
    void count(World& world, Action action) const;
    void take(World& world, const Record& event, Effects& effects) const;
    void note(const Record& effect) const;
    void abandon_calls(World& world, Action action, Effects& effects) const;

    static std::size_t words_of(const Bounds& bounds, Reductions reductions);
    template <class Io, class AWorld>
    void everything(Io& io, AWorld& world) const;
    template <class Io, class AWorld>
    void memories(Io& io, AWorld& world) const;
    template <class Io, class AWorld>
    void extension(Io& io, AWorld& world, std::uint8_t slot) const;

    void add_sorted(Hash& hash, const std::uint64_t* words) const;

    std::uint8_t members() const {
        return static_cast<std::uint8_t>(bounds_.extensions + bounds_.internals);
    }

    Bounds bounds_;
    Reductions reductions_;
    Budgets budgets_;
    std::size_t words_;
    World first_;
    mutants::Planted planted_{};
    bool is_plain_ = true;
    mutable RuleSet fired_;
    mutable unsigned renewed_ = 0;
    mutable Effects effects_;
};

}  // namespace hourglass::model::search

#include "model/search/world_moves.hpp"
