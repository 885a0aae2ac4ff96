#include "model/sandbox/activities.hpp"

#include <algorithm>
#include <utility>

namespace hourglass::model {

namespace {

// What a deadline leaves; one that has passed leaves nothing.
std::int64_t budget_until(Instant deadline, Instant now) {
    return std::max(deadline - now, Duration::zero()).count();
}

Result<Record> ask_and_await(BackendSession& session, const Record& stimulus,
                             const BackendSession::Question& is_end, std::string_view name) {
    const auto asked = session.ask(stimulus);
    if (!asked) return tl::make_unexpected(asked.error());
    return session.await(*asked, is_end, name);
}

// The caller has its answer and the platform is done; or neither will be.
Result<Record> await_invoke(BackendSession& session, const Invocation& invocation) {
    auto end = session.await(
        invocation.asked,
        [&](const Record& record) {
            const bool ends = record.kind == Kind::InvokeDone || record.kind == Kind::InvokeRefused;
            return ends && record.invoke == invocation.id;
        },
        "end of the invoke");
    if (!end || end->kind == Kind::InvokeRefused) return end;
    const auto answer = session.await(
        invocation.asked,
        [&](const Record& record) {
            return record.kind == Kind::InvokeAnswered && record.invoke == invocation.id;
        },
        "answer to the invoke");
    if (!answer) return tl::make_unexpected(answer.error());
    return end;
}

}  // namespace

Result<Mark> begin_init(BackendSession& session) {
    return session.ask({.kind = Kind::InitAsked});
}

InitOutcome end_init(BackendSession& session, const Result<Mark>& asked) {
    if (!asked) return init_outcome(session, {}, tl::make_unexpected(asked.error()));
    const auto done = session.await(
        *asked,
        [](const Record& record) {
            return record.kind == Kind::InitDone && (record.flags & phase_invoke) == 0;
        },
        "end of the init");
    auto outcome = init_outcome(session, *asked, done);
    session.hold_until(outcome ? outcome->ack : outcome.error().ack);
    return outcome;
}

Result<Invocation> begin_invoke(BackendSession& session, const Invoke& request,
                                std::chrono::milliseconds timeout, std::string& buffer) {
    buffer.clear();
    if (request.payload) {
        constexpr auto limit = static_cast<std::size_t>(longest_payload.value);
        auto bytes = read_at_most(*request.payload, limit);
        if (!bytes) return tl::make_unexpected(bytes.error());
        buffer = *std::move(bytes);
    }
    Invocation invocation{
        .request = request,
        .id = session.new_invoke(),
        .size = ByteCount{static_cast<std::int64_t>(buffer.size())},
        .asked = {},
    };
    session.name(invocation.id, invocation.request_id());
    const auto asked = session.ask({
        .amount = std::chrono::nanoseconds{timeout}.count(),
        .invoke = invocation.id,
        .payload = session.backend().payload(buffer),
        .kind = Kind::InvokeAsked,
    });
    if (!asked) return tl::make_unexpected(asked.error());
    invocation.asked = *asked;
    return invocation;
}

InvokeOutcome end_invoke(BackendSession& session, const Result<Invocation>& begun,
                         InvokeResponseSender& sender) {
    if (!begun) return invoke_outcome(session, {}, tl::make_unexpected(begun.error()));
    const auto done = await_invoke(session, *begun);
    send_answer(session, *begun, sender);
    return invoke_outcome(session, *begun, done);
}

ResetOutcome reset(BackendSession& session, const Reset& reset) {
    const auto reason = session.backend().text(reset.reason);
    const Record stimulus{
        .amount = budget_until(reset.deadline, session.backend().now()),
        .text = reason,
        .kind = Kind::ResetAsked,
    };
    return reset_outcome(ask_and_await(
        session, stimulus,
        [=](const Record& record) {
            return record.kind == Kind::ResetDone && record.text == reason;
        },
        "end of the reset"));
}

ShutdownSuccess shutdown(BackendSession& session, const Shutdown& shutdown) {
    const Record stimulus{
        .amount = budget_until(shutdown.deadline, session.backend().now()),
        .kind = Kind::ShutdownAsked,
    };
    const auto done = ask_and_await(
        session, stimulus, [](const Record& record) { return record.kind == Kind::ShutdownDone; },
        "end of the shutdown");
    if (!done) return {.error_type = FatalError::SandboxFailure};
    return {.error_type = ErrorType{session.text_of(done->text)}};
}

RestoreOutcome restore(BackendSession& session, const Restore& restore) {
    const Record stimulus{
        .amount = std::chrono::nanoseconds{restore.timeout_restore_hook}.count(),
        .kind = Kind::RestoreAsked,
    };
    return restore_outcome(
        session, ask_and_await(
                     session, stimulus,
                     [](const Record& record) { return record.kind == Kind::RestoreDone; },
                     "end of the restore"));
}

ResetOutcome with_metrics(ResetOutcome outcome, const ResponseMetrics& metrics) {
    (outcome ? static_cast<ResetReport&>(*outcome) : outcome.error()).response_metrics = metrics;
    return outcome;
}

}  // namespace hourglass::model
