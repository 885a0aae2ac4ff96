#include "model/judge/judge.hpp"

#include "model/judge/bench.hpp"
#include "model/judge/monitors/answer_monitor.hpp"
#include "model/judge/monitors/call_monitor.hpp"
#include "model/judge/monitors/cause_monitor.hpp"
#include "model/judge/monitors/credential_monitor.hpp"
#include "model/judge/monitors/error_monitor.hpp"
#include "model/judge/monitors/event_monitor.hpp"
#include "model/judge/monitors/extension_client_monitor.hpp"
#include "model/judge/monitors/extension_hardship_monitor.hpp"
#include "model/judge/monitors/extension_monitor.hpp"
#include "model/judge/monitors/extension_wire_monitor.hpp"
#include "model/judge/monitors/freeze_monitor.hpp"
#include "model/judge/monitors/front_end_monitor.hpp"
#include "model/judge/monitors/init_monitor.hpp"
#include "model/judge/monitors/invoke_end_monitor.hpp"
#include "model/judge/monitors/invoke_monitor.hpp"
#include "model/judge/monitors/process_monitor.hpp"
#include "model/judge/monitors/progress_monitor.hpp"
#include "model/judge/monitors/record_monitor.hpp"
#include "model/judge/monitors/repetition_monitor.hpp"
#include "model/judge/monitors/reset_monitor.hpp"
#include "model/judge/monitors/response_monitor.hpp"
#include "model/judge/monitors/restore_monitor.hpp"
#include "model/judge/monitors/runtime_client_monitor.hpp"
#include "model/judge/monitors/runtime_handler_monitor.hpp"
#include "model/judge/monitors/runtime_hardship_monitor.hpp"
#include "model/judge/monitors/shutdown_monitor.hpp"
#include "model/judge/monitors/suppressed_init_monitor.hpp"
#include "model/judge/monitors/surroundings_monitor.hpp"
#include "model/judge/monitors/telemetry_batch_monitor.hpp"
#include "model/judge/monitors/telemetry_monitor.hpp"
#include "model/judge/monitors/timeout_monitor.hpp"
#include "model/judge/monitors/transfer_monitor.hpp"
#include "model/judge/monitors/wire_content_monitor.hpp"
#include "model/judge/monitors/wire_monitor.hpp"
#include "model/judge/outsider_judge.hpp"
#include "model/judge/replay.hpp"
#include "model/judge/scene.hpp"

#include <tuple>

namespace hourglass::model {

namespace {

using judging::Ending;

using Monitors = std::tuple<
    judging::InitMonitor, judging::SuppressedInitMonitor, judging::InvokeMonitor,
    judging::InvokeEndMonitor, judging::ResponseMonitor, judging::TimeoutMonitor,
    judging::ResetMonitor, judging::ShutdownMonitor, judging::ExtensionMonitor,
    judging::ErrorMonitor, judging::ProcessMonitor, judging::EventMonitor, judging::FreezeMonitor,
    judging::RestoreMonitor, judging::RuntimeClientMonitor, judging::ExtensionClientMonitor,
    judging::RecordMonitor, judging::CredentialMonitor, judging::CauseMonitor, judging::WireMonitor,
    judging::WireContentMonitor, judging::ExtensionWireMonitor, judging::FrontEndMonitor,
    judging::SurroundingsMonitor, judging::TelemetryMonitor, judging::TelemetryBatchMonitor,
    judging::AnswerMonitor, judging::TransferMonitor, judging::RuntimeHandlerMonitor,
    judging::RuntimeHardshipMonitor, judging::ExtensionHardshipMonitor, judging::ProgressMonitor,
    judging::RepetitionMonitor, judging::CallMonitor>;

using RuleFlags = std::array<bool, catalogue.size() + 1>;

template <class... Each>
constexpr RuleFlags rules_of(const std::tuple<Each...>*) {
    RuleFlags flags{};
    const auto mark = [&flags](const auto& rules) {
        for (const RuleIndex rule : rules) flags[rule.value] = true;
    };
    (mark(Each::rules), ...);
    return flags;
}

constexpr RuleFlags monitored = rules_of(static_cast<const Monitors*>(nullptr));

Ending ending_of(const Trace& trace) {
    if (trace.records.empty()) return Ending::Cut;
    const Record& last = trace.records.back();
    const bool whole = last.kind == Kind::End && (last.flags & horizon_reached) == 0;
    return whole ? Ending::Whole : Ending::Cut;
}

}  // namespace

struct Judge::Bench {
    judging::Bench bench;
    judging::Scene scene;
    Monitors monitors;

    template <class Action>
    void each(Action action) {
        std::apply([&](auto&... monitor) { (action(monitor), ...); }, monitors);
    }

    void look_at(const Record& record) {
        if (record.at != scene.now()) {
            scene.tick(record.at);
            each([this](auto& monitor) { monitor.pass(scene, bench); });
        }
        if (record.kind == Kind::RuleFired) return count_row(record);
        scene.before(record);
        each([&](auto& monitor) { monitor.see(record, scene, bench); });
        scene.after(record);
    }

    // A row that spoke puts its rule to the test, if that is a transition or nobody else checks it;
    // no violation rests on what rows say.
    void count_row(const Record& record) {
        if (record.code == 0 || record.code > catalogue.size()) return;
        const RuleIndex rule{record.code};
        const bool by_row = rule_at(rule).kind == RuleKind::Transition || !has_monitor(rule);
        if (by_row) bench.held(rule);
    }

    void judge(const Trace& trace) {
        bench.begin(trace);
        scene.begin(trace);
        monitors = {};
        for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
            bench.look_at(i);
            look_at(trace.records[i]);
        }
        const Ending ending = ending_of(trace);
        each([&](auto& monitor) { monitor.finish(scene, bench, ending); });
    }
};

Judge::Judge() : bench_(std::make_unique<Bench>()) {}
Judge::~Judge() = default;

const Judgement& Judge::operator()(const Trace& trace) {
    bench_->judge(trace);
    return bench_->bench.judgement();
}

Judgement judge(const Trace& trace) {
    if (trace.header.view != View::White) return judge_outsider(trace);
    Judgement judgement = Judge{}(trace);
    judgement.divergence = replay(trace);
    return judgement;
}

bool has_monitor(RuleIndex rule) {
    return rule.value < monitored.size() && monitored[rule.value];
}

}  // namespace hourglass::model
