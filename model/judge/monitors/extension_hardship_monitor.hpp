// Family EXC, where the platform is legal and unkind: what an extension takes, and how it ends.
#pragma once

#include "model/judge/monitors/trials.hpp"
#include "model/judge/monitors/troubles.hpp"

namespace hourglass::model::judging {

class ExtensionHardshipMonitor : public Monitor {
public:
    static constexpr std::array rules{"EXC-07"_rule, "EXC-08"_rule, "EXC-09"_rule, "EXC-11"_rule,
                                      "EXC-16"_rule, "EXC-17"_rule, "EXC-18"_rule, "EXC-19"_rule,
                                      "EXC-20"_rule, "EXC-23"_rule, "EXC-24"_rule, "EXC-25"_rule,
                                      "EXC-26"_rule};

    static constexpr Kinds wants = Kinds::of(
        Kind::SandboxFrozen, Kind::SandboxThawed, Kind::ExtensionNextCalled,
        Kind::ExtensionInitErrorPosted, Kind::ExtensionExitErrorPosted, Kind::ProcessStart,
        Kind::RuntimeNextCalled, Kind::Note, Kind::StrayCall, Kind::CallAnswered,
        Kind::CallAbandoned, Kind::ProcessSignal, Kind::ProcessExited, Kind::InvokeDone);
    static constexpr bool of_clients = true;
    void see(const Record& record, const Scene& scene, Bench& bench);
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void see_freeze(const Record& record, const Scene& scene);
    void see_note(const Record& record, const Scene& scene, Bench& bench);
    void see_stray(const Record& record, const Scene& scene, Bench& bench);
    void see_call(const Record& record, const Scene& scene, Bench& bench);
    void see_poll(const Record& record, const Scene& scene, Bench& bench);
    void see_answer(const Record& record, const Scene& scene, Bench& bench);
    void see_abandoned(const Record& record, const Scene& scene, Bench& bench);
    void see_signal(const Record& record, const Scene& scene, Bench& bench);
    void see_exit(const Record& record, const Scene& scene, Bench& bench);
    void see_invoke_done(const Record& record, const Scene& scene, Bench& bench);

    struct Process {
        Trials trials;  // until it polls
        Troubles troubles;
        bool was_frozen = false;  // for long, in its poll, and has had no event since
    };
    std::array<Process, max_slots> processes_{};
    FreezeWatch freezes_;
    InvokeId returned_from_;  // the invoke that the runtime is done with, and since when
    Instant returned_at_{};
};

}  // namespace hourglass::model::judging
