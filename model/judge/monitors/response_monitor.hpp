// Family RESP and the refusals of INV: which answer of a runtime counts.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class ResponseMonitor : public Monitor {
public:
    static constexpr std::array rules{
        "INV-10"_rule,  "INV-40"_rule,  "RESP-01"_rule, "RESP-03"_rule, "RESP-04"_rule,
        "RESP-10"_rule, "RESP-30"_rule, "RESP-31"_rule, "RESP-32"_rule, "RESP-33"_rule,
        "RESP-34"_rule, "RESP-35"_rule, "RESP-36"_rule, "RESP-41"_rule, "RESP-42"_rule};

    static constexpr Kinds wants = Kinds::of(Kind::InvokeAnswered, Kind::CallAnswered);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_post(const Record& record, const CallFacts& call, const Scene& scene, Bench& bench);
    static void see_taken(const Record& record, const CallFacts& call, const Scene& scene,
                          Bench& bench);
    static void see_refused(const Record& record, const CallFacts& call, const Scene& scene,
                            Bench& bench);
    static void see_other_call(const Record& record, const CallFacts& call, Bench& bench);
    void see_answered(const Record& record, const Scene& scene, Bench& bench) const;

    PayloadId late_payload_;  // of the last post for an invoke that had ended
};

}  // namespace hourglass::model::judging
