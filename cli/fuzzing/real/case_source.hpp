// Where the cases of a campaign on a real platform come from: what somebody has thought of already,
// and between them generated ones. A real case costs a thousand simulated ones, so each generated
// one is played in the simulator first: taken is what shows something new there and does not last.
#pragma once

#include "scenarios/generators/draft.hpp"
#include "sim/campaign/features.hpp"
#include "sim/campaign/player.hpp"
#include "sim/chance.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::cli {

struct CaseOrder {
    std::string backend;
    std::uint64_t seed = 1;
    std::vector<model::ProfileName> profiles;     // that it is held against, in turn
    std::vector<scenarios::Scenario> thought_of;  // library, cover, regressions
    std::uint32_t part = 1;                       // of so many shards: takes every n-th case
    std::uint32_t of = 1;
};

class CaseSource {
public:
    explicit CaseSource(const CaseOrder& order);

    // The number of the next case, from 0.
    std::uint64_t number() const { return number_; }
    scenarios::Draft next();

    const sim::Features& features() const { return features_; }

private:
    std::optional<scenarios::Draft> draw(sim::Chance chance);
    // Whether what the simulator played is worth its time; some long cases are.
    bool lasts_too_long(sim::Chance& chance) const;
    std::optional<scenarios::Draft> next_thought_of();
    scenarios::Draft generated();
    scenarios::Draft simplest() const;

    CaseOrder order_;
    sim::Chance chance_;
    sim::Player player_;
    sim::Features features_;
    std::vector<scenarios::Choices> kept_;
    scenarios::Choices choices_;
    std::uint64_t number_ = 0;
    std::size_t taken_ = 0;  // of what was thought of, times profiles
};

}  // namespace hourglass::cli
