// Family TMO: the timer of an invoke.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class TimeoutMonitor : public Monitor {
public:
    static constexpr std::array rules{"TMO-01"_rule, "TMO-02"_rule, "TMO-04"_rule, "TMO-05"_rule,
                                      "TMO-30"_rule, "TMO-31"_rule, "TMO-32"_rule, "TMO-33"_rule,
                                      "TMO-34"_rule, "TMO-35"_rule, "TMO-03"_rule, "TMO-08"_rule,
                                      "TMO-36"_rule, "TMO-37"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::TimerArmed, Answer::InvokeEvent, Kind::ProcessSignal, Kind::InvokeDone,
                  Kind::InvokeAnswered, Kind::ResetDone, Kind::ClockStepped);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench);

private:
    void see_timer(const Record& record, const Scene& scene, Bench& bench);
    void see_delivery(const Record& record, const CallFacts* call, const Scene& scene,
                      Bench& bench) const;
    void see_done(const Record& record, const Scene& scene, Bench& bench);
    void see_timed_out(const Record& record, const InvokeFacts& invoke, const Scene& scene,
                       Bench& bench);
    void see_answered(const Record& record, const Scene& scene, Bench& bench);
    void see_reset_done(const Scene& scene, Bench& bench);

    InvokeId fell_together_;     // timed out in the instant in which all was done
    InvokeId timed_out_;         // and its reset is not done
    InvokeId stepped_;           // in whose time the wall clock was stepped last
    InvokeId late_;              // already complained about
    Instant reset_due_ = never;  // its caller was answered, so the reset must be over
    Instant stop_due_ = never;   // the reset of timed_out_ begins
    bool after_timeout_ = false;
    std::uint32_t served_ = 0;
};

}  // namespace hourglass::model::judging
