#include "model/judge/monitors/transfer_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

using namespace std::chrono_literals;

constexpr Duration tick = 125ms;
constexpr std::int64_t ticks_a_second = 8;
constexpr std::int64_t usual_burst = 6'291'456;
constexpr std::int64_t usual_rate = 2'097'152;
constexpr std::int64_t usual_limit = 6'291'556;

std::int64_t burst_of(const Scene& scene) {
    const std::int64_t burst = scene.setup().stream.burst;
    return burst != 0 ? burst : usual_burst;
}

// What may be passed on within `time` of the first byte.
std::int64_t allowance(const Scene& scene, Duration time) {
    const std::int64_t rate =
        scene.setup().stream.rate != 0 ? scene.setup().stream.rate : usual_rate;
    // A backend stamps what it sees a little later than it happens.
    const std::int64_t slack = scene.tolerance() > Duration{} ? 1 : 0;
    constexpr std::int64_t most_ticks = 1'000'000'000;
    const std::int64_t ticks = std::clamp<std::int64_t>(time / tick + slack, 0, most_ticks);
    return burst_of(scene) + ticks * std::min(rate / ticks_a_second, most_ticks);
}

}  // namespace

void TransferMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    see_other_call(record, bench);
    switch (record.kind) {
        case Kind::UploadBegun:
            return begin(record);
        case Kind::ChunkCame:
            return see_chunk(record);
        case Kind::ChunkPassed:
            return see_passed(record, scene, bench);
        case Kind::UploadBroken:
            return see_broken(record, scene, bench);
        case Kind::StreamEnded:
            return see_stream_end(record, scene, bench);
        case Kind::ResetAsked:
        case Kind::InvokeDone:
        case Kind::ResetDone:
            return see_stop(record, scene, bench);
        case Kind::ResponsePosted:
            if (record.call != transfer_.call || transfer_.streaming) return;
            if (transfer_.cut != Cut::No) bench.held("RESP-15"_rule);
            transfer_ = {};
            return;
        case Kind::InvokeAnswered:
            return see_answered(record, scene, bench);
        default:
            return;
    }
}

void TransferMonitor::begin(const Record& record) {
    transfer_ = {.invoke = record.invoke,
                 .call = record.call,
                 .streaming = (record.flags & mode_streaming) != 0};
}

void TransferMonitor::see_chunk(const Record& record) {
    if (record.call != transfer_.call) return;
    transfer_.came += record.amount;
    if (record.text) transfer_.error = record.text;
    if (transfer_.came_at == never && record.amount > 0) transfer_.came_at = record.at;
}

void TransferMonitor::see_passed(const Record& record, const Scene& scene, Bench& bench) {
    if (!transfer_.streaming || record.invoke != transfer_.invoke) return;
    if (transfer_.first_passed_at == never) transfer_.first_passed_at = record.at;
    transfer_.passed += std::clamp<std::int64_t>(record.amount, 0, 1'000'000'000'000);
    if (transfer_.passed >= transfer_.came) transfer_.came_at = never;
    bench.check("RESP-12"_rule, transfer_.passed <= transfer_.came,
                "{} bytes are passed on and {} have come", transfer_.passed, transfer_.came);
    if (transfer_.passed <= burst_of(scene)) return;
    const Duration time = record.at - transfer_.first_passed_at;
    bench.check("RESP-20"_rule, transfer_.passed <= allowance(scene, time),
                "{} bytes are passed on within {}, {} are allowed", transfer_.passed, as_text(time),
                allowance(scene, time));
}

// Within the burst nothing is a reason to hold a piece back.
void TransferMonitor::pass(const Scene& scene, Bench& bench) {
    const bool waits = active() && transfer_.streaming && transfer_.came_at != never;
    if (!waits || transfer_.came > burst_of(scene) || !scene.overdue(transfer_.came_at)) return;
    bench.violated("RESP-12"_rule,
                   "of the stream of invoke {} {} bytes have come and {} are "
                   "passed on",
                   transfer_.invoke.value, transfer_.came, transfer_.passed);
    transfer_.came_at = never;
}

void TransferMonitor::see_broken(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || !invoke->has_post()) broken_ = record.invoke;
    if (record.call != transfer_.call) return;
    transfer_.broken = true;
    if (transfer_.streaming) return;
    const bool cut = (record.flags & cut_by_platform) != 0;
    if (transfer_.cut != Cut::No) {
        bench.check("RESP-15"_rule, !cut, "the response to invoke {} is cut off by a reset",
                    record.invoke.value);
    }
    transfer_ = {};
}

void TransferMonitor::see_stream_end(const Record& record, const Scene& scene, Bench& bench) {
    const auto end = code_of<StreamEnd>(record);
    if (broken_ && broken_ == record.invoke) {
        bench.check("RESP-40"_rule, end != StreamEnd::Complete,
                    "the response to invoke {} broke off and ends as complete",
                    record.invoke.value);
    }
    if (transfer_.streaming && record.invoke == transfer_.invoke) {
        return see_end_of_stream(record, scene, bench);
    }
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || !invoke->has_post()) return;
    const std::int64_t own = scene.setup().stream.most;
    const std::int64_t limit = own != 0 ? own : usual_limit;
    const bool fits = invoke->post_size <= limit;
    const bool right = end == (fits ? StreamEnd::Complete : StreamEnd::Oversized) &&
                       record.amount == (fits ? invoke->post_size : limit + 1);
    bench.check("RESP-11"_rule, right,
                "a buffered response of {} bytes with the limit {} ends {} after {} bytes",
                invoke->post_size, limit, name_of(end), record.amount);
}

void TransferMonitor::see_end_of_stream(const Record& record, const Scene& scene, Bench& bench) {
    const auto end = code_of<StreamEnd>(record);
    const auto told = text_of(scene, record.text);
    if (transfer_.cut != Cut::No) {
        const bool by_timeout = transfer_.cut == Cut::ByTimeout;
        const bool right =
            by_timeout ? told.starts_with("Sandbox.Time") : told == "Sandbox.Failure";
        bench.check("RESP-14"_rule, end == StreamEnd::Truncated && right,
                    "a stream that a reset has cut ends {} with \"{}\"", name_of(end), told);
    } else {
        const bool truncated = end == StreamEnd::Truncated;
        const bool error_told =
            transfer_.error ? record.text == transfer_.error
                            : static_cast<bool>(record.text) == (end != StreamEnd::Complete);
        bench.check("RESP-12"_rule, truncated == transfer_.broken && error_told,
                    "a stream that came {} ends {} with the error \"{}\"",
                    transfer_.broken ? "in part" : "whole", name_of(end), told);
    }
    transfer_ = {};
}

void TransferMonitor::see_stop(const Record& record, const Scene& scene, Bench& bench) {
    if (!active()) return;
    if (record.kind == Kind::ResetDone) {
        if (transfer_.streaming) {
            bench.violated("RESP-14"_rule, "the stream of invoke {} has outlived a reset",
                           transfer_.invoke.value);
        }
        transfer_ = {};
        return;
    }
    if (record.kind == Kind::InvokeDone && record.invoke != transfer_.invoke) return;
    const bool late =
        record.kind == Kind::InvokeDone && code_of<Outcome>(record) == Outcome::TimedOut;
    const bool asked = record.kind == Kind::ResetAsked;
    const bool for_timeout = late || (asked && text_of(scene, record.text) == "timeout");
    const bool fails = asked || code_of<Outcome>(record) != Outcome::Success;
    if (fails && transfer_.cut == Cut::No) {
        transfer_.cut = for_timeout ? Cut::ByTimeout : Cut::ByReset;
    }
}

void TransferMonitor::see_other_call(const Record& record, Bench& bench) {
    const bool posts = record.kind == Kind::ResponsePosted || record.kind == Kind::ErrorPosted;
    if (posts && active() && record.call != transfer_.call) beside_.push_back(record.call);
    const bool ends = record.kind == Kind::CallAnswered || record.kind == Kind::CallLost ||
                      record.kind == Kind::CallAbandoned;
    if (ends && std::erase(beside_, record.call) > 0) bench.held("RESP-09"_rule);
}

void TransferMonitor::see_answered(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (!broken_ || record.invoke != broken_ || invoke == nullptr) return;
    broken_ = {};
    if (invoke->has_post()) return;
    const auto reply = code_of<Reply>(record);
    bench.check("RESP-40"_rule, reply != Reply::Response,
                "the response to invoke {} broke off and reaches the caller as {}",
                record.invoke.value, name_of(reply));
}

void TransferMonitor::finish(const Scene&, Bench& bench, Ending ending) {
    if (ending == Ending::Cut) return;
    for (const CallId call : beside_) {
        bench.violated("RESP-09"_rule, "call {}, made while a response came, was never answered",
                       call.value);
    }
}

}  // namespace hourglass::model::judging
