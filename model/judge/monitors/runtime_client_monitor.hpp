// Family RTC: what the Runtime API asks of a runtime. Judged for somebody's own runtime only.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class RuntimeClientMonitor : public Monitor {
public:
    static constexpr std::array rules{
        "RTC-01"_rule, "RTC-02"_rule, "RTC-03"_rule, "RTC-04"_rule, "RTC-05"_rule, "RTC-06"_rule,
        "RTC-07"_rule, "RTC-08"_rule, "RTC-09"_rule, "RTC-10"_rule, "RTC-11"_rule, "RTC-12"_rule,
        "RTC-13"_rule, "RTC-14"_rule, "RTC-19"_rule, "RTC-20"_rule, "RTC-21"_rule, "RTC-22"_rule,
        "RTC-23"_rule, "RTC-24"_rule, "RTC-33"_rule, "RTC-38"_rule};

    static constexpr Kinds wants =
        all_events | Kinds::of(Kind::ProcessStart, Kind::Note, Kind::CallAnswered,
                               Kind::ProcessSignal, Kind::InitDone);
    static constexpr bool of_clients = true;
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    static void see_signal(const Record& record, const Scene& scene, Bench& bench);
    void see_init_limit(const Scene& scene, Bench& bench) const;
    void see_poll(const Record& record, const Scene& scene, Bench& bench);
    void see_post(const Record& record, const Scene& scene, Bench& bench);
    void see_error_body(const Record& record, const Scene& scene, Bench& bench) const;
    void see_answer(const Record& record, const Scene& scene, Bench& bench);
    void see_note(const Record& record, const Scene& scene, Bench& bench);
    void see_hardship(const Record& record, const Scene& scene);
    void see_headers(const Record& record, const Scene& scene, Bench& bench) const;
    void see_exit(const Record& record, const Scene& scene, Bench& bench);
    void check_early_exit(const Record& record, const Scene& scene, Bench& bench) const;
    static bool is_of_current_runtime(const Record& record, const Scene& scene);

    // Of the running runtime process.
    struct Process {
        InvokeId event;                  // the last one that it got
        InvokeId posted;                 // the last event that it posted an answer for
        int refusal = 0;                 // the status of its last answer, if that was refused
        bool refused = false;            // and it has not polled since
        bool may_exit = false;           // the platform has failed it
        bool has_invocation_id = false;  // the event
        bool gave_up_poll = false;       // closed the connection of a poll that waited
        bool polled = false;
        bool init_error = false;
    };
    Process process_;
    Record headers_;             // the last that were seen
    std::uint32_t started_ = 0;  // runtime processes so far
};

}  // namespace hourglass::model::judging
