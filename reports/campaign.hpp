// The result of a campaign of generated scenarios as data: as JSON, which shards exchange, and as
// text.
#pragma once

#include "model/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::reports {

inline constexpr int campaign_version = 1;

struct CampaignFinding {
    std::string rule;       // "" if the same play gave two traces
    std::string signature;  // tells it from other findings of the rule
    std::string profile;    // that it was held against, on a real platform
    std::string message;    // of the violation
    std::uint64_t in_case{};
    std::uint32_t steps{};  // of the shrunk scenario
    std::string shortest;   // what is known of shorter ones
    std::uint32_t runs{};   // of it on a real platform
    std::uint32_t hits{};   // of them that showed it
    std::string scenario;   // paths, "" if not written
    std::string trace;
    std::string replay;  // command

    bool operator==(const CampaignFinding&) const = default;
};

// What the traces showed, see sim/campaign/features.hpp.
struct CampaignCoverage {
    std::uint64_t triples{};   // state, event, rule
    std::uint64_t rows{};      // of the tables that spoke
    std::uint64_t features{};  // of all kinds
    double residual{};      // 0 on a real platform; how likely the next case is to show a new one
    std::uint64_t goals{};  // likewise; that a whole campaign should meet
    std::vector<std::string> never_met;     // of them
    std::vector<std::uint32_t> seen_once;   // codes of features, for merging
    std::vector<std::uint32_t> seen_often;  // likewise

    bool operator==(const CampaignCoverage&) const = default;
};

struct CampaignResult {
    int version = campaign_version;
    std::string model;  // hash of decoder, rules and tables: only equals merge
    std::string backend = "sim";
    std::string defect;  // that was planted, "" for none
    std::uint64_t seed{};
    std::vector<std::string> shards;  // "1/2"; that are in this result
    bool complete = true;  // nobody interrupted it; and no shard is missing in a merged one
    std::uint64_t cases{};
    double seconds{};  // by the clock; of shards side by side the longest
    double cases_per_second{};
    std::uint64_t records{};
    std::uint64_t events{};
    std::uint64_t cut{};      // runs that would not end
    std::uint64_t twice{};    // cases that were played twice
    std::uint64_t avoided{};  // violations that were known
    std::string digest;       // 16 hexadecimal digits
    CampaignCoverage coverage;
    std::vector<CampaignFinding> findings;
};

std::string to_json(const CampaignResult& result);
// `origin` is the name of the file in messages.
model::Result<CampaignResult> read_campaign(std::string_view json, std::string_view origin);
std::string to_text(const CampaignResult& result);

}  // namespace hourglass::reports
