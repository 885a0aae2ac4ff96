#include "model/judge/monitors/repetition_monitor.hpp"

namespace hourglass::model::judging {

void RepetitionMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (record.kind != Kind::ProcessSignal || !scene.white()) return;
    const bool runtime = record.who == Who::Runtime;
    if (!runtime && record.slot >= max_slots) return;
    LastSignal& last = last_.at(runtime ? 0U : record.slot + 1U);
    const LastSignal now{record.at, record.generation, record.code};
    const bool again = last == now;
    last = now;
    // Who has not subscribed to SHUTDOWN is killed in its turn and, if it lives, at the deadline;
    // with no time left these are one instant.
    const StopFacts& stop = scene.stop();
    const bool time_left = record.at < stop.start + stop.budget;
    const bool subscribed = scene.extension(record.slot).subscribed(subscribe_shutdown);
    const bool once = runtime || time_left || (subscribed && stop.budget > Duration{});
    if (!once) return;
    const bool kill = code_of<Signal>(record) == Signal::Kill;
    bench.check(kill ? "SHD-12"_rule : "SHD-05"_rule, !again,
                "{} gets the same signal twice at once", name_of_process(scene, record));
}

}  // namespace hourglass::model::judging
