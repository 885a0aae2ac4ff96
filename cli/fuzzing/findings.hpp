// What becomes of a finding: it is shrunk, written down, played again from its file, and told in a
// paragraph.
#pragma once

#include "model/base/result.hpp"
#include "reports/campaign.hpp"
#include "sim/campaign/tally.hpp"

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

namespace hourglass::cli {

struct FindingsOrder {
    std::filesystem::path folder;  // gets a folder for each finding
    std::string program;           // as it was called
    const sim::Defect* defect = nullptr;
    std::uint64_t seed = 1;  // of the campaign
};

// Writes <folder>/<signature>/finding.{replay.json,scenario.json,jsonl,txt}.
model::Result<reports::CampaignFinding> write_finding(const sim::Signature& signature,
                                                      const sim::Sighting& sighting,
                                                      const FindingsOrder& order);

// The same where nothing can be written: what the campaign itself knows of it.
reports::CampaignFinding named(const sim::Signature& signature, const sim::Sighting& sighting);

// The signatures of the findings that the folder holds.
std::set<sim::Signature> signatures_in(const std::filesystem::path& folder);

}  // namespace hourglass::cli
