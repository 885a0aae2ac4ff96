// Family HTTP: whether requests get the answer that HTTP and the routes ask for; with INIT-35 and
// SHD-36, which say when there is somebody to answer.
#pragma once

#include "model/judge/monitor.hpp"
#include "model/judge/wire_talk.hpp"

#include <vector>

namespace hourglass::model::judging {

class WireMonitor : public Monitor {
public:
    static constexpr std::array rules{
        "HTTP-01"_rule, "HTTP-02"_rule, "HTTP-03"_rule, "HTTP-04"_rule,
        "HTTP-05"_rule, "HTTP-07"_rule, "HTTP-08"_rule, "HTTP-11"_rule,
        "HTTP-14"_rule, "HTTP-17"_rule, "HTTP-18"_rule, "HTTP-19"_rule,
        "HTTP-20"_rule, "HTTP-22"_rule, "INIT-35"_rule, "SHD-36"_rule};

    static constexpr bool of_wire = true;
    static constexpr Kinds wants = Kinds::of(Kind::WireExchange);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    bool see_reach(const Record& record, const WireTalk& talk, const Scene& scene, Bench& bench);
    void see_turn(const WireTalk& talk, const WireTurn& turn, const Scene& scene, Bench& bench);
    void see_after_effect(const WireTalk& talk, Bench& bench);

    std::vector<ProcessName> known_;  // processes that reached the API
    bool one_left_ = false;           // a client went away in the middle of a request
    bool one_malformed_ = false;
};

}  // namespace hourglass::model::judging
