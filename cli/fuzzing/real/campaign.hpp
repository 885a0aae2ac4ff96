// A campaign against a real platform: cases side by side, and a close look at whatever breaks a
// rule.
#pragma once

#include "cli/fuzzing/real/case_source.hpp"
#include "cli/fuzzing/real/examination.hpp"
#include "reports/console.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

namespace hourglass::cli {

struct RealCampaignOrder {
    CaseOrder cases;
    ExaminationOrder examination;
    std::optional<std::uint64_t> most_cases;  // altogether, of all shards
    double seconds = 0;                       // if no number of cases is said
    std::size_t jobs = 1;
    std::set<std::string> avoid;  // signatures
    reports::Detail detail{};
};

// Fails if the platform cannot be played on at all, or a finding cannot be kept.
model::Result<reports::CampaignResult> run_real_campaign(const RealCampaignOrder& order);

}  // namespace hourglass::cli
