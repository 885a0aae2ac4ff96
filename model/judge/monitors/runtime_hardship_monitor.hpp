// Family RTC, where the platform is legal and unkind: what a runtime takes, and how it ends.
#pragma once

#include "model/judge/monitors/trials.hpp"
#include "model/judge/monitors/troubles.hpp"

#include <set>

namespace hourglass::model::judging {

class RuntimeHardshipMonitor : public Monitor {
public:
    static constexpr std::array rules{"RTC-01"_rule, "RTC-17"_rule, "RTC-25"_rule, "RTC-26"_rule,
                                      "RTC-27"_rule, "RTC-28"_rule, "RTC-29"_rule, "RTC-35"_rule,
                                      "RTC-36"_rule, "RTC-37"_rule};

    static constexpr Kinds wants =
        Kinds::that(is_runtime_call) |
        Kinds::of(Kind::SandboxFrozen, Kind::SandboxThawed, Kind::ProcessStart, Kind::Note,
                  Kind::CallAnswered, Kind::CallAbandoned, Kind::ProcessSignal, Kind::ProcessExited,
                  Kind::InvokeDone);
    static constexpr bool of_clients = true;
    void see(const Record& record, const Scene& scene, Bench& bench);
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void see_note(const Record& record, const Scene& scene, Bench& bench);
    void see_call(const Record& record, const Scene& scene, Bench& bench);
    void see_post(const Record& record, const Scene& scene, Bench& bench);
    void see_event(const Record& record, const Scene& scene);
    void see_abandoned(const Record& record, const Scene& scene, Bench& bench);
    void see_signal(const Record& record, const Scene& scene, Bench& bench);
    void see_exit(const Record& record, const Scene& scene, Bench& bench);
    void see_invoke_done(const Record& record, Bench& bench);

    // Of the running runtime process.
    struct Process {
        Trials event;      // until it answers the event
        Trials next_call;  // until it calls
        Troubles troubles;
        InvokeId invoke;          // of the event
        PayloadId payload;        // likewise
        bool was_frozen = false;  // for long, in its poll, and has had no event since
    };
    Process process_;
    FreezeWatch freezes_;
    std::set<std::uint32_t> answered_kindly_;  // payloads that were answered with a response
};

}  // namespace hourglass::model::judging
