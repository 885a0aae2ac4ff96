#include "cli/fuzzing/real/campaign.hpp"

#include "cli/fuzzing/real/signature.hpp"
#include "cli/fuzzing/result.hpp"
#include "cli/interrupt.hpp"
#include "sim/campaign/goals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <unistd.h>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using model::Result;
using reports::CampaignResult;

// So many cases in a row that cannot be played: no platform is there.
constexpr std::uint32_t most_failures = 6;

// Of one signature these sightings are looked at: later ones may be another deviation.
bool is_looked_at(std::uint32_t sighting) {
    return sighting == 1 || sighting == 8 || sighting == 64;
}

class RealCampaign {
public:
    explicit RealCampaign(const RealCampaignOrder& order)
        : order_(order),
          source_(order.cases),
          plays_(order.examination.stage, order.examination.scratch, order.jobs),
          examiner_(order.examination) {}

    Result<CampaignResult> run() {
        while (!is_over() && !lost_) {
            start_one();
            while (plays_.is_full()) take_one();
        }
        while (take_one()) {
        }
        if (lost_) return tl::make_unexpected(*lost_);
        return told();
    }

private:
    double spent() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

    bool is_over() const {
        if (interrupted()) return true;
        return order_.most_cases ? source_.number() >= *order_.most_cases
                                 : spent() >= order_.seconds;
    }

    void start_one() {
        const std::uint64_t number = source_.number();
        auto draft = std::make_shared<const scenarios::Draft>(source_.next());
        if (const auto started = plays_.start(number, draft); !started) lost_ = started.error();
    }

    bool take_one() {
        auto played = plays_.next();
        if (!played) return false;
        if (interrupted() || lost_) return true;
        if (!played->seen) {
            if (++failures_ >= most_failures) lost_ = played->seen.error();
            return true;
        }
        failures_ = 0;
        ++result_.cases;
        if (played->seen->open) ++result_.cut;
        look_at(*played);
        say_progress();
        return true;
    }

    void look_at(const Played& played) {
        for (const model::Violation& violation : played.seen->judgement.violations) {
            if (violation.level != model::Level::Must) continue;
            const std::string signature = real_signature(played.seen->trace, violation);
            if (order_.avoid.contains(signature)) {
                ++result_.avoided;
            } else if (is_looked_at(++sightings_[signature])) {
                examine({.in_case = played.number,
                         .draft = played.draft,
                         .seen = *played.seen,
                         .violation = violation,
                         .signature = signature});
            }
        }
    }

    void examine(const Suspicion& suspicion) {
        const auto begin = Clock::now();
        auto finding = examiner_.examine(suspicion);
        examining_ += std::chrono::duration<double>(Clock::now() - begin).count();
        if (!finding) {
            lost_ = finding.error();
        } else if (*finding) {
            result_.findings.push_back(**std::move(finding));
        }
    }

    void say_progress() {
        if (order_.detail != reports::Detail::Full || isatty(STDERR_FILENO) != 1) return;
        fmt::print(stderr, "\r\033[K{} cases, {:.1f}/s, {} findings", result_.cases,
                   static_cast<double>(result_.cases) / spent(), result_.findings.size());
        std::fflush(stderr);
    }

    CampaignResult told() {
        if (order_.detail == reports::Detail::Full && isatty(STDERR_FILENO) == 1) {
            fmt::print(stderr, "\r\033[K");
        }
        sim::Tally tally;
        tally.cases = result_.cases;
        tally.features = source_.features();
        CampaignResult whole = result_of(tally);
        whole.digest.clear();      // no two runs of a real platform are the same
        whole.coverage.goals = 0;  // they are the simulator's
        whole.coverage.never_met.clear();
        whole.coverage.residual = 0;
        whole.backend = order_.cases.backend;
        whole.seed = order_.cases.seed;
        whole.cut = result_.cut;
        whole.avoided = result_.avoided;
        whole.findings = std::move(result_.findings);
        whole.complete = !interrupted();
        whole.seconds = spent();
        whole.cases_per_second =
            static_cast<double>(whole.cases) / std::max(0.001, whole.seconds - examining_);
        return whole;
    }

    const RealCampaignOrder& order_;
    Clock::time_point start_ = Clock::now();
    CaseSource source_;
    Plays plays_;
    Examiner examiner_;
    CampaignResult result_;
    std::map<std::string, std::uint32_t> sightings_;  // by signature
    double examining_ = 0;                            // seconds
    std::uint32_t failures_ = 0;                      // in a row
    std::optional<model::Error> lost_;
};

}  // namespace

Result<CampaignResult> run_real_campaign(const RealCampaignOrder& order) {
    std::error_code error;
    const fs::path& scratch = order.examination.scratch;
    fs::create_directories(scratch, error);
    if (error) {
        return model::failure(model::ErrorKind::Environment,
                              fmt::format("cannot make {}: {}", scratch.string(), error.message()),
                              "name a folder that you may write to with --report");
    }
    auto result = RealCampaign{order}.run();
    fs::remove_all(scratch, error);
    return result;
}

}  // namespace hourglass::cli
