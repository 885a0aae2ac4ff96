// The events of a batch, one by one.
#include "model/judge/monitors/telemetry_batch_monitor.hpp"
#include "model/trace/payload_bytes.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr std::int64_t first_bad_status = 300;
// How much longer than its age a batch may take, in units of the tolerance: other processes must
// wake up on the way.
constexpr int ways_to_wake = 20;
// A batch is full when the next event may not fit any more.
constexpr std::int64_t longest_event = 65'536;
constexpr std::int64_t beside_the_events = 10'240;

bool is_announcement(const EventTold& event) {
    return event.type == "platform.logsDropped";
}

bool is_subscription(const EventTold& event) {
    return event.type == "platform.telemetrySubscription" ||
           event.type == "platform.logsSubscription";
}

// Absurd times are cut so that nothing can overflow.
Instant instant_of(std::int64_t wall_ms, const Scene& scene) {
    constexpr std::int64_t most = 9'000'000'000'000;
    const std::int64_t epoch = std::clamp(scene.trace().header.wall_epoch_ms, -most, most);
    return instant_at(std::chrono::milliseconds{std::clamp(wall_ms - epoch, -most, most)});
}

std::int64_t number_in(const json& record, const char* name) {
    if (!record.is_object()) return 0;
    const auto found = record.find(name);
    return found != record.end() && found->is_number() ? found->get<std::int64_t>() : 0;
}

}  // namespace

// A listener inside the runtime is that of an internal extension.
TelemetryBatchMonitor::Subscription* TelemetryBatchMonitor::subscription_of(const Record& batch,
                                                                            const Scene& scene) {
    const auto is_its = [&](const Subscription& one) {
        if (one.generation != batch.generation) return false;
        const bool external = one.slot < max_slots && scene.extension(one.slot).external;
        return batch.who == Who::Extension ? one.slot == batch.slot : !external;
    };
    const auto found = std::ranges::find_if(live_, is_its);
    return found == live_.end() ? nullptr : &*found;
}

void TelemetryBatchMonitor::see_batch(const Record& record, const Scene& scene, Bench& bench) {
    Subscription* one = subscription_of(record, scene);
    if (one == nullptr) {
        // What came just before the end is told just after it.
        if (had_before_reset_ && record.at > ended_at_ + scene.tolerance()) {
            bench.violated("TEL-17"_rule,
                           "extension {} of generation {} gets a batch and has not subscribed",
                           record.slot, record.generation);
        }
        return;
    }
    const auto events =
        read_batch(text_of(scene, record.text), bytes_of(scene.trace(), record.payload));
    bench.check("TEL-06"_rule, events.has_value(), "a batch is no list of events");
    if (!events) return;
    if (record.amount >= first_bad_status || (record.flags & answers_late) != 0) {
        one->hampered = true;
    }
    see_limits(*one, *events, record, scene, bench);
    for (const EventTold& event : *events) see_event(*one, event, scene, bench);
}

void TelemetryBatchMonitor::see_event(Subscription& one, const EventTold& event, const Scene& scene,
                                      Bench& bench) {
    bench.check("TEL-06"_rule, event.is_whole(), "an event of type \"{}\" lacks time or record",
                event.type);
    const Topic topic = topic_of(event.type);
    const bool wanted =
        topic != Topic::None && (one.asked.topics & (1U << static_cast<unsigned>(topic))) != 0;
    if (is_announcement(event)) {
        one.announced += std::max<std::int64_t>(1, number_in(event.record, "droppedRecords"));
        return bench.held("TEL-08"_rule);
    }
    bench.check("TEL-04"_rule, wanted, "a subscriber gets {}, to which it has not subscribed",
                event.type);
    if (event.wall_ms) {
        bench.check("TEL-07"_rule, *event.wall_ms >= one.last_wall_ms,
                    "{} of {} ms comes after an event of {} ms", event.type, *event.wall_ms,
                    one.last_wall_ms);
        one.last_wall_ms = std::max(one.last_wall_ms, *event.wall_ms);
        one.last_event_at = instant_of(one.last_wall_ms, scene);
    }
    if (topic == Topic::Platform) {
        see_metrics(one, event, bench);
        return see_platform_event(one, event, scene, bench);
    }
    if (topic != Topic::None && wanted) see_line(one, topic, event, scene, bench);
}

// The lines come in the order in which they were written. One that is passed over is missing.
void TelemetryBatchMonitor::see_line(Subscription& one, Topic topic, const EventTold& event,
                                     const Scene& scene, Bench& bench) const {
    const auto index = static_cast<std::size_t>(topic);
    const auto& lines = lines_.at(index);
    const std::string told = event.record.is_string() ? event.record.get<std::string>() : "";
    const auto first =
        lines.begin() + static_cast<std::ptrdiff_t>(std::min(one.lines.at(index), lines.size()));
    const auto found = std::find_if(first, lines.end(), [&](const Line& line) {
        // Traces keep the beginning of a very long line.
        const std::string_view text = text_of(scene, line.text);
        return text == told || (text.size() >= 4096 && told.starts_with(text));
    });
    bench.check("TEL-15"_rule, found != lines.end(),
                "a subscriber gets \"{}\" as a line of {}, and no such line was written",
                told.substr(0, 60), event.type);
    if (found == lines.end()) return;
    one.any_line.at(index) = true;
    one.missing += found - first;
    one.lines.at(index) = static_cast<std::size_t>(found - lines.begin()) + 1;
    if (one.missing <= one.announced) return;
    bench.violated("TEL-08"_rule, "{} events are missing and {} were announced as dropped",
                   one.missing, one.announced);
    one.announced = one.missing;
}

void TelemetryBatchMonitor::see_platform_event(Subscription& one, const EventTold& event,
                                               const Scene& scene, Bench& bench) {
    if (!is_subscription(event)) {
        ++one.platform_events;
        return;
    }
    if (one.slot >= max_slots) return;
    const bool itself =
        text_in(event.record, "name") == text_of(scene, scene.extension(one.slot).name);
    if (!itself) return;
    one.known_to_itself = true;
    bench.held("TEL-09"_rule);
}

// The first invoke after an init tells how long that took.
void TelemetryBatchMonitor::see_metrics(Subscription& one, const EventTold& event,
                                        Bench& bench) const {
    if (!event.record.is_object() || !event.record.contains("metrics")) return;
    const json& metrics = event.record.at("metrics");
    const bool numbers =
        metrics.is_object() &&
        std::ranges::all_of(metrics, [](const json& metric) { return metric.is_number(); });
    bench.check("TEL-11"_rule, numbers, "the metrics of {} are not all numbers", event.type);
    if (event.type != "platform.report" || !metrics.is_object()) return;
    const bool first = !one.report_seen;
    one.report_seen = true;
    if (one.announced > 0 || one.hampered || (first && !cold_)) return;
    bench.check("TEL-11"_rule, metrics.contains("initDurationMs") == first,
                "the report of the {} invoke {} initDurationMs", first ? "cold" : "warm",
                first ? "lacks" : "has");
}

void TelemetryBatchMonitor::see_limits(const Subscription& one,
                                       const std::vector<EventTold>& events, const Record& record,
                                       const Scene& scene, Bench& bench) const {
    const auto items = std::ranges::count_if(
        events, [](const EventTold& event) { return !is_announcement(event); });
    const auto size = static_cast<std::int64_t>(bytes_of(scene.trace(), record.payload).size());
    const SubscriptionAsked& asked = one.asked;
    bench.check("TEL-05"_rule, items <= asked.most_items, "a batch has {} events and may have {}",
                items, asked.most_items);
    bench.check("TEL-05"_rule, size <= 2 * asked.most_bytes + beside_the_events,
                "a batch has {} bytes and the limit is {}", size, asked.most_bytes);
    if (one.hampered || events.empty() || !events.front().wall_ms) return;
    const Instant begun =
        std::max({instant_of(*events.front().wall_ms, scene), one.since, thawed_at_});
    const Duration age = record.at - begun;
    const Duration late = asked.most_age + ways_to_wake * scene.tolerance() + 1ms;
    bench.check("TEL-05"_rule, age <= late, "a batch comes {} after its first event, limit {}",
                as_text(age), as_text(asked.most_age));
    const bool full = items >= asked.most_items || size + longest_event >= asked.most_bytes;
    // What was on its way when the sandbox was frozen is seen after the thaw.
    if (full || scene.stop().active || begun == thawed_at_) return;
    bench.check("TEL-05"_rule, age + 1ms >= asked.most_age,
                "a batch comes {} after its first event, sooner than {}", as_text(age),
                as_text(asked.most_age));
}

}  // namespace hourglass::model::judging
