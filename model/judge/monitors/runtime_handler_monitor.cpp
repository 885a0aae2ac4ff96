#include "model/judge/monitors/runtime_handler_monitor.hpp"

#include "model/trace/payload_bytes.hpp"

#include <charconv>

namespace hourglass::model::judging {

namespace {

// Whose rule it is that the handler's failure is told as an error; 0 if none.
RuleIndex error_rule_of(HandlerAction action) {
    switch (action) {
        case HandlerAction::Fail:
            return "RTC-15"_rule;
        case HandlerAction::Throw:
            return "RTC-16"_rule;
        case HandlerAction::Panic:
            return "RTC-30"_rule;
        default:
            return {};
    }
}

std::string_view doing_of(HandlerAction action) {
    switch (action) {
        case HandlerAction::Fail:
            return "returns an error";
        case HandlerAction::Throw:
            return "throws an error";
        default:
            return "throws what is no error, or panics";
    }
}

bool is_first_call(Kind kind) {
    return kind == Kind::RuntimeNextCalled || kind == Kind::RestoreNextCalled;
}

}  // namespace

void RuntimeHandlerMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (scene.trace().header.clients != Clients::Foreign) return;
    if (is_first_call(record.kind)) see_first_call(record, scene, bench);
    switch (record.kind) {
        case Kind::ProcessStart:
            if (record.who == Who::Runtime) process_ = {};
            return;
        case Kind::Note:
            return see_note(record);
        case Kind::RuntimeNextCalled:
            return see_poll(record, scene, bench);
        case Kind::CallAnswered:
            process_.restoring |= code_of<Answer>(record) == Answer::RestoreEvent;
            if (gives_invoke_to_runtime(record, scene.call(record.call))) see_event(record, scene);
            return;
        case Kind::ResponsePosted:
        case Kind::ErrorPosted:
            return see_post(record, scene, bench);
        case Kind::RestoreErrorPosted:
            if (process_.restoring) bench.held("RTC-39"_rule);
            process_.restoring = false;
            return;
        case Kind::ProcessExited:
            return see_exit(record, scene, bench);
        case Kind::InvokeDone:
            return see_invoke_done(record, scene, bench);
        default:
            return;
    }
}

void RuntimeHandlerMonitor::see_note(const Record& record) {
    if (is_note_of_headers(record)) headers_ = record;
    const bool skewed = hardship_of(record) == Hardship::SkewedClock;
    if (skewed && record.who == Who::Runtime) process_.skewed = true;
}

// A snapshot is taken before the runtime asks for events.
void RuntimeHandlerMonitor::see_first_call(const Record& record, const Scene& scene, Bench& bench) {
    if (process_.called) return;
    process_.called = true;
    const bool snapshots = scene.setup().init_caching == InitCaching::On &&
                           scene.setup().init_type == InitType::SnapStart;
    if (!snapshots) return;
    bench.check("RTC-39"_rule, record.kind == Kind::RestoreNextCalled,
                "the runtime polls for events before it has polled for its restore");
}

void RuntimeHandlerMonitor::see_poll(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(scene.current());
    if (invoke != nullptr && invoke->has_post() && !invoke->runtime_back) {
        bench.held("RTC-18"_rule);
    }
    process_.restoring = false;
    if (process_.invoke && record.generation == 0) leave_unanswered("polls again", bench);
}

void RuntimeHandlerMonitor::see_event(const Record& record, const Scene& scene) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const PayloadId payload =
        record.payload || invoke == nullptr ? record.payload : invoke->payload;
    process_.invoke = record.invoke;
    process_.action = action_of(bytes_of(scene.trace(), payload));
    process_.skewed = false;
}

void RuntimeHandlerMonitor::see_post(const Record& record, const Scene& scene, Bench& bench) {
    if (headers_.call == record.call && is_note_of_headers(headers_)) {
        see_stream(record, bench);
    }
    if (record.invoke != process_.invoke || !process_.invoke) return;
    const RuleIndex rule = error_rule_of(process_.action);
    const bool error = record.kind == Kind::ErrorPosted;
    if (speaks_ && rule) {
        bench.check(rule, error, "the handler {} and the runtime posts a response",
                    doing_of(process_.action));
    }
    if (!error) see_response(bytes_of(scene.trace(), record.payload), scene, bench);
    process_.invoke = {};
}

void RuntimeHandlerMonitor::see_response(std::string_view body, const Scene& scene, Bench& bench) {
    if (process_.action == HandlerAction::Greet) speaks_ = is_greeting(body);
    if (process_.action != HandlerAction::Remaining || !speaks_ || process_.skewed) return;
    std::int64_t remaining = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), remaining);
    const InvokeFacts* invoke = scene.invoke(process_.invoke);
    if (error != std::errc{} || invoke == nullptr) {
        return bench.violated("RTC-34"_rule, "the remaining time is no number: {}",
                              body.substr(0, 40));
    }
    const Duration limit =
        invoke->timeout > Duration::zero() ? invoke->timeout : scene.function_timeout();
    // The service rounds to milliseconds.
    const bool fits = remaining > 0 && std::chrono::milliseconds{remaining - 1} <= limit;
    bench.check("RTC-34"_rule, fits, "the handler is told {} ms remaining, of {}", remaining,
                as_text(limit));
}

void RuntimeHandlerMonitor::see_stream(const Record& record, Bench& bench) const {
    if (record.kind != Kind::ResponsePosted) return;
    const bool streams = (headers_.flags & says_streaming) != 0;
    // Some runtimes announce trailers for every response.
    const bool asked = speaks_ && (process_.action == HandlerAction::Stream ||
                                   process_.action == HandlerAction::BreakStream);
    const bool odd = (headers_.flags & says_odd_mode) != 0;
    const bool looks_so = odd || (asked && (headers_.flags & announces_trailers) != 0);
    if (streams || looks_so) {
        bench.check("RTC-31"_rule, streams,
                    "a response that is streamed does not say so in its mode header");
    }
    if (!streams || !speaks_ || process_.action != HandlerAction::BreakStream) return;
    bench.check("RTC-32"_rule, (headers_.flags & has_error_trailer) != 0,
                "the handler fails in the middle of its stream and no trailer tells of it");
}

void RuntimeHandlerMonitor::see_exit(const Record& record, const Scene& scene, Bench& bench) {
    const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
    if (record.who != Who::Runtime || runtime.generation != record.generation) return;
    if (!scene.stop().active) {
        leave_unanswered("exits", bench);
        if (process_.restoring) {
            bench.violated("RTC-39"_rule,
                           "the runtime exits in its restore and has reported no error");
        }
    }
    process_ = {};
}

void RuntimeHandlerMonitor::see_invoke_done(const Record& record, const Scene& scene,
                                            Bench& bench) {
    if (code_of<Outcome>(record) != Outcome::TimedOut) return;
    if (record.invoke == process_.invoke) leave_unanswered("answers not at all", bench);
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const bool works_on = invoke != nullptr && invoke->has_post() && !invoke->runtime_back &&
                          scene.process(Who::Runtime, 0).alive;
    if (!works_on) return;
    bench.violated("RTC-18"_rule,
                   "the runtime has answered invoke {} and is busy with it until the timeout",
                   record.invoke.value);
}

void RuntimeHandlerMonitor::leave_unanswered(std::string_view how, Bench& bench) {
    const RuleIndex rule = error_rule_of(process_.action);
    if (speaks_ && process_.invoke) {
        if (rule) {
            bench.violated(rule, "the handler {} and the runtime {}", doing_of(process_.action),
                           how);
        } else if (process_.action == HandlerAction::Stream) {
            bench.violated("RTC-31"_rule, "the handler streams and the runtime {}", how);
        } else if (process_.action == HandlerAction::BreakStream) {
            bench.violated("RTC-32"_rule, "the handler fails in its stream and the runtime {}",
                           how);
        }
    }
    process_.invoke = {};
}

}  // namespace hourglass::model::judging
