// A campaign runs in a fixed number of lanes. Case n belongs to lane n modulo that number, and a
// lane learns from its own cases alone, so that what a lane does is a function of seed, lane and
// corpus, whoever runs it and beside whatever.
#pragma once

#include "sim/campaign/mutation.hpp"
#include "sim/campaign/player.hpp"
#include "sim/campaign/tally.hpp"
#include "sim/chance.hpp"

#include <cstdint>
#include <set>
#include <vector>

namespace hourglass::sim {

inline constexpr std::uint64_t lane_count = 16;

struct LaneSettings {
    std::uint64_t seed = 1;
    std::uint64_t lane = 0;
    const Defect* defect = nullptr;
    std::set<Signature> avoid{};
    std::uint32_t twice_permille = 20;  // of the cases are played twice
};

class Lane {
public:
    explicit Lane(const LaneSettings& settings);

    // Choices that are mutated as if a case had found something new with them.
    void add_seed(scenarios::Choices choices) { kept_.push_back(std::move(choices)); }

    // The number of the next case, from 0.
    std::uint64_t number() const { return settings_.lane + lane_count * played_; }
    // Draws it. Who wants to know what was played when the program died keeps it now.
    const scenarios::Choices& draw();
    // Plays what was drawn; whether it showed something new.
    bool play();

    const Tally& tally() const { return tally_; }
    const std::vector<scenarios::Choices>& kept() const { return kept_; }

private:
    void play_again(std::uint64_t first_digest);
    void note_failures(const model::Judgement& judgement);

    LaneSettings settings_;
    Player player_;
    Chance chance_;
    Tally tally_;
    scenarios::Choices choices_;
    scenarios::Draft draft_;
    std::vector<scenarios::Choices> kept_;
    std::uint64_t played_ = 0;
};

}  // namespace hourglass::sim
