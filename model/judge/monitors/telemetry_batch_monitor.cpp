#include "model/judge/monitors/telemetry_batch_monitor.hpp"

#include "model/trace/payload_bytes.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

using namespace std::chrono_literals;

constexpr std::int64_t ok = 200;
// A subscriber that stays for so long after SHUTDOWN is there to get what is left.
constexpr Duration patience = 100ms;

bool all_have_polled(const Scene& scene) {
    if (!scene.runtime().poll) return false;
    return std::ranges::all_of(scene.extensions(), [](const ExtensionFacts& one) {
        return !one.known() || one.poll || one.error != ReportedError::None;
    });
}

}  // namespace

void TelemetryBatchMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::Telemetry:
        case Kind::OutputLine:
        case Kind::SandboxThawed:
            return see_happening(record);
        case Kind::Subscription:
            return see_subscription(record, scene);
        case Kind::BatchReceived:
            return see_batch(record, scene, bench);
        case Kind::CallAnswered:
            return see_shutdown_told(record, scene);
        case Kind::ProcessExited:
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            return see_end(record, scene, bench);
        case Kind::InvokeDone:
            return see_invoke(record, scene, bench);
        default:
            return;
    }
}

void TelemetryBatchMonitor::see_happening(const Record& record) {
    if (record.kind == Kind::SandboxThawed) {
        thawed_at_ = record.at;
        return;
    }
    if (record.kind == Kind::OutputLine) {
        const Topic topic = record.who == Who::Runtime ? Topic::Function : Topic::Extension;
        lines_.at(static_cast<std::size_t>(topic)).push_back({record.text, record.at});
        return;
    }
    if (code_of<PlatformEvent>(record) == PlatformEvent::InitStart) {
        cold_ = (record.flags & phase_invoke) == 0;
        platform_events_ = 0;
        if (live_.empty()) lines_ = {};
    }
    ++platform_events_;
}

void TelemetryBatchMonitor::see_subscription(const Record& record, const Scene& scene) {
    if (record.amount != ok || record.generation == 0) return;
    const auto api = code_of<SubscriptionApi>(record);
    std::erase_if(
        live_, [&](const Subscription& one) { return one.slot == record.slot && one.api == api; });
    live_.push_back({.asked = read_subscription(api, bytes_of(scene.trace(), record.payload)),
                     .api = api,
                     .slot = record.slot,
                     .generation = record.generation,
                     .since = record.at});
}

void TelemetryBatchMonitor::see_shutdown_told(const Record& record, const Scene& scene) {
    if (code_of<Answer>(record) != Answer::ShutdownEvent) return;
    const CallFacts* call = scene.call(record.call);
    if (call == nullptr) return;
    for (Subscription& one : live_) {
        if (one.slot != call->slot) continue;
        one.owed_at_stop = platform_events_;
        one.told_at = record.at;
    }
}

void TelemetryBatchMonitor::see_end(const Record& record, const Scene& scene, Bench& bench) {
    if (record.kind != Kind::ProcessExited) return end_generation(scene, bench);
    const auto is_over = [&](const Subscription& one) {
        return record.who == Who::Extension && one.slot == record.slot &&
               one.generation == record.generation;
    };
    for (const Subscription& one : live_) {
        if (is_over(one)) judge_end(one, record.at, scene, bench);
    }
    if (std::erase_if(live_, is_over) > 0) note_ended(record.at);
}

void TelemetryBatchMonitor::end_generation(const Scene& scene, Bench& bench) {
    for (const Subscription& one : live_) judge_end(one, scene.now(), scene, bench);
    if (!live_.empty()) note_ended(scene.now());
    live_.clear();
    lines_ = {};
    platform_events_ = 0;
    all_back_at_ = never;
}

void TelemetryBatchMonitor::finish(const Scene& scene, Bench& bench, Ending) {
    for (const Subscription& one : live_) judge_end(one, scene.now(), scene, bench);
}

void TelemetryBatchMonitor::judge_end(const Subscription& one, Instant at, const Scene& scene,
                                      Bench& bench) const {
    const auto slot = one.slot;
    const bool all_came = one.announced == 0 && !one.hampered;
    const bool platform = (one.asked.topics & 1U) != 0;
    if (platform && all_came && one.platform_events > 0 && !one.known_to_itself) {
        bench.violated("TEL-09"_rule, "the subscription of extension {} was not announced to it",
                       slot);
    }
    for (std::size_t topic = 1; topic < topic_count; ++topic) {
        const auto& lines = lines_.at(topic);
        const bool wanted = (one.asked.topics & (1U << topic)) != 0;
        if (!wanted || lines.empty() || one.any_line.at(topic) || !all_came) continue;
        if (one.last_event_at <= lines.front().at) continue;
        bench.violated("TEL-15"_rule, "extension {} got none of the {} lines that were written",
                       slot, lines.size());
    }
    const bool stayed = one.owed_at_stop >= 0 && at - one.told_at >= patience + scene.tolerance();
    if (!stayed || !platform || !all_came || one.api == SubscriptionApi::Logs) return;
    bench.check("TEL-10"_rule, one.platform_events >= one.owed_at_stop,
                "extension {} got {} of the {} events that there were when it was told to stop",
                slot, one.platform_events, one.owed_at_stop);
}

// A subscriber is never waited for: an invoke ends when all that take part in it have come back.
void TelemetryBatchMonitor::see_invoke(const Record& record, const Scene& scene, Bench& bench) {
    all_back_at_ = never;
    if (!scene.white() || code_of<Outcome>(record) != Outcome::Success) return;
    if (!live_.empty()) bench.held("TEL-12"_rule);
    if (had_before_reset_ && live_.empty()) bench.held("TEL-17"_rule);
}

void TelemetryBatchMonitor::pass(const Scene& scene, Bench& bench) {
    const bool served = scene.white() && !live_.empty() && scene.current() &&
                        scene.current_facts().has_post() && !scene.stop().active;
    if (!served || !all_have_polled(scene)) {
        all_back_at_ = never;
        return;
    }
    if (all_back_at_ == never) all_back_at_ = scene.previous();
    if (!scene.overdue(all_back_at_)) return;
    bench.violated("TEL-12"_rule, "invoke {} goes on though all have come back from it",
                   scene.current().value);
    all_back_at_ = never;
}

}  // namespace hourglass::model::judging
