// Rules against standing still: what is ready to go on goes on in the same instant. A platform that
// leaves an invoke lying until its function timeout looks like a slow function to everybody else.
#pragma once

#include "model/judge/monitor.hpp"

#include <cstdint>

namespace hourglass::model::judging {

class ProgressMonitor : public Monitor {
public:
    static constexpr std::array rules{"INIT-03"_rule, "SUPP-01"_rule, "INV-43"_rule,
                                      "INV-04"_rule,  "RSTR-01"_rule, "RSTR-03"_rule};

    static constexpr Kinds wants =
        Kinds::of(PlatformEvent::InitStart, PlatformEvent::InitReport, PlatformEvent::Start,
                  Kind::ProcessStart, Answer::InvokeEvent, Answer::RestoreEvent, Answer::Accepted,
                  Kind::InvokeDone, Kind::RestoreDone, Kind::ResetDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench);

private:
    // Something that is due from an instant on.
    struct Due {
        Instant since = never;
        bool said = false;
    };

    void see_telemetry(const Record& record, const Scene& scene, Bench& bench);
    void see_answer(const Record& record, const Scene& scene, Bench& bench);
    void pass_restore(const Scene& scene, Bench& bench);
    // Whether it has been due for longer than is in time, and nobody has said so.
    bool is_late(Due& due, bool pending, const Scene& scene) const;

    bool runtime_started_ = false;
    bool hook_ended_ = false;  // the runtime reported an error of its restore hook
    bool hook_runs_ = false;   // it was released from its restore poll
    InvokeId spent_;           // its event released the runtime from a restore poll
    Due start_;
    Due init_end_;
    Due turn_;
    Due event_;
    Due invoke_end_;
    Due restore_begin_;
    Due restore_end_;
};

}  // namespace hourglass::model::judging
