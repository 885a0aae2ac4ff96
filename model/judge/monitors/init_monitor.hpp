// Family INIT: bringing a sandbox up.
#pragma once

#include "model/judge/monitor.hpp"

#include <algorithm>
#include <optional>

namespace hourglass::model::judging {

class InitMonitor : public Monitor {
public:
    static constexpr std::array rules{
        "INIT-01"_rule, "INIT-03"_rule, "INIT-04"_rule, "INIT-05"_rule, "INIT-06"_rule,
        "INIT-07"_rule, "INIT-09"_rule, "INIT-10"_rule, "INIT-11"_rule, "INIT-12"_rule,
        "INIT-16"_rule, "INIT-30"_rule, "INIT-31"_rule, "INIT-32"_rule, "INIT-33"_rule,
        "INIT-34"_rule, "INIT-36"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::InitAsked, Kind::InvokeAsked, Kind::ResetAsked, Kind::ShutdownAsked,
                  Kind::RestoreAsked, Kind::ProcessStart, Kind::ProcessExited,
                  Kind::ProcessStartFailed, Kind::CallAnswered, Kind::InitDone, Kind::InvokeDone,
                  Kind::InvokeAnswered, Kind::ResetDone, PlatformEvent::InitStart);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.overdue(std::min(limit_due_, init_error_due_))) pass_late(scene, bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void pass_late(const Scene& scene, Bench& bench);
    void see_start(const Record& record, const Scene& scene, Bench& bench);
    void see_exit(const Record& record, const Scene& scene);
    void see_bring_up(const Record& record, const Scene& scene, Bench& bench);
    void see_answer(const Record& record, const Scene& scene, Bench& bench);
    void see_init_done(const Record& record, const Scene& scene, Bench& bench);
    void check_limit(const Record& record, const Scene& scene, Bench& bench);
    void check_cause(const Record& record, const Scene& scene, Bench& bench);
    void check_type(const Record& record, const Scene& scene, Bench& bench);
    void see_invoke_done(const Record& record, const Scene& scene, Bench& bench);
    void see_invoke_answer(const Record& record, const Scene& scene, Bench& bench);
    void check_polls(const Scene& scene, Bench& bench, std::string_view what);
    static std::optional<Duration> limit_of(const Scene& scene);

    bool exit_before_poll_ = false;
    bool start_failed_ = false;
    TextId brought_along_;  // the error type of that start, if it had one of its own
    bool runtime_started_ = false;
    bool init_error_told_ = false;
    bool untouched_ = true;  // nothing but inits has been asked for
    Instant limit_due_ = never;
    Instant init_error_due_ = never;
    TextId init_error_type_;
};

}  // namespace hourglass::model::judging
