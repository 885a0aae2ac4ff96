#include "model/sandbox/outcomes.hpp"

#include "model/messages/release.hpp"
#include "model/messages/termination.hpp"

#include <fmt/format.h>

#include <utility>

namespace hourglass::model {

namespace {

Termination termination_of(const Record& exited) {
    const bool signalled = (exited.flags & exited_by_signal) != 0;
    return {signalled ? EndedBy::Signal : EndedBy::Exit, static_cast<int>(exited.amount)};
}

std::string timeout_message(const BackendSession& session, Mark asked) {
    const auto armed = session.find(asked, [](const Record& record) {
        return record.kind == Kind::TimerArmed && code_of<Timer>(record) == Timer::FunctionTimeout;
    });
    if (!armed) return "Task timed out";
    const std::chrono::duration<double> limit = instant_at(Duration{armed->amount}) - armed->at;
    return fmt::format("Task timed out after {:.2f} seconds", limit.count());
}

// The text of the process's end that the error type stands for; the type itself if none was seen.
std::string error_message(const BackendSession& session, Mark asked, const Record& done) {
    if (code_of<Outcome>(done) == Outcome::TimedOut) return timeout_message(session, asked);
    if (code_of<Outcome>(done) == Outcome::Refused) return "the sandbox does not take it now";
    if ((done.flags & reset_received) != 0) return "errResetReceived";
    auto type = session.text_of(done.text);
    const auto fatal = fatal_error_of(type);
    const bool runtime = fatal == FatalError::RuntimeExitError;
    if (!runtime && fatal != FatalError::ExtensionCrash) return type;
    const auto exited = session.find(asked, [=](const Record& record) {
        return record.kind == Kind::ProcessExited && (record.who == Who::Runtime) == runtime;
    });
    if (!exited) return type;
    const auto termination = termination_of(*exited);
    return runtime ? runtime_exit_message(termination) : extension_exit_message(termination);
}

bool is_answer_to(InvokeId id, const Record& record) {
    return record.kind == Kind::InvokeAnswered && record.invoke == id;
}

std::optional<Record> answer_to(const BackendSession& session, const Invocation& invocation) {
    return session.find(invocation.asked,
                        [&](const Record& record) { return is_answer_to(invocation.id, record); });
}

// The instant at which the runtime's answer was taken.
std::optional<Instant> posted_at(const BackendSession& session, const Invocation& invocation) {
    const auto posted = session.find(invocation.asked, [&](const Record& record) {
        const bool posts = record.kind == Kind::ResponsePosted || record.kind == Kind::ErrorPosted;
        return posts && record.invoke == invocation.id;
    });
    if (posted) return posted->at;
    const auto answered = answer_to(session, invocation);
    return answered ? std::optional{answered->at} : std::nullopt;
}

InvokeMetrics invoke_metrics(const BackendSession& session, const Invocation& invocation) {
    InvokeMetrics metrics;
    metrics.request_size = invocation.size;
    const auto posted = posted_at(session, invocation);
    const auto ready = session.find(invocation.asked, [&](const Record& record) {
        return record.kind == Kind::RuntimeNextCalled && posted && record.at >= *posted;
    });
    if (ready) metrics.runtime_ready = ready->at;
    return metrics;
}

InvokeSuccess invoke_success(const BackendSession& session, const Invocation& invocation,
                             const Record& done) {
    InvokeSuccess success;
    success.active_extensions = done.amount;
    success.extension_names = extension_names(session.extensions());
    success.completed = WallTime{done.at - posted_at(session, invocation).value_or(done.at)};
    success.received = invocation.request.received;
    success.invoke_metrics = invoke_metrics(session, invocation);
    success.response_mode = invocation.request.response_mode;
    return success;
}

InvokeFailure invoke_failure(const BackendSession& session, const Invocation& invocation,
                             const Record& done) {
    InvokeFailure fail;
    const bool refused = done.kind == Kind::InvokeRefused;
    fail.reset_received = !refused && (done.flags & reset_received) != 0;
    fail.request_reset = !refused && (done.flags & request_reset) != 0;
    fail.error_type = ErrorType{session.text_of(done.text)};
    if (fail.error_type.empty()) fail.error_type = FatalError::SandboxFailure;
    fail.error_message = refused ? "the sandbox does not take an invoke now"
                                 : error_message(session, invocation.asked, done);
    fail.active_extensions = refused ? 0 : done.amount;
    fail.extension_names = extension_names(session.extensions());
    fail.received = invocation.request.received;
    fail.invoke_metrics = invoke_metrics(session, invocation);
    fail.response_mode = invocation.request.response_mode;
    fail.default_error_response =
        default_error_response(fail.error_type, fail.error_message, invocation.request_id());
    return fail;
}

}  // namespace

std::string Invocation::request_id() const {
    return request.id.empty() ? fmt::format("{}", id.value) : request.id;
}

InitOutcome init_outcome(const BackendSession& session, Mark asked, const Result<Record>& done) {
    InitFailure fail;
    if (!done) {
        fail.error_type = FatalError::SandboxFailure;
        fail.error_message = done.error().message;
        return tl::make_unexpected(fail);
    }
    if (code_of<Outcome>(*done) == Outcome::Success) {
        InitSuccess success;
        success.active_extensions = done->amount;
        success.extension_names = extension_names(session.extensions());
        return success;
    }
    fail.reset_received = (done->flags & reset_received) != 0;
    fail.request_reset = (done->flags & request_reset) != 0;
    fail.error_type = ErrorType{session.text_of(done->text)};
    if (fail.error_type.empty()) fail.error_type = FatalError::SandboxFailure;
    fail.error_message = error_message(session, asked, *done);
    fail.active_extensions = done->amount;
    return tl::make_unexpected(fail);
}

InvokeOutcome invoke_outcome(const BackendSession& session, const Invocation& invocation,
                             const Result<Record>& done) {
    if (!done) {
        InvokeFailure fail;
        fail.error_type = FatalError::SandboxFailure;
        fail.error_message = done.error().message;
        fail.default_error_response =
            default_error_response(fail.error_type, fail.error_message, invocation.request_id());
        return tl::make_unexpected(fail);
    }
    const bool success =
        done->kind == Kind::InvokeDone && code_of<Outcome>(*done) == Outcome::Success;
    if (success) return invoke_success(session, invocation, *done);
    return tl::make_unexpected(invoke_failure(session, invocation, *done));
}

void send_answer(BackendSession& session, const Invocation& invocation,
                 InvokeResponseSender& sender) {
    const auto answer = answer_to(session, invocation);
    if (!answer) return;
    const std::string bytes{session.backend().bytes_of(answer->payload)};
    const auto id = invocation.request_id();
    switch (code_of<Reply>(*answer)) {
        case Reply::Response: {
            StreamableInvokeResponse response;
            response.payload = std::make_shared<TextReader>(bytes);
            static_cast<void>(sender.send_response(id, response));
            return;
        }
        case Reply::FunctionError:
        case Reply::InitError: {
            ErrorInvokeResponse response;
            response.payload.bytes = bytes;
            response.function_error.type = ErrorType{session.text_of(answer->text)};
            static_cast<void>(sender.send_error_response(id, response));
            return;
        }
        case Reply::Oversize:
            static_cast<void>(
                sender.send_error_response(id, oversize_response(ByteCount{answer->amount})));
            return;
        default:
            return;
    }
}

ResetOutcome reset_outcome(const Result<Record>& done) {
    ResetReport report;
    if (!done) {
        report.error_type = FatalError::SandboxFailure;
        return tl::make_unexpected(ResetFailure{report});
    }
    report.extensions_reset = std::chrono::milliseconds{done->amount};
    if ((done->flags & exit_error_meanwhile) != 0)
        report.error_type = FatalError::ExtensionExitError;
    if ((done->flags & init_error_meanwhile) != 0)
        report.error_type = FatalError::ExtensionInitError;
    const bool exceeded = (done->flags & budget_exceeded) != 0;
    if (exceeded) return tl::make_unexpected(ResetFailure{report});
    return ResetSuccess{report};
}

RestoreOutcome restore_outcome(const BackendSession& session, const Result<Record>& done) {
    RestoreFailure fail;
    if (!done) {
        fail.error_type = FatalError::SandboxFailure;
        return tl::make_unexpected(fail);
    }
    const RestoreResult result{std::chrono::milliseconds{done->amount}};
    if (code_of<Outcome>(*done) == Outcome::Success) return result;
    fail.result = result;
    fail.error_type = ErrorType{session.text_of(done->text)};
    const auto& text = fail.error_type.text();
    if (text == text_of(FatalError::RuntimeRestoreHookUserTimeout)) {
        fail.kind = RestoreErrorKind::HookTimeout;
    }
    if (text == "errRestoreHookUserError") fail.kind = RestoreErrorKind::HookUserError;
    return tl::make_unexpected(fail);
}

}  // namespace hourglass::model
