#include "model/judge/monitors/runtime_client_monitor.hpp"

#include "model/judge/monitors/troubles.hpp"

#include <nlohmann/json.hpp>

namespace hourglass::model::judging {

namespace {

bool is_error_object(std::string_view body) {
    const auto json = nlohmann::json::parse(body, nullptr, false);
    const auto is_text = [&json](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string();
    };
    return json.is_object() && is_text("errorMessage") && is_text("errorType");
}

bool is_client_error(std::int64_t status) {
    return status >= 400 && status < 500;
}

constexpr int too_large = http_status(Answer::ResponseTooLarge);
constexpr int gone = http_status(Answer::InvokeGone);

}  // namespace

bool RuntimeClientMonitor::is_of_current_runtime(const Record& record, const Scene& scene) {
    const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
    return runtime.seen && (record.generation == 0 || record.generation == runtime.generation);
}

void RuntimeClientMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (scene.trace().header.clients != Clients::Foreign) return;
    if (record.call == headers_.call && is_event(record.kind)) see_headers(record, scene, bench);
    switch (record.kind) {
        case Kind::ProcessStart:
            if (record.who != Who::Runtime) return;
            process_ = {};
            ++started_;
            return;
        case Kind::Note:
            return see_note(record, scene, bench);
        case Kind::RuntimeNextCalled:
            return see_poll(record, scene, bench);
        case Kind::ResponsePosted:
        case Kind::ErrorPosted:
            return see_post(record, scene, bench);
        case Kind::InitErrorPosted:
            process_.init_error = true;
            if (!process_.polled) bench.held("RTC-05"_rule);
            return see_error_body(record, scene, bench);
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::CallAbandoned:
            process_.gave_up_poll = process_.gave_up_poll || scene.runtime().poll == record.call;
            return;
        case Kind::RegisterCalled:
            if (scene.is_external(record.text)) return;
            return bench.check("RTC-22"_rule, !scene.runtime().polled,
                               "the internal extension {} registers after the runtime's first poll",
                               text_of(scene, record.text));
        case Kind::ProcessSignal:
            return see_signal(record, scene, bench);
        case Kind::ProcessExited:
            return see_exit(record, scene, bench);
        case Kind::InitDone:
            if (code_of<Outcome>(record) == Outcome::TimedOut) see_init_limit(scene, bench);
            return;
        default:
            return;
    }
}

void RuntimeClientMonitor::see_note(const Record& record, const Scene& scene, Bench& bench) {
    if (is_note_of_headers(record)) headers_ = record;
    if (record.who != Who::Runtime) return;
    if (hardship_of(record)) see_hardship(record, scene);
    if (!is_note_of_left_process(record)) return;
    bench.violated("RTC-21"_rule, "{} leaves the process {} ({}) behind",
                   name_of_process(scene, record), record.amount, text_of(scene, record.text));
}

void RuntimeClientMonitor::see_hardship(const Record& record, const Scene& scene) {
    const auto hardship = hardship_of(record);
    if (hardship == Hardship::InvocationId) process_.has_invocation_id = true;
    if (gives_reason_to_end(scene, record)) process_.may_exit = true;
    const bool refuses = hardship == Hardship::AnsweredWith && is_client_error(record.amount);
    if (process_.may_exit || !refuses) return;
    process_.refused = true;
    process_.refusal = static_cast<int>(record.amount);
}

// What the headers of a call say, seen with the call itself.
void RuntimeClientMonitor::see_headers(const Record& record, const Scene& scene,
                                       Bench& bench) const {
    if (!headers_.call || !is_of_current_runtime(record, scene)) return;
    const auto says = [this](std::uint8_t flag) { return (headers_.flags & flag) != 0; };
    const bool error = record.kind == Kind::ErrorPosted || record.kind == Kind::InitErrorPosted;
    if (record.kind == Kind::RuntimeNextCalled) {
        bench.check("RTC-12"_rule, says(has_user_agent),
                    "the runtime polls without a User-Agent header");
    }
    if (error) {
        bench.check("RTC-38"_rule, says(has_error_type),
                    "the runtime reports an error without the error type header");
    }
    if (record.kind != Kind::ResponsePosted && record.kind != Kind::ErrorPosted) return;
    if (!process_.event || record.invoke != process_.event) return;
    const bool echoes = says(has_invocation_id) && !says(has_wrong_invocation_id);
    const bool sends_one = says(has_invocation_id) || says(has_wrong_invocation_id);
    if (process_.has_invocation_id) {
        return bench.check("RTC-24"_rule, echoes,
                           "the runtime does not echo the invocation id of invoke {}",
                           record.invoke.value);
    }
    bench.check("RTC-24"_rule, !sends_one,
                "the runtime sends an invocation id for invoke {}, which had none",
                record.invoke.value);
}

void RuntimeClientMonitor::see_signal(const Record& record, const Scene& scene, Bench& bench) {
    const bool kill = record.who == Who::Runtime && code_of<Signal>(record) == Signal::Kill;
    if (!kill || scene.process(Who::Runtime, 0).terminated_at == never) return;
    bench.violated("RTC-07"_rule, "{} does not end within its share after SIGTERM",
                   name_of_process(scene, record));
}

void RuntimeClientMonitor::see_init_limit(const Scene& scene, Bench& bench) const {
    const bool late = !process_.polled && scene.process(Who::Runtime, 0).alive;
    if (late) bench.violated("RTC-13"_rule, "the runtime does not poll in time");
}

void RuntimeClientMonitor::see_poll(const Record& record, const Scene& scene, Bench& bench) {
    if (!is_of_current_runtime(record, scene)) return;
    bench.check("RTC-33"_rule, !scene.runtime().poll,
                "the runtime polls while an earlier poll of it waits");
    if (process_.gave_up_poll) {
        bench.violated("RTC-03"_rule, "the runtime gives up a poll that waits");
        process_.gave_up_poll = false;
    }
    if (!process_.polled) {
        bench.held("RTC-13"_rule);
        if (started_ > 1) bench.held("RTC-20"_rule);
    }
    process_.polled = true;
    if (process_.event) {
        bench.check("RTC-09"_rule, process_.posted == process_.event,
                    "the runtime polls before it has answered invoke {}", process_.event.value);
    }
    if (!process_.refused) return;
    process_.refused = false;
    bench.held("RTC-10"_rule);
    if (process_.refusal == too_large) bench.held("RTC-11"_rule);
    if (process_.refusal == gone) bench.held("RTC-23"_rule);
}

void RuntimeClientMonitor::see_post(const Record& record, const Scene& scene, Bench& bench) {
    if (!is_of_current_runtime(record, scene)) return;
    if (record.kind == Kind::ErrorPosted) see_error_body(record, scene, bench);
    if (!process_.event) {
        return bench.violated("RTC-14"_rule, "the runtime posts an answer before its first event");
    }
    const bool again = process_.posted == process_.event;
    const auto id = process_.event.value;
    bench.check("RTC-02"_rule, record.invoke == process_.event,
                "the runtime has invoke {} and posts an answer for {}", id,
                record.invoke ? fmt::to_string(record.invoke.value) : "an unknown id");
    bench.check("RTC-01"_rule, !again, "the runtime posts a second answer for invoke {}", id);
    if (again && process_.refused && process_.refusal == too_large) {
        bench.violated("RTC-11"_rule,
                       "the response for invoke {} was too large and the runtime posts again", id);
    }
    process_.posted = process_.event;
    const InvokeFacts* invoke = scene.invoke(process_.event);
    if (invoke == nullptr || invoke->due == never) return;
    bench.check("RTC-19"_rule, !scene.overdue(invoke->due),
                "the runtime posts {} after the deadline of invoke {}",
                as_text(record.at - invoke->due), id);
}

void RuntimeClientMonitor::see_error_body(const Record& record, const Scene& scene,
                                          Bench& bench) const {
    const auto& payloads = scene.trace().payloads;
    if (record.payload.value == 0 || record.payload.value > payloads.size()) return;
    bench.check("RTC-08"_rule, is_error_object(payloads[record.payload.value - 1]),
                "the body of an error is no JSON object with errorMessage and errorType");
}

void RuntimeClientMonitor::see_answer(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    if (call == nullptr || call->of_old_generation) return;
    if (gives_invoke_to_runtime(record, call)) {
        bench.held("RTC-03"_rule);
        if (!process_.event) bench.held("RTC-14"_rule);
        process_.event = record.invoke;
        process_.posted = {};
        process_.has_invocation_id = false;
        return;
    }
    const bool post = call->kind == Kind::ResponsePosted || call->kind == Kind::ErrorPosted;
    const int status = http_status(code_of<Answer>(record));
    if (!post || !is_client_error(status)) return;
    process_.refused = true;
    process_.refusal = status;
}

void RuntimeClientMonitor::see_exit(const Record& record, const Scene& scene, Bench& bench) {
    const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
    if (record.who != Who::Runtime || runtime.generation != record.generation) return;
    process_.gave_up_poll = false;
    bench.held("RTC-21"_rule);
    if (scene.stop().active) {
        if (runtime.terminated_at != never && runtime.killed_at == never) {
            bench.held("RTC-07"_rule);
        }
        if (process_.polled && !process_.init_error) bench.held("RTC-04"_rule);
        return;
    }
    if (process_.may_exit) return;
    check_early_exit(record, scene, bench);
    if (!process_.refused) return;
    bench.violated("RTC-10"_rule, "the runtime exits after its answer was refused with {}",
                   process_.refusal);
    if (process_.refusal == gone) {
        bench.violated("RTC-23"_rule, "the runtime exits after its answer was refused with 410");
    }
}

void RuntimeClientMonitor::check_early_exit(const Record& record, const Scene& scene,
                                            Bench& bench) const {
    const auto name = name_of_process(scene, record);
    const bool good = record.amount == 0 && (record.flags & exited_by_signal) == 0;
    if (process_.init_error) {
        return bench.check("RTC-06"_rule, !good, "{} exits with status 0 after its init error",
                           name);
    }
    if (!process_.polled) {
        bench.violated("RTC-05"_rule, "{} exits before its first poll without an init error", name);
        if (started_ > 1) {
            bench.violated("RTC-20"_rule, "{}, started again, exits before it polls", name);
        }
        return;
    }
    // A handler may take its process down; a runtime that has no event, or ends well, exits itself.
    const bool by_handler = process_.event && process_.posted != process_.event && !good;
    if (!by_handler) bench.violated("RTC-04"_rule, "{} exits by itself", name);
}

}  // namespace hourglass::model::judging
