#include "model/judge/monitors/runtime_client_monitor.hpp"

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

bool is_client_error(Answer answer) {
    return http_status(answer) >= 400 && http_status(answer) < 500;
}

}  // namespace

bool RuntimeClientMonitor::is_of_current_runtime(const Record& record, const Scene& scene) {
    const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
    return runtime.seen && (record.generation == 0 || record.generation == runtime.generation);
}

void RuntimeClientMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (scene.trace().header.clients != Clients::Foreign) return;
    switch (record.kind) {
        case Kind::ProcessStart:
            if (record.who != Who::Runtime) return;
            process_ = {};
            ++started_;
            return;
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
    if (process_.refusal == Answer::ResponseTooLarge) bench.held("RTC-11"_rule);
    if (process_.refusal == Answer::InvokeGone) bench.held("RTC-23"_rule);
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
    if (again && process_.refused && process_.refusal == Answer::ResponseTooLarge) {
        bench.violated("RTC-11"_rule,
                       "the response for invoke {} was too large and the runtime posts again", id);
    }
    process_.posted = process_.event;
    const InvokeFacts* invoke = scene.invoke(process_.event);
    if (invoke == nullptr || invoke->due == never) return;
    bench.check("RTC-19"_rule, !scene.overdue(invoke->due),
                "the runtime posts {} after the deadline of invoke {}",
                write_duration(record.at - invoke->due), id);
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
    const auto answer = code_of<Answer>(record);
    if (gives_invoke_to_runtime(record, call)) {
        bench.held("RTC-03"_rule);
        if (!process_.event) bench.held("RTC-14"_rule);
        process_.event = record.invoke;
        process_.posted = {};
        return;
    }
    const bool post = call->kind == Kind::ResponsePosted || call->kind == Kind::ErrorPosted;
    if (!post || !is_client_error(answer)) return;
    process_.refused = true;
    process_.refusal = answer;
}

void RuntimeClientMonitor::see_exit(const Record& record, const Scene& scene, Bench& bench) {
    const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
    if (record.who != Who::Runtime || runtime.generation != record.generation) return;
    process_.gave_up_poll = false;
    if (scene.stop().active) {
        if (runtime.terminated_at != never && runtime.killed_at == never) {
            bench.held("RTC-07"_rule);
        }
        if (process_.polled && !process_.init_error) bench.held("RTC-04"_rule);
        return;
    }
    check_early_exit(record, scene, bench);
    if (!process_.refused) return;
    bench.violated("RTC-10"_rule, "the runtime exits after its answer was refused: {}",
                   name_of(process_.refusal));
    if (process_.refusal == Answer::InvokeGone) {
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
