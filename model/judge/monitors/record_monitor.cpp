#include "model/judge/monitors/record_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

constexpr std::uint8_t any_failure = status_error | status_timeout | status_failure;

// Init caching makes a snapshot to start from.
InitType expected_type(const Setup& setup) {
    return setup.init_caching == InitCaching::On ? InitType::SnapStart : setup.init_type;
}

bool failed(const Record& record) {
    return (record.flags & any_failure) != 0;
}

}  // namespace

void RecordMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::Telemetry:
            return see_record(record, scene, bench);
        case Kind::ProcessExited:
            return see_exit(record, scene);
        case Kind::InvokeDone:
            if (!scene.aws() || !scene.white() || scene.invoke(record.invoke) == nullptr) return;
            unreported_ = record.invoke;
            report_due_ = record.at;
            return;
        case Kind::RestoreDone:
            return see_restore_done(scene, bench);
        case Kind::ResetDone:
            fault_told_ = false;
            return;
        default:
            return;
    }
}

void RecordMonitor::see_record(const Record& record, const Scene& scene, Bench& bench) {
    switch (const auto event = code_of<PlatformEvent>(record)) {
        case PlatformEvent::InitStart:
        case PlatformEvent::InitRuntimeDone:
        case PlatformEvent::InitReport: {
            const InitType type = expected_type(scene.setup());
            bench.check("EVT-33"_rule,
                        record.who == told_init_type(static_cast<std::uint8_t>(type)),
                        "{} tells another initialization type than {}", name_of(event),
                        init_type_names()[static_cast<std::size_t>(type)]);
            if (event != PlatformEvent::InitRuntimeDone) return;
            return bench.check("ERR-03"_rule, failed(record) == static_cast<bool>(record.text),
                               "an init that {} is recorded {} an error type",
                               failed(record) ? "failed" : "went well",
                               record.text ? "with" : "without");
        }
        case PlatformEvent::Start:
            started_ = record.invoke;
            started_at_ = record.at;
            return;
        case PlatformEvent::RuntimeDone:
            return see_runtime_done(record, scene, bench);
        case PlatformEvent::Report:
            return see_report(record, scene, bench);
        case PlatformEvent::RestoreStart:
        case PlatformEvent::RestoreRuntimeDone:
        case PlatformEvent::RestoreReport:
            return see_restore_record(record, scene, bench);
        case PlatformEvent::Fault:
            bench.check("EVT-34"_rule, fault_due_ != never && static_cast<bool>(record.text),
                        "a fault {} is recorded", record.text ? "that nobody saw" : "of no type");
            fault_due_ = never;
            fault_told_ = true;
            return;
        default:
            return;
    }
}

void RecordMonitor::see_runtime_done(const Record& record, const Scene& scene, Bench& bench) {
    const bool by_reset = scene.stop().active || !scene.owed_resets().empty();
    bench.check("INV-19"_rule, !failed(record) || by_reset || !scene.white(),
                "invoke {} by itself records a failed end of the runtime", record.invoke.value);
    check_numbers(record, scene, bench);
    if (record.invoke && record.invoke == told_) {
        // In the emulator's core each reset tells of it again.
        const bool once = !told_failure_ || !scene.aws();
        bench.check("EVT-06"_rule, once && failed(record),
                    "the end of the runtime in invoke {} is recorded {}", record.invoke.value,
                    told_failure_ ? "again after a failure" : "as a success twice");
    }
    if (record.invoke && record.invoke == reported_) {
        bench.violated("EVT-31"_rule, "the report of invoke {} comes before its runtimeDone",
                       record.invoke.value);
    }
    told_ = record.invoke;
    told_failure_ = failed(record);
}

// From the release, which the start record marks, to now; and the bytes of the response.
void RecordMonitor::check_numbers(const Record& record, const Scene& scene, Bench& bench) const {
    if (!scene.white()) return;
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const bool released = invoke != nullptr && record.invoke == started_;
    const Duration due = released ? record.at - started_at_ : Duration::zero();
    bench.check("METR-01"_rule, record.amount == due.count(),
                "runtimeDone of invoke {} tells {}, {} have passed since the release",
                record.invoke.value, as_text(span_of(record.amount)), as_text(due));
    const bool response =
        invoke != nullptr && invoke->post == Kind::ResponsePosted && !invoke->post_oversize;
    const std::int64_t produced = response ? invoke->post_size : 0;
    const bool any_size = invoke != nullptr && invoke->post_oversize;
    bench.check("METR-01"_rule, any_size || record.call.value == produced,
                "runtimeDone of invoke {} tells {} bytes, the response has {}", record.invoke.value,
                record.call.value, produced);
}

void RecordMonitor::see_report(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const bool ended = invoke != nullptr && invoke->done;
    const bool again = record.invoke == reported_;
    bench.check("EVT-31"_rule, ended && !again, "invoke {} is reported {}", record.invoke.value,
                again ? "twice" : "before its end");
    bench.check("METR-30"_rule, record.amount >= 0, "an invoke takes {}ns", record.amount);
    reported_ = record.invoke;
    if (record.invoke == unreported_) report_due_ = never;
}

void RecordMonitor::see_restore_record(const Record& record, const Scene& scene, Bench& bench) {
    switch (code_of<PlatformEvent>(record)) {
        case PlatformEvent::RestoreStart:
            ++restores_open_;
            return;
        case PlatformEvent::RestoreRuntimeDone:
            bench.check("ERR-03"_rule, failed(record) == static_cast<bool>(record.text),
                        "a restore that {} is recorded {} an error type",
                        failed(record) ? "failed" : "went well", record.text ? "with" : "without");
            ++restores_told_;
            if (!scene.aws()) return;
            return bench.check("EVT-32"_rule, restores_open_ > 0 && restores_reported_ == 0,
                               "restoreRuntimeDone is recorded {}",
                               restores_open_ > 0 ? "after restoreReport" : "without restoreStart");
        default:
            bench.check("EVT-32"_rule, restores_open_ > 0 && restores_told_ == 1,
                        "restoreReport is recorded {}",
                        restores_open_ > 0 ? "before restoreRuntimeDone" : "without restoreStart");
            ++restores_reported_;
            restores_open_ -= restores_open_ > 0 ? 1 : 0;
    }
}

void RecordMonitor::see_restore_done(const Scene& scene, Bench& bench) {
    const bool whole = restores_told_ == 1 && restores_reported_ == 1;
    if (scene.aws() && scene.white()) {
        bench.check("EVT-32"_rule, whole,
                    "a restore ends with {} restoreRuntimeDone and {} restoreReport",
                    restores_told_, restores_reported_);
    }
    restores_told_ = restores_reported_ = 0;
}

// The first exit that nobody asked for loses the sandbox; later ones make it no worse.
void RecordMonitor::see_exit(const Record& record, const Scene& scene) {
    const auto& process = scene.process(record.who, record.slot);
    const bool own =
        process.alive && process.generation == record.generation && process.killed_at == never;
    if (!own || scene.stop().active || !scene.aws() || !scene.white()) return;
    if (fault_told_) {
        fault_due_ = record.at;
        return;
    }
    fault_due_ = std::min(fault_due_, record.at);
}

void RecordMonitor::pass_late(const Scene& scene, Bench& bench) {
    if (scene.overdue(report_due_)) {
        bench.violated("EVT-31"_rule, "invoke {} has ended and is not reported", unreported_.value);
        report_due_ = never;
    }
    if (!scene.overdue(fault_due_)) return;
    if (!fault_told_) bench.violated("EVT-34"_rule, "a process is gone and no fault is recorded");
    fault_due_ = never;
}

void RecordMonitor::finish(const Scene&, Bench& bench, Ending ending) {
    if (ending == Ending::Cut || restores_open_ == 0) return;
    bench.violated("EVT-32"_rule, "the records of {} restore(s) are never closed", restores_open_);
}

}  // namespace hourglass::model::judging
