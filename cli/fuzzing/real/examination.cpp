#include "cli/fuzzing/real/examination.hpp"

#include "cli/fuzzing/corpus.hpp"
#include "cli/fuzzing/real/fitting.hpp"
#include "cli/fuzzing/real/folder.hpp"
#include "cli/fuzzing/real/signature.hpp"
#include "cli/interrupt.hpp"
#include "scenarios/loader.hpp"
#include "scenarios/shrinking/parts.hpp"
#include "scenarios/shrinking/shrinker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <thread>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::Result;
using reports::CampaignFinding;
using scenarios::Draft;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t first_runs = 5;    // that say how often a suspicion shows
constexpr std::uint32_t last_runs = 10;    // likewise of the shrunk scenario
constexpr std::uint32_t most_repeats = 8;  // of one candidate while shrinking
constexpr std::uint64_t most_candidates = 80;
constexpr auto shrinking_time = std::chrono::seconds{30};

const model::Violation* find_violation(const Seen& seen, const std::string& signature) {
    const auto is_it = [&](const model::Violation& one) {
        return one.level == model::Level::Must && real_signature(seen.trace, one) == signature;
    };
    const auto found = std::ranges::find_if(seen.judgement.violations, is_it);
    return found == seen.judgement.violations.end() ? nullptr : &*found;
}

// So many plays show something of that rate with 95 %.
std::uint32_t repeats_for(double rate) {
    if (rate >= 0.99) return 1;
    const double enough = std::log(0.05) / std::log(1 - std::max(rate, 0.05));
    return std::min(most_repeats, static_cast<std::uint32_t>(std::ceil(enough)));
}

// Steps without names and times: what two findings of one deviation have in common.
std::string schedule_of(model::RuleIndex rule, const Draft& draft) {
    scenarios::Scenario plain = draft.scenario;
    plain.name = "A/b";
    plain.about.clear();
    plain.rules.clear();
    plain.profiles.assign(1, model::ProfileName::Aws);
    plain.horizon = std::chrono::seconds{1};
    scenarios::each_time(plain, [](model::Duration& time) { time = {}; });
    for (auto& step : plain.invoker) step.payload.clear();
    return fmt::format("{} {}", rule.value, scenarios::write_scenario(plain));
}

}  // namespace

Examiner::Rate Examiner::rate_of(const Draft& draft, const std::string& signature,
                                 std::uint32_t runs) {
    const std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
    Plays plays{order_.stage, order_.scratch, jobs};
    const auto shared = std::make_shared<const Draft>(draft);
    Rate rate;
    const auto take = [&] {
        auto played = plays.next();
        if (!played || !played->seen) return;
        ++rate.runs;
        if (find_violation(*played->seen, signature) == nullptr) return;
        ++rate.hits;
        rate.seen = *std::move(played->seen);
    };
    for (std::uint32_t i = 0; i < runs && !interrupted(); ++i) {
        if (!plays.start(i, shared)) break;
        while (plays.is_full()) take();
    }
    for (std::uint32_t i = 0; i < jobs; ++i) take();
    return rate;
}

Draft Examiner::shrunk(const Suspicion& suspicion, const Rate& rate, std::uint32_t& plays) {
    const auto limit = Clock::now() + shrinking_time;
    const double share = static_cast<double>(rate.hits) / std::max(1U, rate.runs);
    const std::uint32_t repeats = repeats_for(share);
    const auto still = [&](const Draft& candidate) {
        if (Clock::now() > limit || interrupted()) return false;
        if (!is_playable(candidate, order_.stage.backend)) return false;
        for (std::uint32_t i = 0; i < repeats; ++i) {
            ++plays;
            if (rate_of(candidate, suspicion.signature, 1).hits > 0) return true;
        }
        return false;
    };
    return scenarios::shrink(*suspicion.draft, still, {.plays = most_candidates, .plays_below = 0})
        .draft;
}

fs::path Examiner::new_folder(const std::string& signature) {
    std::string name = signature;
    for (int i = 2; !folders_.insert(name).second; ++i) name = fmt::format("{}-{}", signature, i);
    return order_.findings / name;
}

Result<std::optional<CampaignFinding>> Examiner::examine(const Suspicion& suspicion) {
    Rate rate = rate_of(*suspicion.draft, suspicion.signature, first_runs);
    Draft draft = *suspicion.draft;
    std::uint32_t plays = 0;
    if (rate.hits > 0) {
        draft = shrunk(suspicion, rate, plays);
        Rate last = rate_of(draft, suspicion.signature, last_runs);
        if (last.hits > 0) {
            rate = std::move(last);
        } else {
            draft = *suspicion.draft;
        }
    }
    // A race that did not show again was still seen.
    if (rate.hits == 0) rate = {.runs = rate.runs + 1, .hits = 1, .seen = suspicion.seen};
    const bool is_new = schedules_.insert(schedule_of(suspicion.violation.rule, draft)).second;
    if (!is_new) return std::nullopt;
    return write(suspicion, draft, rate, plays).map([](CampaignFinding finding) {
        return std::optional{std::move(finding)};
    });
}

Result<CampaignFinding> Examiner::write(const Suspicion& suspicion, const Draft& draft,
                                        const Rate& rate, std::uint32_t plays) {
    const model::Violation* violation = find_violation(*rate.seen, suspicion.signature);
    RealFinding finding{.signature = suspicion.signature,
                        .violation = violation == nullptr ? suspicion.violation : *violation,
                        .draft = draft,
                        .seen = *rate.seen,
                        .runs = rate.runs,
                        .hits = rate.hits,
                        .in_case = suspicion.in_case,
                        .steps_before = steps_of(suspicion.draft->scenario),
                        .plays = plays};
    return write_real_finding(finding, {.folder = new_folder(suspicion.signature),
                                        .stage = order_.stage,
                                        .program = order_.program,
                                        .seed = order_.seed});
}

}  // namespace hourglass::cli
