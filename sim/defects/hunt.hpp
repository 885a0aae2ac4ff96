// Plays scenarios on a defective platform until a monitor objects, and then all the others once,
// to see which rules object.
#pragma once

#include "model/judge/judge.hpp"
#include "model/mutants/mutant.hpp"
#include "scenarios/scenario.hpp"
#include "sim/defects/defect.hpp"
#include "sim/world.hpp"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace hourglass::sim {

struct Hunt {
    std::set<model::RuleIndex> rules;     // that the profile insists on and that objected
    std::set<model::RuleIndex> warnings;  // that it merely recommends
    std::uint32_t cases = 0;              // played until the first objection, or altogether
    double cpu_seconds = 0;               // likewise
    std::string scenario;                 // that brought the first objection
    model::ProfileName profile{};
    std::uint64_t seed{};
    std::uint32_t steps = 0;  // of the invoker in that scenario
    model::RuleIndex first;   // rule that objected then
    bool diverged = false;    // some trace differs from what the machine does

    bool killed() const { return !rules.empty(); }
};

class Hunter {
public:
    using Clock = double (*)();  // CPU seconds

    // Keeps what can be played: scenarios for somebody's own runtime are left out.
    explicit Hunter(const std::vector<scenarios::Scenario>& library);

    std::size_t cases() const { return grounds_.size(); }

    // One round of the library, and more with other seeds while nothing objects. Without a defect
    // it hunts on the healthy platform.
    Hunt operator()(const Defect* defect, std::uint64_t seed, Clock clock);
    // One round of the library on a platform with a mutant in its tables.
    Hunt operator()(const model::mutants::Mutant& mutant, std::uint64_t seed, Clock clock);

private:
    struct Ground {
        std::unique_ptr<World> world;
        std::string scenario;
        model::ProfileName profile{};
        std::uint32_t steps = 0;
    };

    void play(const Ground& ground, std::uint64_t seed, Hunt& hunt);

    std::vector<Ground> grounds_;
    model::Judge judge_;
};

}  // namespace hourglass::sim
