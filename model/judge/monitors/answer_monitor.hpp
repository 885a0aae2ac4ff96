// Family RESP: what becomes of the runtime's answers, and of a runtime whose answer was refused.
#pragma once

#include "model/judge/monitor.hpp"
#include "model/judge/monitors/pulse.hpp"

namespace hourglass::model::judging {

class AnswerMonitor : public Monitor {
public:
    static constexpr std::array rules{"RESP-16"_rule, "RESP-17"_rule, "RESP-18"_rule,
                                      "RESP-19"_rule, "RESP-37"_rule, "RESP-38"_rule,
                                      "RESP-39"_rule, "RESP-43"_rule};

    static constexpr Kinds wants =
        Pulse::wants | Kinds::of(Kind::CallAnswered, Kind::CallReceived, Kind::UploadBroken,
                                 Kind::InvokeAnswered, Kind::InvokeDone, Kind::ProcessExited,
                                 Kind::ResetDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void see_call_answered(const Record& record, const Scene& scene, Bench& bench);
    void see_post(const Record& record, const CallFacts& call, const Scene& scene, Bench& bench);
    static void see_mode(const Record& record, const CallFacts& call, const Scene& scene,
                         Bench& bench);
    void see_poll(const Record& record, Bench& bench);
    void see_return(const Record& record, const Scene& scene, Bench& bench);
    void see_answered(const Record& record, const Scene& scene, Bench& bench) const;
    void see_init_error(const Record& record, const InvokeFacts& invoke, const Scene& scene,
                        Bench& bench) const;
    void see_done(const Record& record, const Scene& scene, Bench& bench);

    bool refused_ = false;        // the runtime got a refusal and has not polled since
    bool error_at_done_ = false;  // an init error was kept when the last invoke ended
    InvokeId dressed_{};          // its answer came with a content type or a mode
    Pulse after_undeliverable_{"RESP-19"_rule};
};

}  // namespace hourglass::model::judging
