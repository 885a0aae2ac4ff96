// hourglass fuzz --backend process|rie: a campaign against a platform of this machine.
#include "cli/backends.hpp"
#include "cli/fuzz_options.hpp"
#include "cli/fuzzing/real/campaign.hpp"
#include "cli/library.hpp"
#include "cli/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <thread>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::ProfileName;
using model::Result;
using Scenarios = std::vector<scenarios::Scenario>;

// Real cases wait more than they compute.
constexpr unsigned cases_for_each_processor = 3;

Result<void> refuse_what_is_simulated(const FuzzOptions& options) {
    if (!options.defect.empty()) {
        return model::failure(ErrorKind::Unsupported, options.backend + " cannot be given a defect",
                              "Planted defects are for --backend sim.");
    }
    if (options.corpus.empty()) return {};
    return model::failure(ErrorKind::Unsupported, "a campaign on a real platform keeps no corpus",
                          "Leave --corpus out, or give it to a campaign in the simulator.");
}

// The library, what takes every row, and what once broke a rule.
Result<Scenarios> thought_of() {
    Scenarios all;
    for (const auto& some : {library_scenarios, cover_scenarios, regression_scenarios}) {
        auto loaded = some();
        if (!loaded) return loaded;
        std::move(loaded->begin(), loaded->end(), std::back_inserter(all));
    }
    std::erase_if(all, [](const scenarios::Scenario& one) { return is_for_clients(one); });
    return all;
}

std::vector<ProfileName> profiles_of(const FuzzOptions& options) {
    if (options.profile == "all") return {ProfileName::Aws, ProfileName::Rapid};
    return {options.profile == "rapid" ? ProfileName::Rapid : ProfileName::Aws};
}

std::set<std::string> avoided(const FuzzOptions& options, const fs::path& findings) {
    std::set<std::string> names;
    for (const std::string& name : options.avoid) {
        if (name != "known") {
            names.insert(name);
            continue;
        }
        std::error_code error;
        for (const auto& entry : fs::directory_iterator{findings, error}) {
            names.insert(entry.path().filename().string());
        }
    }
    return names;
}

Result<RealCampaignOrder> order_of(const FuzzOptions& options) {
    const auto length = length_of(options);
    if (!length) return tl::make_unexpected(length.error());
    auto clients = find_clients(options.clients);
    if (!clients) return tl::make_unexpected(clients.error());
    auto scenarios = thought_of();
    if (!scenarios) return tl::make_unexpected(scenarios.error());
    const fs::path folder = options.report;
    RealCampaignOrder order;
    order.cases = {.backend = options.backend,
                   .seed = options.seed,
                   .profiles = profiles_of(options),
                   .thought_of = *std::move(scenarios),
                   .part = options.shard.part,
                   .of = options.shard.of};
    order.examination = {.stage = {.backend = options.backend, .clients = *std::move(clients)},
                         .findings = folder / "findings",
                         .scratch = folder / "playing",
                         .program = options.program,
                         .seed = options.seed};
    order.most_cases = length->cases;
    order.seconds = length->seconds;
    order.jobs = options.jobs > 0
                     ? options.jobs
                     : cases_for_each_processor * std::max(1U, std::thread::hardware_concurrency());
    order.avoid = avoided(options, folder / "findings");
    order.detail = options.detail;
    return order;
}

}  // namespace

ExitStatus fuzz_real(const FuzzOptions& options) {
    const auto ready =
        refuse_what_is_simulated(options).and_then([&] { return check_writable(options.json); });
    if (!ready) return complain(ready.error());
    const auto order = order_of(options);
    if (!order) return complain(order.error());
    auto result = run_real_campaign(*order);
    if (!result) return complain(result.error());
    result->shards = {fmt::format("{}/{}", options.shard.part, options.shard.of)};
    return tell(options, *std::move(result));
}

}  // namespace hourglass::cli
