// A tally of a campaign as the data that reports write, and back.
#pragma once

#include "model/base/result.hpp"
#include "reports/campaign.hpp"
#include "sim/campaign/tally.hpp"

#include <vector>

namespace hourglass::cli {

// All but findings, shards and what the clock said.
reports::CampaignResult result_of(const sim::Tally& tally);

// Results of parts that played different cases of one campaign as the result of the whole. Fails
// if they do not belong together.
model::Result<reports::CampaignResult> merged(const std::vector<reports::CampaignResult>& parts);

}  // namespace hourglass::cli
