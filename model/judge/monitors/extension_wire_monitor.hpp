// The Extensions API on the wire: headers, the order of checks, and what a registration says.
#pragma once

#include "model/judge/monitor.hpp"
#include "model/judge/wire_talk.hpp"

#include <string>
#include <vector>

namespace hourglass::model::judging {

class ExtensionWireMonitor : public Monitor {
public:
    static constexpr std::array rules{"HTTP-12"_rule, "HTTP-13"_rule, "EXT-10"_rule,
                                      "EXT-11"_rule,  "EXT-34"_rule,  "EXT-38"_rule};

    static constexpr bool of_wire = true;
    static constexpr Kinds wants = Kinds::of(Kind::WireExchange);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_identified(const WireTalk& talk, const WireTurn& turn, Bench& bench) const;
    void see_registration(const WireTurn& turn, const Record& record, const Scene& scene,
                          Bench& bench);
    void see_registered(const WireTurn& turn, const Scene& scene, Bench& bench);

    std::vector<std::string> given_;    // identifiers
    std::vector<std::string> refused_;  // names that tried to register in vain, and only so
};

}  // namespace hourglass::model::judging
