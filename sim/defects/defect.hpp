// A named fault of the simulated platform. It stands between a healthy platform and the world and
// alters what goes in or comes out; it knows no scenario, no seed and no monitor.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/profile.hpp"
#include "sim/defects/witness.hpp"

#include <string_view>
#include <vector>

namespace hourglass::sim {

// What a platform uses the wall clock for: to tell deadlines by it as it is then, or wrongly.
enum class WallClock : std::uint8_t { Told, ReadOnce, ForTimers };

enum class Shows : std::uint8_t { InBoth, InAws, InRapid };

struct Defect {
    // Alters an event before the platform takes it. False: the platform never hears of it.
    using Takes = bool (*)(Witness&, model::Event&, model::Effects&);
    // Alters an effect, or puts others before it. False: the world never sees it.
    using Gives = bool (*)(Witness&, model::Record&, model::Effects&);
    // Adds to the effects of a step when all are there.
    using Ends = void (*)(Witness&, model::Effects&);

    std::string_view name;
    std::string_view about;   // one sentence
    std::string_view report;  // that it is modelled on; "" for one that follows from a rule alone
    std::string_view rules;   // that the specification lets expect, parted by blanks
    Takes takes = nullptr;
    Gives gives = nullptr;
    Ends ends = nullptr;
    Shows shows = Shows::InBoth;
    WallClock wall_clock = WallClock::Told;

    bool shows_in(model::ProfileName profile) const {
        return shows == Shows::InBoth ||
               (shows == Shows::InAws) == (profile == model::ProfileName::Aws);
    }
};

// All of them, family by family, in the order of the listing.
const std::vector<Defect>& planted_defects();
const Defect* find_defect(std::string_view name);

}  // namespace hourglass::sim
