// Family ERR: which error a failure is blamed on.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class ErrorMonitor : public Monitor {
public:
    static constexpr std::array rules{"ERR-01"_rule, "ERR-02"_rule, "ERR-06"_rule,
                                      "ERR-08"_rule, "ERR-30"_rule, "ERR-31"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::ProcessExited, Kind::CallAnswered, Kind::InitDone, Kind::InvokeDone,
                  Kind::InvokeAnswered, Kind::Telemetry, Kind::ResetDone);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_answer(const Record& record, const Scene& scene);
    void see_outcome(const Record& record, const Scene& scene, Bench& bench);
    void check_exit_type(const Record& record, Bench& bench) const;
    void note_post(const CallFacts& call);
    static void check_reset_flag(const Record& record, const Scene& scene, Bench& bench);

    bool runtime_exited_ = false;  // in this generation, outside a shutdown sequence
    bool extension_exited_ = false;
    bool runtime_exit_posted_ = false;  // a client has reported an error of that type itself
    bool extension_crash_posted_ = false;
    TextId fatal_;           // that the last failure of this generation had
    TextId old_fatal_;       // that the last reset has cleared, until the next outcome
    bool harmless_ = false;  // a function error, an oversize response or an init error
};

}  // namespace hourglass::model::judging
