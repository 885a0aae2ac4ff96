// hourglass fuzz as it stands on the command line, for simulated and real platforms.
#pragma once

#include "cli/clients.hpp"
#include "cli/exit_status.hpp"
#include "cli/plan.hpp"
#include "reports/campaign.hpp"
#include "reports/console.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::cli {

struct FuzzOptions {
    std::string backend = "sim";
    std::string profile = "all";  // or aws, rapid; of real platforms
    ClientOptions clients;
    std::string time;
    std::uint64_t cases = 0;
    std::uint64_t seed = 1;
    std::uint32_t jobs = 0;
    Shard shard;
    std::string corpus;
    std::string report = "hourglass-fuzz";
    std::string json;
    std::vector<std::string> avoid;
    std::string defect;
    reports::Detail detail{};
    std::string program;
};

// How long a campaign is: a number of cases, or seconds.
struct CampaignLength {
    std::optional<std::uint64_t> cases;
    double seconds = 0;
};
model::Result<CampaignLength> length_of(const FuzzOptions& options);

// Writes and prints what a campaign came to.
ExitStatus tell(const FuzzOptions& options, reports::CampaignResult result);

// The campaign on a backend that is not simulated.
ExitStatus fuzz_real(const FuzzOptions& options);

}  // namespace hourglass::cli
