#include "model/judge/monitors/repetition_monitor.hpp"

namespace hourglass::model::judging {

void RepetitionMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (record.kind != Kind::ProcessSignal || !scene.white()) return;
    const bool runtime = record.who == Who::Runtime;
    if (!runtime && record.slot >= max_slots) return;
    LastSignal& last = last_.at(runtime ? 0U : record.slot + 1U);
    LastSignal now{record.at, record.generation, record.code};
    if (last.same(now)) now.times = static_cast<std::uint16_t>(last.times + 1);
    last = now;
    // Who has not subscribed to SHUTDOWN is killed in its turn and, if it lives, at the deadline;
    // with no time left these are one instant.
    const StopFacts& stop = scene.stop();
    const bool time_left = record.at < stop.start + stop.budget;
    const bool subscribed = !runtime && scene.extension(record.slot).subscribed(subscribe_shutdown);
    const bool once = runtime || time_left || (subscribed && stop.budget > Duration{});
    const bool kill = code_of<Signal>(record) == Signal::Kill;
    const int most = once ? 1 : 2;
    if (now.times <= most) return bench.held(kill ? "SHD-12"_rule : "SHD-05"_rule);
    bench.violated(kill ? "SHD-12"_rule : "SHD-05"_rule, "{} gets the same signal {} times at once",
                   name_of_process(scene, record), now.times);
}

}  // namespace hourglass::model::judging
