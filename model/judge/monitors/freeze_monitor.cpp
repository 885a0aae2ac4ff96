#include "model/judge/monitors/freeze_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// Runtime and extensions wait in their polls and nothing is asked of the sandbox.
bool all_wait(const Scene& scene) {
    const SandboxFacts& sandbox = scene.sandbox();
    const bool busy = scene.current() || sandbox.inits_pending > 0 ||
                      sandbox.restores_pending > 0 || scene.stop().active ||
                      !scene.owed_resets().empty() || scene.shutdowns_pending() > 0;
    if (busy || sandbox.fatal || sandbox.down || !sandbox.initialised) return false;
    if (!scene.runtime().poll) return false;
    return std::ranges::all_of(scene.extensions(), [](const ExtensionFacts& one) {
        return !one.known() || one.poll || one.error != ReportedError::None;
    });
}

}  // namespace

void FreezeMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::CallAnswered: {
            const auto answer = code_of<Answer>(record);
            const bool event = answer == Answer::InvokeEvent || answer == Answer::ShutdownEvent ||
                               answer == Answer::RestoreEvent;
            if (!event) return;
            bench.check("FRZ-02"_rule, !scene.sandbox().frozen,
                        "{} is delivered to a frozen sandbox", name_of(answer));
            if (answer == Answer::ShutdownEvent) {
                bench.check("FRZ-04"_rule, !scene.sandbox().frozen,
                            "SHUTDOWN is delivered to a frozen sandbox");
            }
            return;
        }
        case Kind::ProcessSignal:
            return bench.check("FRZ-04"_rule, !scene.sandbox().frozen,
                               "{} is signalled in a frozen sandbox",
                               name_of_process(scene, record));
        case Kind::SandboxFrozen: {
            freeze_due_ = never;
            const bool busy = scene.current() || scene.sandbox().inits_pending > 0 ||
                              scene.bring_up().active || scene.sandbox().restores_pending > 0 ||
                              scene.stop().active;
            bench.check("FRZ-03"_rule, !busy, "the sandbox is frozen while it is busy");
            return bench.held("FRZ-01"_rule);
        }
        case Kind::InitDone:
        case Kind::InvokeDone:
            if (code_of<Outcome>(record) == Outcome::Success) freeze_due_ = record.at;
            return;
        default:
            return;
    }
}

void FreezeMonitor::pass(const Scene& scene, Bench& bench) {
    if (!scene.overdue(freeze_due_)) return;
    freeze_due_ = never;
    if (!scene.aws() || !scene.white() || scene.sandbox().frozen || !all_wait(scene)) return;
    bench.violated("FRZ-01"_rule, "the sandbox idles and is not frozen");
}

}  // namespace hourglass::model::judging
