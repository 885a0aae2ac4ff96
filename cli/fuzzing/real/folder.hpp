// The folder of a finding on a real platform: finding.{replay.json,scenario.json,jsonl,mmd,txt}.
#pragma once

#include "cli/fuzzing/real/plays.hpp"
#include "reports/campaign.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace hourglass::cli {

struct RealFinding {
    std::string signature;
    model::Violation violation;
    scenarios::Draft draft;  // shrunk
    Seen seen;               // a run that shows it
    std::uint32_t runs = 0;  // of that draft
    std::uint32_t hits = 0;  // of them that show it
    std::uint64_t in_case{};
    std::uint32_t steps_before{};
    std::uint32_t plays{};  // of candidates while shrinking
};

struct RealFolder {
    std::filesystem::path folder;
    Stage stage;
    std::string program;   // as it was called
    std::uint64_t seed{};  // of the campaign
};

model::Result<reports::CampaignFinding> write_real_finding(const RealFinding& finding,
                                                           const RealFolder& place);

}  // namespace hourglass::cli
