// Exhaustive breadth-first search, a template over the model: what is found first is shortest.
//
// A Model is copied for each thread (a copy may keep scratch of its own) and has
//   using State
//   State initial() const
//   void successors(const State&, Emit)   calls emit(next, action) for each enabled action, action
//   a
//                                         number that names it in that state
//   bool holds(const State&) const        the invariant
//   bool may_end(const State&) const      whether having no successor is fine here
//   std::size_t words() const             how many words a packed state has
//   void pack(const State&, std::uint64_t* words) const
//   void unpack(const std::uint64_t* words, State&) const    into a copy of initial(), or into what
//                                         an earlier unpack left
//   std::uint64_t fingerprint(const std::uint64_t* words) const   equal for states that count as
//   the
//                                         same (with symmetry: for all states of an orbit)
// or instead of these four, if State is trivially copyable and small,
//   std::uint64_t fingerprint(const State&) const
// and, if it wants states pruned that have spent more than an otherwise equal state,
//   bool prunes() const
//   unsigned budget(const std::uint64_t* words) const   what was spent, as a number below 64
//   std::uint64_t dearer(unsigned budget) const         the budgets that have spent as much or more
// in which case the fingerprint leaves the budget out, and whatever can happen after more was spent
// must be able to happen after less was.
//
// Threads: a level is taken in rounds. In the first half of a round all threads expand states and
// look up what they find, in the second each inserts into its own share of the tables. Which table
// a state belongs to, and the order of what is inserted, do not depend on the number of threads;
// so neither do counts, depth or the way to a fault.
#pragma once

#include "model/search/crew.hpp"
#include "model/search/findings.hpp"
#include "model/search/packing.hpp"
#include "model/search/shards.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace hourglass::model::search {

namespace detail {

template <class Model>
constexpr bool can_prune = requires(const Model& model) {
    model.prunes();
};

}  // namespace detail

template <class Model>
class Search {
public:
    using State = typename Model::State;

    explicit Search(const Model& model, Limits limits = {})
        : limits_(limits), words_(words_of(model)), crew_(std::max(1U, limits.threads)) {
        const bool pruned = [&] {
            if constexpr (detail::can_prune<Model>) return model.prunes();
            return false;
        }();
        shards_.reserve(shard_count);
        for (std::size_t i = 0; i < shard_count; ++i) {
            shards_.emplace_back(pruned ? Beside::AValue : Beside::Nothing, words_);
        }
        workers_.assign(crew_.size(), model);
    }

    Report<State> run(const OnRound& on_round = {}) {
        begin();
        bool going = true;
        while (going && waiting() > 0) {
            going = take_level(on_round) && !finding_;
            if (waiting() > 0) ++progress_.depth;
            if (going && on_round && !on_round(progress_)) going = false;
        }
        report_.complete = waiting() == 0 && !finding_;
        report_.progress = progress_;
        if (finding_) report_.finding = described(*finding_);
        return report_;
    }

    // The threads' copies of the model, with what each gathered.
    const std::vector<Model>& workers() const { return workers_; }

private:
    static constexpr std::size_t shard_count = 64;
    static constexpr std::size_t lane_count = 128;
    static constexpr std::uint64_t worth_sharing = 1024;  // states; less does one thread alone
    static constexpr std::uint32_t nobody = 0xffffffff;

    struct Chunk {
        std::uint32_t shard;
        std::uint32_t block;
    };
    struct Found {
        Fault fault;
        std::uint32_t number;
        std::uint32_t length;
    };

    static std::size_t shard_of(std::uint64_t fingerprint) { return fingerprint % shard_count; }
    static std::uint32_t number_of(std::size_t shard, std::size_t index) {
        return static_cast<std::uint32_t>(index * shard_count + shard);
    }
    const detail::Origin& origin_of(std::uint32_t number) const {
        return shards_[number % shard_count].origins[number / shard_count];
    }
    std::uint64_t waiting() const { return progress_.waiting; }

    void begin() {
        const Model& model = workers_.front();
        const State first = model.initial();
        detail::Lane& lane = lanes_.front();
        add(model, first, {0, nobody, 0, 0, !model.holds(first)}, nullptr, lane);
        insert(0, 0, 1);
        lane.clear();
        progress_.generated = 1;
        turn_level();
        settle(0);
    }

    // What was found becomes what is to be expanded.
    void turn_level() {
        progress_.waiting = 0;
        for (detail::Shard& shard : shards_) {
            std::swap(shard.level, shard.next);
            shard.next.clear();
            shard.first = static_cast<std::uint32_t>(shard.origins.size() - shard.level.size());
            progress_.waiting += shard.level.size();
        }
    }

    // False when the search has to stop before the level was done.
    bool take_level(const OnRound& on_round) {
        std::vector<Chunk> chunks;
        const std::uint32_t depth = progress_.depth;
        for (std::uint32_t shard = 0; shard < shard_count; ++shard) {
            for (std::uint32_t block = 0; block < shards_[shard].level.blocks(); ++block) {
                chunks.push_back({shard, block});
                if (chunks.size() < lane_count) continue;
                take_round(chunks, depth);
                chunks.clear();
                if (!may_go_on(on_round)) return false;
            }
        }
        take_round(chunks, depth);
        turn_level();
        return !out_of_room();
    }

    bool may_go_on(const OnRound& on_round) {
        if (out_of_room()) return false;
        return !on_round || on_round(progress_);
    }

    void take_round(const std::vector<Chunk>& chunks, std::uint32_t depth) {
        std::uint64_t states = 0;
        for (const Chunk chunk : chunks) states += shards_[chunk.shard].level.size_of(chunk.block);
        if (states < worth_sharing) {
            for (std::size_t i = 0; i < chunks.size(); ++i) {
                expand(workers_.front(), chunks[i], lanes_[i]);
            }
            insert(0, chunks.size(), 1);
        } else {
            share_round(chunks);
        }
        for (std::size_t i = 0; i < chunks.size(); ++i) {
            progress_.waiting -= shards_[chunks[i].shard].level.size_of(chunks[i].block);
            progress_.generated += lanes_[i].generated;
            report_.deadlocks += lanes_[i].deadlocks;
            if (lanes_[i].deadlocks > 0) {
                note({Fault::Deadlock, lanes_[i].deadlock.number, depth});
            }
            shards_[chunks[i].shard].level.give_back(chunks[i].block);
            lanes_[i].clear();
        }
        settle(depth + 1);
    }

    void share_round(const std::vector<Chunk>& chunks) {
        std::atomic<std::size_t> next_chunk{0};
        crew_.run([&](std::size_t member) {
            for (std::size_t i = next_chunk++; i < chunks.size(); i = next_chunk++) {
                expand(workers_[member], chunks[i], lanes_[i]);
            }
        });
        crew_.run([&](std::size_t member) { insert(member, chunks.size(), crew_.size()); });
    }

    void expand(Model& model, Chunk chunk, detail::Lane& lane) {
        const detail::Shard& shard = shards_[chunk.shard];
        State state = model.initial();
        for (std::size_t i = 0; i < shard.level.size_of(chunk.block); ++i) {
            const std::uint32_t number =
                number_of(chunk.shard, shard.first + chunk.block * Frontier::block_size + i);
            const std::uint64_t* packed = shard.level.state(chunk.block, i);
            unpack(model, packed, state);
            std::uint64_t successors = 0;
            model.successors(state, [&](const State& next, std::uint16_t action) {
                ++successors;
                add(model, next, {0, number, action, 0, !model.holds(next)}, packed, lane);
            });
            lane.generated += successors;
            if (successors > 0 || model.may_end(state)) continue;
            ++lane.deadlocks;
            lane.deadlock.take(i, number);
        }
        drop_seen(lane);
    }

    // A step that leads back to where it began, to `from`, finds nothing.
    void add(const Model& model, const State& state, detail::Candidate one,
             const std::uint64_t* from, detail::Lane& lane) {
        std::uint64_t* words = lane.room_for(words_);
        pack(model, state, words);
        if (from != nullptr && !one.broken && are_same(words, from)) return;
        one.fingerprint = fingerprint_of(model, state, words);
        if constexpr (detail::can_prune<Model>) {
            one.budget = static_cast<std::uint8_t>(model.budget(words));
        }
        shards_[shard_of(one.fingerprint)].seen.prefetch(one.fingerprint);
        lane.found.push_back(one);
    }

    // Word by word: what was written a moment ago is not read any wider.
    bool are_same(const std::uint64_t* one, const std::uint64_t* other) const {
        std::size_t same = 0;
        while (same < words_ && one[same] == other[same]) ++same;
        return same == words_;
    }

    bool covers(const std::uint64_t* value, std::uint8_t budget) const {
        if constexpr (detail::can_prune<Model>) {
            if (workers_.front().prunes()) return (*value >> budget & 1U) != 0;
        }
        return true;
    }

    // Most of what is found was seen in an earlier round. By now the prefetched slots are here.
    void drop_seen(detail::Lane& lane) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < lane.found.size(); ++i) {
            const detail::Candidate& one = lane.found[i];
            const auto* value = shards_[shard_of(one.fingerprint)].seen.find(one.fingerprint);
            if (value != nullptr && covers(value, one.budget)) continue;
            if (kept != i) {
                lane.found[kept] = one;
                std::copy_n(lane.words.data() + i * words_, words_,
                            lane.words.data() + kept * words_);
            }
            ++kept;
        }
        lane.found.resize(kept);
    }

    // Member m of n inserts into the tables m, m + n, ...
    void insert(std::size_t member, std::size_t lanes, std::size_t members) {
        for (std::size_t lane = 0; lane < std::max<std::size_t>(lanes, 1); ++lane) {
            const auto& found = lanes_[lane].found;
            for (std::size_t i = 0; i < found.size(); ++i) {
                const std::size_t shard = shard_of(found[i].fingerprint);
                if (shard % members != member) continue;
                insert(shard, found[i], lanes_[lane].words.data() + i * words_,
                       std::uint64_t{lane} << 32U | i);
            }
        }
    }

    void insert(std::size_t index, const detail::Candidate& one, const std::uint64_t* words,
                std::uint64_t order) {
        detail::Shard& shard = shards_[index];
        const Fingerprints::Place place = shard.seen.insert(one.fingerprint);
        if (!place.fresh && covers(place.value, one.budget)) return;
        if constexpr (detail::can_prune<Model>) {
            if (workers_.front().prunes()) *place.value |= workers_.front().dearer(one.budget);
        }
        if (one.broken) shard.broken.take(order, number_of(index, shard.origins.size()));
        shard.origins.push_back({one.parent, one.action});
        shard.next.push(words);
    }

    // Counts what a round brought.
    void settle(std::uint32_t length) {
        detail::Spotted first;
        progress_.states = 0;
        progress_.bytes = 0;
        for (detail::Shard& shard : shards_) {
            progress_.states += shard.origins.size();
            progress_.bytes += shard.seen.bytes() + shard.origins.size() * sizeof(detail::Origin) +
                               shard.level.bytes() + shard.next.bytes();
            first.take(shard.broken.order, shard.broken.number);
            shard.broken = {};
        }
        progress_.peak = std::max(progress_.peak, progress_.bytes);
        if (first.order != detail::Spotted{}.order) note({Fault::Invariant, first.number, length});
    }

    // Keeps the shortest, of these the first.
    void note(Found found) {
        if (!finding_ || found.length < finding_->length) finding_ = found;
    }

    Finding<State> described(const Found& found) const {
        Finding<State> finding{found.fault, {}, {}};
        std::uint32_t at = found.number;
        while (origin_of(at).parent != nobody) {
            finding.actions.push_back(origin_of(at).action);
            at = origin_of(at).parent;
        }
        std::ranges::reverse(finding.actions);
        finding.state = state_after(workers_.front(), finding.actions);
        return finding;
    }

    bool out_of_room() const {
        return progress_.states >= limits_.states || progress_.bytes >= limits_.bytes;
    }

    Limits limits_;
    std::size_t words_;
    Crew crew_;
    std::vector<Model> workers_;
    std::vector<detail::Shard> shards_;
    std::array<detail::Lane, lane_count> lanes_;
    Progress progress_;
    Report<State> report_;
    std::optional<Found> finding_;
};

}  // namespace hourglass::model::search
