#include "cli/fuzzing/result.hpp"

#include "cli/fuzzing/replay_file.hpp"
#include "sim/campaign/goals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace hourglass::cli {

namespace {

using model::ErrorKind;
using reports::CampaignCoverage;
using reports::CampaignFinding;
using reports::CampaignResult;

CampaignCoverage coverage_of(const sim::Tally& tally) {
    CampaignCoverage coverage{.triples = tally.features.count(sim::FeatureKind::Triple),
                              .rows = tally.features.count(sim::FeatureKind::Row),
                              .features = tally.features.size(),
                              .residual = tally.residual(),
                              .goals = sim::campaign_goals().size(),
                              .never_met = sim::never_met(tally.features),
                              .seen_once = {},
                              .seen_often = {}};
    for (const auto& [code, again] : tally.features.sorted()) {
        (again ? coverage.seen_often : coverage.seen_once).push_back(code);
    }
    return coverage;
}

sim::Tally tally_of(const CampaignResult& result) {
    sim::Tally tally;
    tally.cases = result.cases;
    tally.records = result.records;
    tally.events = result.events;
    tally.cut = result.cut;
    tally.twice = result.twice;
    tally.avoided = result.avoided;
    const std::string& digest = result.digest;
    std::from_chars(digest.data(), digest.data() + digest.size(), tally.digest, 16);
    for (const auto code : result.coverage.seen_once) tally.features.insert({code, false});
    for (const auto code : result.coverage.seen_often) tally.features.insert({code, true});
    return tally;
}

tl::unexpected<model::Error> apart(const std::string& why) {
    return model::failure(ErrorKind::BadInput, why,
                          "give the results of all shards of one campaign, each once");
}

model::Result<void> check_together(const std::vector<CampaignResult>& parts) {
    std::set<std::string> shards;
    const CampaignResult& first = parts.front();
    for (const CampaignResult& part : parts) {
        if (part.model != first.model) {
            return apart("the results come from different versions of the rules or the generator");
        }
        const bool same =
            part.seed == first.seed && part.backend == first.backend && part.defect == first.defect;
        if (!same) return apart("the results are of different campaigns (seed, backend or defect)");
        for (const std::string& shard : part.shards) {
            if (!shards.insert(shard).second) {
                return apart(fmt::format("shard {} is there twice", shard));
            }
        }
    }
    return {};
}

// "2/4" of so many; whether all are there.
bool is_whole(const std::vector<std::string>& shards) {
    if (shards.empty()) return false;
    const std::string& any = shards.front();
    const std::string of = any.substr(any.find('/') + 1);
    return std::to_string(shards.size()) == of;
}

}  // namespace

CampaignResult result_of(const sim::Tally& tally) {
    CampaignResult result;
    result.model = to_hex(scenarios::model_hash());
    result.cases = tally.cases;
    result.records = tally.records;
    result.events = tally.events;
    result.cut = tally.cut;
    result.twice = tally.twice;
    result.avoided = tally.avoided;
    result.digest = to_hex(tally.digest);
    result.coverage = coverage_of(tally);
    return result;
}

model::Result<CampaignResult> merged(const std::vector<CampaignResult>& parts) {
    if (parts.empty()) return apart("there is no result to merge");
    if (auto together = check_together(parts); !together) {
        return tl::make_unexpected(together.error());
    }
    sim::Tally tally;
    // In the order of a whole campaign, that of the catalogue.
    using Key = std::pair<std::optional<sim::Signature>, std::string>;
    std::map<Key, CampaignFinding> findings;
    double seconds = 0;
    bool complete = true;
    std::vector<std::string> shards;
    for (const CampaignResult& part : parts) {
        tally.merge(tally_of(part));
        seconds = std::max(seconds, part.seconds);
        complete = complete && part.complete;
        shards.insert(shards.end(), part.shards.begin(), part.shards.end());
        for (const CampaignFinding& finding : part.findings) {
            const auto [place, is_new] = findings.try_emplace(
                Key{sim::signature_named(finding.signature), finding.signature}, finding);
            if (!is_new && finding.in_case < place->second.in_case) place->second = finding;
        }
    }
    CampaignResult whole = result_of(tally);
    whole.model = parts.front().model;
    whole.backend = parts.front().backend;
    whole.defect = parts.front().defect;
    whole.seed = parts.front().seed;
    whole.seconds = seconds;
    whole.cases_per_second = seconds > 0 ? static_cast<double>(whole.cases) / seconds : 0;
    whole.complete = complete && is_whole(shards);
    std::ranges::sort(shards);
    whole.shards = std::move(shards);
    for (auto& [key, finding] : findings) whole.findings.push_back(std::move(finding));
    return whole;
}

}  // namespace hourglass::cli
