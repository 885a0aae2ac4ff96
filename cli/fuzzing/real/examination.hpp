// What becomes of something that a real platform did wrong: it is played again to see how often it
// does it, shrunk on the platform itself, and written to a folder of its own.
#pragma once

#include "cli/fuzzing/real/plays.hpp"
#include "reports/campaign.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace hourglass::cli {

struct ExaminationOrder {
    Stage stage;
    std::filesystem::path findings;  // gets a folder for each
    std::filesystem::path scratch;
    std::string program;  // as it was called
    std::uint64_t seed = 1;
};

// A violation in a case, before anybody looked closer.
struct Suspicion {
    std::uint64_t in_case{};
    std::shared_ptr<const scenarios::Draft> draft;
    Seen seen;
    model::Violation violation;
    std::string signature;
};

class Examiner {
public:
    explicit Examiner(ExaminationOrder order) : order_(std::move(order)) {}

    // Nothing if its rule and shortest schedule are those of an earlier finding.
    model::Result<std::optional<reports::CampaignFinding>> examine(const Suspicion& suspicion);

private:
    // How often it shows, and how it looks when it does.
    struct Rate {
        std::uint32_t runs = 0;
        std::uint32_t hits = 0;
        std::optional<Seen> seen;
    };

    Rate rate_of(const scenarios::Draft& draft, const std::string& signature, std::uint32_t runs);
    // `plays` counts.
    scenarios::Draft shrunk(const Suspicion& suspicion, const Rate& rate, std::uint32_t& plays);
    std::filesystem::path new_folder(const std::string& signature);
    model::Result<reports::CampaignFinding> write(const Suspicion& suspicion,
                                                  const scenarios::Draft& draft, const Rate& rate,
                                                  std::uint32_t plays);

    ExaminationOrder order_;
    std::set<std::string> schedules_;  // of findings so far, with their rules
    std::set<std::string> folders_;
};

}  // namespace hourglass::cli
