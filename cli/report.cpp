// hourglass report: merges the results of a campaign's shards.
#include "cli/fuzzing/result.hpp"
#include "cli/output.hpp"
#include "cli/subcommands.hpp"
#include "reports/campaign.hpp"

#include <fmt/format.h>

#include <memory>

namespace hourglass::cli {

namespace {

constexpr const char* ending =
    "RESULT is what hourglass fuzz --json has written. Exit status 1 if there are findings, 3 if\n"
    "shards are missing.\n"
    "Example:\n"
    "  hourglass report shard1.json shard2.json --json whole.json";

struct ReportOptions {
    std::vector<std::string> results;
    std::string json;
};

model::Result<reports::CampaignResult> read(const std::string& file) {
    return read_text(file, "give a file that hourglass fuzz --json has written")
        .and_then([&](const std::string& text) { return reports::read_campaign(text, file); });
}

ExitStatus report(const ReportOptions& options) {
    std::vector<reports::CampaignResult> parts;
    for (const std::string& file : options.results) {
        auto part = read(file);
        if (!part) return complain(part.error());
        parts.push_back(*std::move(part));
    }
    const auto whole = merged(parts);
    if (!whole) return complain(whole.error());
    if (auto written = write_to(options.json, reports::to_json(*whole)); !written) {
        return complain(written.error());
    }
    fmt::print(options.json == standard_output ? stderr : stdout, "{}", reports::to_text(*whole));
    if (!whole->findings.empty()) return ExitStatus::Violated;
    return whole->complete ? ExitStatus::Held : ExitStatus::Inconclusive;
}

}  // namespace

void add_report(CLI::App& app, Session& session) {
    auto options = std::make_shared<ReportOptions>();
    CLI::App* command = app.add_subcommand("report", "Merge the results of shards into the whole.");
    command->add_option("RESULT", options->results, "results of hourglass fuzz --json")->required();
    command->add_option("--json", options->json, "the whole as JSON; - is standard output");
    command->footer(ending);
    command->callback([options, &session] { session.status = report(*options); });
}

}  // namespace hourglass::cli
