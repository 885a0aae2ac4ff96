// Family INV, second half: how an invoke ends and what its caller gets.
#pragma once

#include "model/judge/monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

class InvokeEndMonitor : public Monitor {
public:
    static constexpr std::array rules{"INV-05"_rule, "INV-06"_rule, "INV-07"_rule, "INV-08"_rule,
                                      "INV-13"_rule, "INV-14"_rule, "INV-16"_rule, "INV-17"_rule,
                                      "INV-18"_rule, "INV-20"_rule, "INV-31"_rule, "INV-32"_rule,
                                      "INV-34"_rule, "INV-44"_rule, "ERR-33"_rule};

    static constexpr Kinds wants = Kinds::of(
        Kind::InvokeAsked, Kind::InvokeRefused, Kind::InitDone, Kind::InvokeDone,
        Kind::InvokeAnswered, Kind::ProcessExited, Answer::Accepted, PlatformEvent::Start);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.overdue(std::min({failure_due_, init_due_, delivery_due_})))
            pass_late(scene, bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void pass_late(const Scene& scene, Bench& bench);
    void see_start(const Record& record, const Scene& scene);
    void see_exit(const Record& record, const Scene& scene);
    void see_acceptance(const Record& record, const Scene& scene);
    void see_done(const Record& record, const Scene& scene, Bench& bench);
    static void check_success(const Record& record, const InvokeFacts& invoke, const Scene& scene,
                              Bench& bench);
    static void check_failure(const Record& record, const InvokeFacts& invoke, const Scene& scene,
                              Bench& bench);
    static void check_exits(const Record& record, const InvokeFacts& invoke, Bench& bench);
    void see_answered(const Record& record, const Scene& scene, Bench& bench);
    static void check_payload(const Record& record, const InvokeFacts& invoke, Bench& bench);
    void check_failure_reply(const Record& record, const InvokeFacts& invoke, Bench& bench) const;

    Instant failure_due_ = never;   // of the current invoke, because a process exited
    Instant init_due_ = never;      // of the init, likewise
    Instant delivery_due_ = never;  // of an accepted answer to its caller
    InvokeId delivery_;
    InvokeId told_of_;  // the last InvokeDone, and the reason that it gave
    TextId told_type_;
    std::uint32_t open_ = 0;  // accepted invokes without an answer
};

}  // namespace hourglass::model::judging
