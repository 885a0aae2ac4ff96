// hourglass fuzz: a campaign of generated scenarios.
#include "cli/backends.hpp"
#include "cli/fuzz_options.hpp"
#include "cli/fuzzing/campaign.hpp"
#include "cli/fuzzing/corpus.hpp"
#include "cli/fuzzing/findings.hpp"
#include "cli/fuzzing/result.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/output.hpp"
#include "cli/subcommands.hpp"
#include "model/base/duration_text.hpp"
#include "reports/campaign.hpp"
#include "sim/defects/defect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::Result;

constexpr const char* ending =
    "Scenarios are drawn, played in the simulator and judged; choices that show something new are\n"
    "kept and changed. Each finding is shrunk and written to DIR/findings.\n"
    "With --cases the same seed (and corpus) gives the same digest.\n"
    "Examples:\n"
    "  hourglass fuzz --time 60s\n"
    "  hourglass fuzz --cases 100000 --seed 7 --shard 1/4 --json shard1.json\n"
    "  hourglass fuzz --corpus corpus --time 600s       goes on where it ended\n"
    "  hourglass fuzz --backend rie --rie PATH --time 600s   a real platform\n"
    "  hourglass fuzz --defect event-lost --time 10s   a planted defect: it must find it";

struct Campaign {
    CampaignOrder order;
    std::optional<Corpus> corpus;
    fs::path findings;
};

Result<void> set_length(const FuzzOptions& options, CampaignOrder& order) {
    const auto length = length_of(options);
    if (!length) return tl::make_unexpected(length.error());
    order.cases = length->cases;
    order.seconds = length->seconds;
    return {};
}

Result<void> set_defect(const FuzzOptions& options, CampaignOrder& order) {
    if (options.defect.empty()) return {};
    order.defect = sim::find_defect(options.defect);
    if (order.defect != nullptr) return {};
    return model::failure(ErrorKind::NotFound,
                          fmt::format("no defect is called {}", options.defect),
                          "See what there is with: hourglass defects");
}

// "known" stands for what the report folder holds; anything else is a signature.
Result<void> set_avoided(const FuzzOptions& options, Campaign& campaign) {
    for (const std::string& name : options.avoid) {
        if (name == "known") {
            campaign.order.avoid.merge(signatures_in(campaign.findings));
            continue;
        }
        const auto signature = sim::signature_named(name);
        if (!signature) {
            return model::failure(ErrorKind::BadInput,
                                  fmt::format("--avoid {} is no signature of a finding", name),
                                  "write known, or a name such as TMO-30-End-0 from the findings");
        }
        campaign.order.avoid.insert(*signature);
    }
    return {};
}

Result<void> open_corpus(const FuzzOptions& options, Campaign& campaign) {
    if (options.corpus.empty()) return {};
    auto corpus = Corpus::open(options.corpus);
    if (!corpus) return tl::make_unexpected(corpus.error());
    campaign.corpus = *std::move(corpus);
    campaign.order.corpus = &*campaign.corpus;
    for (const std::string& remark : campaign.corpus->remarks()) fmt::print(stderr, "{}\n", remark);
    const auto& entries = campaign.corpus->entries();
    campaign.order.seeds.insert(campaign.order.seeds.end(), entries.begin(), entries.end());
    return {};
}

// The library is where somebody has already thought of what may go wrong.
Result<void> add_library(Campaign& campaign) {
    const auto library = library_scenarios();
    if (!library) return tl::make_unexpected(library.error());
    for (const scenarios::Scenario& scenario : *library) {
        if (scenario.runtime.empty()) continue;
        for (const model::ProfileName profile : scenario.profiles) {
            campaign.order.seeds.push_back(
                scenarios::encoded({.scenario = scenario, .profile = profile, .seed = 1}));
        }
    }
    return {};
}

Result<void> prepare(const FuzzOptions& options, Campaign& campaign) {
    campaign.findings = fs::path{options.report} / "findings";
    campaign.order.seed = options.seed;
    campaign.order.shard = options.shard;
    campaign.order.detail = options.detail;
    campaign.order.jobs =
        options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    if (options.shard.of > sim::lane_count) {
        return model::failure(ErrorKind::BadInput,
                              fmt::format("a campaign has at most {} shards", sim::lane_count),
                              "give each machine a seed of its own instead");
    }
    return check_writable(options.json)
        .and_then([&] { return set_length(options, campaign.order); })
        .and_then([&] { return set_defect(options, campaign.order); })
        .and_then([&] { return set_avoided(options, campaign); })
        .and_then([&] { return add_library(campaign); })
        .and_then([&] { return open_corpus(options, campaign); });
}

// The result, and what could not be written of it: a full disk costs no finding its line.
struct Told {
    reports::CampaignResult result;
    std::optional<model::Error> lost;
};

Told told(const FuzzOptions& options, const Campaign& campaign, const CampaignOutcome& outcome) {
    reports::CampaignResult result = result_of(outcome.tally);
    result.seed = options.seed;
    result.defect = options.defect;
    result.shards = {fmt::format("{}/{}", options.shard.part, options.shard.of)};
    result.complete = outcome.complete;
    result.seconds = outcome.seconds;
    result.cases_per_second = static_cast<double>(result.cases) / outcome.seconds;
    const FindingsOrder order{.folder = campaign.findings,
                              .program = options.program,
                              .defect = campaign.order.defect,
                              .seed = options.seed};
    std::optional<model::Error> lost = outcome.lost;
    for (const auto& [signature, sighting] : outcome.tally.findings) {
        auto finding = write_finding(signature, sighting, order);
        if (!finding && !lost) lost = finding.error();
        result.findings.push_back(finding ? *std::move(finding) : named(signature, sighting));
    }
    return {std::move(result), std::move(lost)};
}

ExitStatus fuzz_simulated(const FuzzOptions& options) {
    Campaign campaign;
    if (auto ready = prepare(options, campaign); !ready) return complain(ready.error());
    const CampaignOutcome outcome = run_campaign(campaign.order);
    auto [result, lost] = told(options, campaign, outcome);
    const ExitStatus status = tell(options, std::move(result));
    return lost ? complain(*lost) : status;
}

void add_options(CLI::App& command, FuzzOptions& options) {
    command.add_option("--backend", options.backend, "sim; or a real platform: process, rie")
        ->check(CLI::Validator{refusal_of_backend, "NAME"})
        ->capture_default_str();
    command
        .add_option("--profile", options.profile,
                    "what a real platform is held against: aws, rapid or all")
        ->check(CLI::IsMember({"aws", "rapid", "all"}))
        ->capture_default_str();
    add_emulator(command, options.clients);
    add_sight(command, options.clients);
    command.add_option("--time", options.time, "how long it runs, e.g. 60s (10s)");
    command.add_option("--cases", options.cases, "how many cases it plays, instead of --time")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40U));
    add_seed(command, options.seed);
    command.add_option("--jobs", options.jobs, "threads (all processors)")
        ->check(CLI::Range(1U, 256U));
    add_shard(command, options.shard);
    command.add_option("--corpus", options.corpus,
                       "a folder of choices to start with and to add to");
    command.add_option("--report", options.report, "folder of the findings")->capture_default_str();
    command.add_option("--json", options.json, "the result as JSON; - is standard output");
    command
        .add_option("--avoid", options.avoid,
                    "findings to pass over: known (those in the report folder), or signatures")
        ->delimiter(',');
    command.add_option("--defect", options.defect, "plants a defect in the platform");
    command.add_flag_callback(
        "--quiet", [&options] { options.detail = reports::Detail::Quiet; }, "show no progress");
}

ExitStatus fuzz(const FuzzOptions& options) {
    return options.backend == "sim" ? fuzz_simulated(options) : fuzz_real(options);
}

}  // namespace

Result<CampaignLength> length_of(const FuzzOptions& options) {
    if (options.cases > 0 && !options.time.empty()) {
        return model::failure(ErrorKind::BadInput, "--time and --cases both end the campaign",
                              "give one of them");
    }
    if (options.cases > 0) return CampaignLength{.cases = options.cases};
    const auto time = model::parse_duration(options.time.empty() ? "10s" : options.time);
    if (!time || *time <= model::Duration::zero()) {
        return model::failure(ErrorKind::BadInput,
                              fmt::format("--time {} is no time", options.time),
                              "write a duration such as 60s");
    }
    return CampaignLength{.cases = {}, .seconds = std::chrono::duration<double>(*time).count()};
}

ExitStatus tell(const FuzzOptions& options, reports::CampaignResult result) {
    const auto written = write_to(options.json, reports::to_json(result));
    fmt::print(options.json == standard_output ? stderr : stdout, "{}", reports::to_text(result));
    if (!written) return complain(written.error());
    if (!result.findings.empty()) return ExitStatus::Violated;
    return interrupted() ? ExitStatus::Interrupted : ExitStatus::Held;
}

void add_fuzz(CLI::App& app, Session& session) {
    auto options = std::make_shared<FuzzOptions>();
    CLI::App* command =
        app.add_subcommand("fuzz", "Play generated scenarios and shrink what breaks a rule.");
    add_options(*command, *options);
    command->footer(ending);
    command->callback([options, &session] {
        options->program = session.program;
        session.status = fuzz(*options);
    });
}

}  // namespace hourglass::cli
