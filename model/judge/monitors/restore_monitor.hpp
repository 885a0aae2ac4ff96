// Family RSTR: restoring from a snapshot.
#pragma once

#include "model/judge/monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

class RestoreMonitor : public Monitor {
public:
    static constexpr std::array rules{"RSTR-03"_rule, "RSTR-04"_rule, "RSTR-05"_rule,
                                      "RSTR-06"_rule, "RSTR-07"_rule, "RSTR-10"_rule,
                                      "RSTR-30"_rule, "RSTR-31"_rule, "RSTR-32"_rule,
                                      "RSTR-33"_rule, "ERR-04"_rule,  "RSTR-35"_rule};

    static constexpr Kinds wants = Kinds::of(
        Kind::RestoreAsked, Kind::RestoreNextCalled, Kind::RuntimeNextCalled, Kind::ProcessSignal,
        Kind::InvokeDone, Kind::ResetDone, Kind::ShutdownDone, Kind::CredentialsStored,
        Kind::ProcessExited, Kind::ProcessStartFailed, Kind::ResetAsked, Kind::ShutdownAsked,
        Answer::Accepted, Answer::InvokeEvent, Answer::ShutdownEvent, Answer::RestoreEvent,
        Answer::Registered, Kind::RestoreDone, PlatformEvent::RestoreRuntimeDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.overdue(std::min(broken_due_, due_))) pass_late(scene, bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void pass_late(const Scene& scene, Bench& bench);
    void see_asked(const Record& record, const Scene& scene);
    void see_answer(const Record& record, const Scene& scene, Bench& bench);
    void see_done(const Record& record, const Scene& scene, Bench& bench);
    void check_cause(const Record& record, const Scene& scene, Bench& bench);
    void see_late_invoke(const Record& record, const Scene& scene, Bench& bench);

    std::uint32_t pending_ = 0;
    std::uint32_t at_once_ = 0;  // of these, that came while another waited
    bool had_to_wait_ = false;   // the runtime was in its restore poll
    bool spent_poll_ = false;    // a restore has released it, though nobody may be there any more
    bool polled_ = false;        // it has come back
    bool error_posted_ = false;
    bool exited_ = false;
    bool reset_ = false;
    bool told_ = false;  // restoreRuntimeDone
    bool told_failure_ = false;
    bool left_alone_ = false;    // a restore has timed out and nothing has been done since
    bool polled_late_ = false;   // after that the runtime has polled
    bool gave_up_late_ = false;  // or reported an error
    std::uint32_t sets_ = 0;     // of credentials
    Instant due_ = never;
    Instant broken_due_ = never;  // of a restore that finds a process gone
    Instant asked_at_{};
};

}  // namespace hourglass::model::judging
