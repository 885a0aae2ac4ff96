#include "model/judge/monitors/telemetry_monitor.hpp"

#include "model/judge/telemetry_reader.hpp"
#include "model/trace/payload_bytes.hpp"

namespace hourglass::model::judging {

namespace {

constexpr std::int64_t ok = 200;
constexpr std::int64_t bad_request = 400;
constexpr std::int64_t forbidden = 403;

// The caller is an extension that the platform knows.
bool is_known(const Record& record, const Scene& scene) {
    if (record.generation == 0 || record.slot >= max_slots) return false;
    const ExtensionFacts& caller = scene.extension(record.slot);
    return caller.registered && caller.generation == record.generation;
}

}  // namespace

void TelemetryMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (record.kind == Kind::Subscription) return see_subscription(record, scene, bench);
    see_phase(record);
}

void TelemetryMonitor::see_phase(const Record& record) {
    if (record.kind == Kind::ResetDone || record.kind == Kind::ShutdownDone) {
        init_is_over_ = false;
    }
    if (record.kind != Kind::Telemetry) return;
    const auto event = code_of<PlatformEvent>(record);
    if (event == PlatformEvent::InitStart) init_is_over_ = false;
    if (event == PlatformEvent::InitReport) init_is_over_ = true;
}

void TelemetryMonitor::see_subscription(const Record& record, const Scene& scene,
                                        Bench& bench) const {
    const std::int64_t status = record.amount;
    if (!is_known(record, scene)) {
        return bench.check("TEL-16"_rule, status == forbidden,
                           "a subscription of nobody that is registered is answered with {}",
                           status);
    }
    bench.held("TEL-16"_rule);
    if (init_is_over_) {
        return bench.check("TEL-03"_rule, status == forbidden,
                           "a subscription after the end of init is answered with {}", status);
    }
    bench.check("TEL-03"_rule, status != forbidden,
                "a subscription of a registered extension during init is answered with {}", status);
    see_body(record, scene, bench);
}

void TelemetryMonitor::see_body(const Record& record, const Scene& scene, Bench& bench) {
    const auto asked = read_subscription(code_of<SubscriptionApi>(record),
                                         bytes_of(scene.trace(), record.payload));
    if (!asked.is_sound()) return see_refusal(record, asked, scene, bench);
    const auto answer = text_of(scene, record.text);
    const bool accepted = record.amount == ok;
    bench.check("TEL-01"_rule, accepted && (answer == "\"OK\"" || answer == "\"OK\"\n"),
                "a valid subscription is answered with {} {}", record.amount, answer);
    bench.check("TEL-14"_rule, accepted, "a destination inside the sandbox is answered with {}",
                record.amount);
    if (asked.names_limits) {
        bench.check("TEL-13"_rule, accepted, "limits inside their ranges are answered with {}",
                    record.amount);
    }
}

void TelemetryMonitor::see_refusal(const Record& record, const SubscriptionAsked& asked,
                                   const Scene& scene, Bench& bench) {
    const bool refused =
        record.amount == bad_request &&
        text_of(scene, record.text).find("ValidationError") != std::string_view::npos;
    const auto check = [&](RuleIndex rule, Soundness part, std::string_view what) {
        if (part != Soundness::Wrong) return;
        bench.check(rule, refused, "{} is answered with {} {}", what, record.amount,
                    text_of(scene, record.text));
    };
    check("TEL-02"_rule, asked.schema, "a subscription that breaks the schema");
    check("TEL-13"_rule, asked.limits, "a limit outside its range");
    check("TEL-14"_rule, asked.destination, "a destination outside the sandbox");
}

}  // namespace hourglass::model::judging
