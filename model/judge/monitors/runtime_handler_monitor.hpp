// Family RTC, between the runtime and its handler: how errors, streams and the remaining time pass
// from one to the other. Judged where the handler has shown that it does what events say, see
// handler_action.hpp.
#pragma once

#include "model/judge/monitor.hpp"
#include "model/judge/monitors/handler_action.hpp"
#include "model/trace/client_notes.hpp"

namespace hourglass::model::judging {

class RuntimeHandlerMonitor : public Monitor {
public:
    static constexpr std::array rules{"RTC-15"_rule, "RTC-16"_rule, "RTC-18"_rule, "RTC-30"_rule,
                                      "RTC-31"_rule, "RTC-32"_rule, "RTC-34"_rule, "RTC-39"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::RuntimeNextCalled, Kind::RestoreNextCalled, Kind::ProcessStart, Kind::Note,
                  Kind::CallAnswered, Kind::ResponsePosted, Kind::ErrorPosted,
                  Kind::RestoreErrorPosted, Kind::ProcessExited, Kind::InvokeDone);
    static constexpr bool of_clients = true;
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_note(const Record& record);
    void see_poll(const Record& record, const Scene& scene, Bench& bench);
    void see_event(const Record& record, const Scene& scene);
    void see_post(const Record& record, const Scene& scene, Bench& bench);
    void see_response(std::string_view body, const Scene& scene, Bench& bench);
    void see_stream(const Record& record, Bench& bench) const;
    void see_first_call(const Record& record, const Scene& scene, Bench& bench);
    void see_exit(const Record& record, const Scene& scene, Bench& bench);
    void see_invoke_done(const Record& record, const Scene& scene, Bench& bench);
    void leave_unanswered(std::string_view how, Bench& bench);

    // Of the running runtime process.
    struct Process {
        InvokeId invoke;  // of the event that it has not answered
        HandlerAction action{};
        bool skewed = false;  // its deadline is not meant for its clock
        bool called = false;
        bool restoring = false;  // was told to restore and has neither polled nor reported
    };
    Process process_;
    Record headers_;  // the last that were seen
    bool speaks_ = false;
};

}  // namespace hourglass::model::judging
