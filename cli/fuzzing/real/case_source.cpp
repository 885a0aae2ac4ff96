#include "cli/fuzzing/real/case_source.hpp"

#include "cli/fuzzing/real/fitting.hpp"
#include "sim/campaign/mutation.hpp"

#include <algorithm>

namespace hourglass::cli {

namespace {

using model::Duration;
using scenarios::Draft;
using namespace std::chrono_literals;

constexpr int most_draws = 64;               // for one case
constexpr int hopeless = 10'000;             // draws that give no case at all
constexpr Duration short_case = 60ms;        // by the simulator's clock
constexpr Duration longest_case = 5s;        // likewise
constexpr std::uint32_t long_permille = 60;  // of the cases between them
// What is still open so long after the simulated platform is done hangs.
constexpr Duration patience = 4s;

Duration length_of(const model::Trace& trace) {
    return trace.records.empty() ? Duration{} : trace.records.back().at.time_since_epoch();
}

}  // namespace

CaseSource::CaseSource(const CaseOrder& order)
    : order_(order), chance_(sim::Chance{order.seed}.split("real")), number_(order.part - 1) {
    for (const auto& scenario : order_.thought_of) {
        kept_.push_back(scenarios::encoded(
            {.scenario = scenario, .profile = scenario.profiles.front(), .seed = 1}));
    }
}

// One invoke of a runtime that does what choices of nothing make it do.
Draft CaseSource::simplest() const {
    Draft draft = scenarios::decoded({});
    draft.profile = order_.profiles.front();
    return *fitted(draft, order_.backend);
}

// Every second case is one that somebody has thought of, while there are any.
Draft CaseSource::next() {
    std::optional<Draft> draft;
    if (number_ / order_.of % 2 == 0) draft = next_thought_of();
    if (!draft) draft = generated();
    number_ += order_.of;
    return *std::move(draft);
}

std::optional<Draft> CaseSource::next_thought_of() {
    const std::size_t all = order_.thought_of.size() * order_.profiles.size();
    for (; taken_ < all; ++taken_) {
        const auto& scenario = order_.thought_of[taken_ / order_.profiles.size()];
        const auto profile = order_.profiles[taken_ % order_.profiles.size()];
        if (taken_ % order_.of != order_.part - 1) continue;
        if (std::ranges::count(scenario.profiles, profile) == 0) continue;
        auto draft = fitted({.scenario = scenario, .profile = profile, .seed = 1}, order_.backend);
        if (!draft) continue;
        player_.play(*draft);
        const Duration length = length_of(player_.trace());
        if (length > longest_case) continue;
        draft->scenario.horizon = length + patience;
        ++taken_;
        return draft;
    }
    return std::nullopt;
}

Draft CaseSource::generated() {
    std::optional<Draft> best;
    for (int attempt = 0; attempt < (best ? most_draws : hopeless); ++attempt) {
        auto draft = draw(chance_.split(number_).split(static_cast<std::uint64_t>(attempt)));
        if (!draft) continue;
        best = std::move(draft);
        const bool is_new =
            sim::add_features(player_.trace(), player_.judge(), number_ + 1, features_) > 0;
        if (!is_new) continue;
        kept_.push_back(choices_);
        break;
    }
    return best ? *std::move(best) : simplest();
}

std::optional<Draft> CaseSource::draw(sim::Chance chance) {
    constexpr std::uint32_t fresh_permille = 400;
    if (kept_.empty() || chance.happens(fresh_permille)) {
        sim::draw_choices(choices_, chance);
    } else {
        choices_ = kept_[chance.below(kept_.size())];
        sim::mutate(choices_, kept_[chance.below(kept_.size())], chance);
    }
    Draft drawn = scenarios::decoded(choices_);
    drawn.profile = order_.profiles[chance.below(order_.profiles.size())];
    auto draft = fitted(drawn, order_.backend);
    if (!draft) return std::nullopt;
    player_.play(*draft);
    if (player_.was_cut() || lasts_too_long(chance)) return std::nullopt;
    draft->scenario.horizon = length_of(player_.trace()) + patience;
    return draft;
}

bool CaseSource::lasts_too_long(sim::Chance& chance) const {
    const Duration length = length_of(player_.trace());
    if (length <= short_case) return false;
    return length > longest_case || !chance.happens(long_permille);
}

}  // namespace hourglass::cli
