// What an outsider sees of generated runs, for the acceptor: of a healthy platform it must explain
// all of it, of a defective one it should not. Each run is cut down to an outsider's view and
// jittered within the tolerance.
#pragma once

#include "model/trace/trace.hpp"
#include "scenarios/generators/draft.hpp"
#include "sim/campaign/player.hpp"
#include "sim/defects/defect.hpp"

#include <cstdint>

namespace hourglass::sim {

struct OutsideSettings {
    std::uint64_t seed = 1;
    model::Duration tolerance = std::chrono::milliseconds{1};
};

class OutsideRuns {
public:
    explicit OutsideRuns(const OutsideSettings& settings, const Defect* defect = nullptr)
        : settings_(settings), player_(defect) {}

    // Plays the generated case of that number, which is the same for every defect.
    void play(std::uint64_t number);
    void play(const scenarios::Draft& draft, std::uint64_t number);

    model::ProfileName profile() const { return player_.trace().header.setup.profile; }
    // What was played last, from there.
    model::Trace seen(model::View view) const;
    // Whether the machine would have done otherwise. To who sees everything, the acceptor is the
    // exact replay.
    bool diverged() const;

private:
    OutsideSettings settings_;
    Player player_;
    std::uint64_t number_{};
    scenarios::Choices choices_;
    scenarios::Draft draft_;
};

}  // namespace hourglass::sim
