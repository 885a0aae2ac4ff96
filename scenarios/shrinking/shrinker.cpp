#include "scenarios/shrinking/shrinker.hpp"

#include "scenarios/shrinking/parts.hpp"
#include "scenarios/shrinking/simpler.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace hourglass::scenarios {
namespace {

class Shrinker {
public:
    Shrinker(Draft draft, const StillFails& fails, std::uint64_t most_plays)
        : best_(std::move(draft)), fails_(fails), most_plays_(most_plays) {}

    // Repeats everything until nothing helps: a plainer play often allows another cut.
    void run() {
        bool better = true;
        while (better && !spent()) {
            better = false;
            better |= take_any([this] { return with_fewer_programs(best_); });
            better |= drop_steps();
            better |= drop_pairs();
            better |= take_any([this] { return with_usual_settings(best_); });
            better |= simplify_times();
        }
    }

    const Draft& best() const { return best_; }
    std::uint64_t plays() const { return plays_; }

private:
    bool spent() const { return plays_ >= most_plays_; }

    bool accept(Draft candidate) {
        if (spent() || candidate == best_ || candidate.scenario.invoker.empty()) return false;
        ++plays_;
        if (!fails_(candidate)) return false;
        best_ = std::move(candidate);
        return true;
    }

    // Takes the first variant that fails and starts again from it.
    template <class Make>
    bool take_any(Make make) {
        bool better = false;
        const auto try_all = [&] {
            for (Draft& candidate : make()) {
                if (accept(std::move(candidate))) return true;
            }
            return false;
        };
        while (try_all()) better = true;
        return better;
    }

    bool accept_without(const Keep& keep) {
        Draft candidate = best_;
        candidate.scenario = with_steps(best_.scenario, keep);
        return accept(std::move(candidate));
    }

    // Delta debugging: spans of half the length, a quarter, ... one step.
    bool drop_steps() {
        bool better = false;
        std::size_t span = std::max<std::size_t>(1, steps_of(best_.scenario) / 2);
        while (!spent()) {
            better |= drop_spans(span);
            if (span == 1) break;
            span /= 2;
        }
        return better;
    }

    // From the end: what comes late is seldom needed.
    bool drop_spans(std::size_t span) {
        bool better = false;
        std::size_t end = steps_of(best_.scenario);
        while (end > 0 && !spent()) {
            const std::size_t count = steps_of(best_.scenario);
            end = std::min(end, count);
            const std::size_t begin = end - std::min(end, span);
            Keep keep(count, true);
            std::fill(keep.begin() + static_cast<std::ptrdiff_t>(begin),
                      keep.begin() + static_cast<std::ptrdiff_t>(end), false);
            better |= accept_without(keep);
            end = begin;
        }
        return better;
    }

    // Two steps that need each other, wherever they stand.
    bool drop_pairs() {
        constexpr std::size_t most_steps = 24;
        const std::size_t count = steps_of(best_.scenario);
        if (count > most_steps) return false;
        for (std::size_t first = 0; first + 1 < count; ++first) {
            for (std::size_t second = first + 1; second < count; ++second) {
                Keep keep(count, true);
                keep[first] = keep[second] = false;
                if (accept_without(keep)) return true;
            }
        }
        return false;
    }

    bool simplify_times() {
        bool better = false;
        const std::size_t count = names_of_times(best_.scenario).size();
        for (std::size_t i = 0; i < count; ++i) better |= simplify_time(i);
        return better;
    }

    bool simplify_time(std::size_t wanted) {
        const model::Duration now = time_at(best_, wanted);
        for (const model::Duration simpler : simpler_times(best_, now)) {
            Draft candidate = best_;
            time_at(candidate, wanted) = simpler;
            if (accept(std::move(candidate))) return true;
        }
        return false;
    }

    static model::Duration& time_at(Draft& draft, std::size_t wanted) {
        model::Duration* found = &draft.scenario.horizon;
        std::size_t at = 0;
        each_time(draft.scenario, [&](model::Duration& time) {
            if (at++ == wanted) found = &time;
        });
        return *found;
    }

    Draft best_;
    const StillFails& fails_;
    std::uint64_t most_plays_;
    std::uint64_t plays_ = 0;
};

}  // namespace

Shrunk shrink(const Draft& draft, const StillFails& fails, const ShrinkLimits& limits) {
    Shrinker cutting{draft, fails, limits.plays};
    cutting.run();
    Shrunk shrunk;
    shrunk.draft = cutting.best();
    FloorSearch below = search_below(shrunk.draft, fails, limits.plays_below);
    shrunk.plays = cutting.plays() + below.floor.plays;
    shrunk.floor = below.floor;
    if (below.shorter) {
        Shrinker again{*below.shorter, fails, limits.plays};
        again.run();
        shrunk.draft = again.best();
        shrunk.plays += again.plays();
    }
    shrunk.steps = steps_of(shrunk.draft.scenario);
    return shrunk;
}

}  // namespace hourglass::scenarios
