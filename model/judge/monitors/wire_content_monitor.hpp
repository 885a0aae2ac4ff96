// Family HTTP: what the answers of the APIs say, and whether bodies arrive as they were sent; with
// CRED-01 and METR-10, which only the wire shows.
#pragma once

#include "model/judge/monitor.hpp"
#include "model/judge/wire_talk.hpp"

namespace hourglass::model::judging {

class WireContentMonitor : public Monitor {
public:
    static constexpr std::array rules{"HTTP-06"_rule, "HTTP-09"_rule, "HTTP-10"_rule,
                                      "HTTP-15"_rule, "HTTP-16"_rule, "HTTP-21"_rule,
                                      "CRED-01"_rule, "METR-10"_rule};

    static constexpr bool of_wire = true;
    static constexpr Kinds wants = Kinds::of(Kind::ResponsePosted, Kind::WireExchange);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_turn(const WireTalk& talk, const WireTurn& turn, const Scene& scene, Bench& bench);
    void see_chunks(const WireTurn& turn, const Scene& scene, Bench& bench) const;

    PayloadId posted_{};  // the last response as the platform took it
};

}  // namespace hourglass::model::judging
