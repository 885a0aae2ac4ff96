#include "real/api_answer.hpp"

#include "model/base/expects.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hourglass::real {
namespace {

using model::Answer;
using model::Kind;
using model::Record;
using model::Who;

// "{0}" in a message is what the call came with, "{1}" the event that does not exist.
struct Refusal {
    Answer answer;
    std::string_view type;
    std::string_view message;
};

constexpr std::array<Refusal, 11> refusals{{
    {Answer::InvalidRequestId, "InvalidRequestID", "Invalid request ID"},
    {Answer::InvalidResponseMode, "InvalidFunctionResponseMode", "Invalid function response mode"},
    {Answer::InvokeGone, "InvokeTimeout", "Invoke timeout"},
    {Answer::ResponseTooLarge, "RequestEntityTooLarge",
     "Exceeded maximum allowed payload size (6291556 bytes)."},
    {Answer::NoRuntime, "InvalidStateTransition", "There is no runtime in this phase"},
    {Answer::InvalidEventType, "Extension.InvalidEventType", "{1}: ErrorInvalidEventType"},
    {Answer::ShutdownNotForInternal, "Extension.InvalidEventType",
     "SHUTDOWN: ShutdownEventNotSupportedForInternalExtension"},
    {Answer::RegistrationClosed, "Extension.RegistrationClosed",
     "Extension registration closed already"},
    {Answer::TooManyExtensions, "Extension.TooManyExtensions", "Extension limit (10) reached"},
    {Answer::NameTaken, "Extension.InvalidExtensionState",
     "Extension with this name already registered"},
    {Answer::InternalError, "InternalServerError", "Internal Server Error"},
}};

std::int64_t wall_ms(const AnswerContext& context, std::int64_t instant_ns) {
    return context.wall_epoch_ms + instant_ns / 1'000'000;
}

const CallerHeaders& caller_of(const Record& answered, const AnswerContext& context) {
    static const CallerHeaders nobody;
    const auto found = context.callers.find(answered.invoke.value);
    return found == context.callers.end() ? nobody : found->second;
}

// The emulator has no tracing of its own; the service names a trace in every event.
std::string trace_of(const Record& answered, const AnswerContext& context) {
    const std::string& given = caller_of(answered, context).trace_id;
    if (!given.empty() || context.profile == model::ProfileName::Rapid) return given;
    return trace_header_of(context.names.seed(), answered.invoke.value, context.wall_epoch_ms);
}

HttpReply event_for_runtime(const Record& answered, const AnswerContext& context) {
    HttpReply reply;
    reply.add_header("Content-Type", "application/json");
    reply.add_header("Lambda-Runtime-Aws-Request-Id", context.names.id_of(answered.invoke));
    reply.add_header("Lambda-Runtime-Deadline-Ms",
                     std::to_string(wall_ms(context, answered.amount)));
    reply.add_header("Lambda-Runtime-Invoked-Function-Arn", context.function.arn());
    const CallerHeaders& caller = caller_of(answered, context);
    const auto add = [&reply](std::string_view name, std::string_view value) {
        if (!value.empty()) reply.add_header(name, value);
    };
    // The emulator hands the caller's trace to the extensions alone.
    const bool traced = context.profile == model::ProfileName::Aws;
    add("Lambda-Runtime-Trace-Id", traced ? trace_of(answered, context) : "");
    add("Lambda-Runtime-Client-Context", caller.client_context);
    add("Lambda-Runtime-Aws-Tenant-Id", caller.tenant_id);
    reply.body = context.payloads.bytes_of(answered.payload);
    return reply;
}

HttpReply event_for_extension(const Record& answered, const AnswerContext& context) {
    HttpReply reply;
    reply.add_header("Content-Type", "application/json");
    reply.add_header("Lambda-Extension-Event-Identifier",
                     uuid_of(context.names.seed(), IdentityOf::Delivery, answered.call.value));
    const std::string trace = trace_of(answered, context);
    reply.body = fmt::format(
        R"({{"eventType":"INVOKE","deadlineMs":{},"requestId":"{}","invokedFunctionArn":{}{}}})",
        wall_ms(context, answered.amount), context.names.id_of(answered.invoke),
        json_string(context.function.arn()),
        trace.empty() ? ""
                      : fmt::format(R"(,"tracing":{{"type":"X-Amzn-Trace-Id","value":{}}})",
                                    json_string(trace)));
    return reply;
}

HttpReply shutdown_event(const Record& answered, const AnswerContext& context) {
    return text_reply(
        200, fmt::format(R"({{"eventType":"SHUTDOWN","deadlineMs":{},"shutdownReason":{}}})",
                         wall_ms(context, answered.amount),
                         json_string(context.texts.text_of(answered.text))));
}

// The emulator knows no account.
HttpReply registered(const ApiCall& call, const Record& answered, const AnswerContext& context) {
    const FunctionIdentity& function = context.function;
    const bool told = call.accepts_account && context.profile == model::ProfileName::Aws;
    const std::string account =
        told ? fmt::format(R"("accountId":{},)", json_string(function.account)) : std::string{};
    HttpReply reply =
        json_reply(200, fmt::format(R"({{{}"functionName":{},"functionVersion":{},"handler":{}}})",
                                    account, json_string(function.name),
                                    json_string(function.version), json_string(function.handler)));
    reply.add_header("Lambda-Extension-Identifier",
                     context.names.identifier_of({answered.slot, answered.generation}));
    return reply;
}

// exit/error calls the state that it wants "Exited".
std::string_view target_name(const ApiCall& call, model::Machine machine, std::uint8_t target) {
    if (call.event.kind == Kind::ExtensionExitErrorPosted) return "Exited";
    return model::state_name(machine, target);
}

HttpReply refused_transition(const ApiCall& call, const Record& answered) {
    const bool of_runtime = call.event.who == Who::Runtime;
    const auto machine = of_runtime ? model::Machine::Runtime : model::Machine::Extension;
    const auto state = static_cast<std::uint8_t>(answered.amount >> 8);
    const auto target = static_cast<std::uint8_t>(answered.amount);
    const bool concurrent = answered.code == static_cast<int>(Answer::ConcurrentModification);
    return error_reply(
        403, of_runtime ? "InvalidStateTransition" : "Extension.InvalidExtensionState",
        fmt::format(
            "State transition from {} to {} failed for {}. Error: {}",
            model::state_name(machine, state), target_name(call, machine, target),
            of_runtime ? "runtime" : "extension " + call.subject,
            concurrent ? "Concurrent state modification" : "State transition is not allowed"));
}

HttpReply unknown_extension(const ApiCall& call) {
    const bool polls = call.event.kind == Kind::ExtensionNextCalled;
    return error_reply(403, "Extension.UnknownExtensionIdentifier",
                       polls ? "Unknown extension " + call.subject
                             : std::string{"Unknown Lambda-Extension-Identifier"});
}

HttpReply refusal(const ApiCall& call, Answer answer) {
    const auto* const found =
        std::find_if(refusals.begin(), refusals.end(),
                     [answer](const Refusal& row) { return row.answer == answer; });
    EXPECTS(found != refusals.end(), "every refusal has its words");
    return error_reply(model::http_status(answer), found->type,
                       fmt::format(fmt::runtime(found->message), call.subject, call.unknown_event));
}

}  // namespace

std::string FunctionIdentity::arn() const {
    return fmt::format("arn:aws:lambda:{}:{}:function:{}", region, account, name);
}

HttpReply reply_to(const ApiCall& call, const Record& answered, const AnswerContext& context) {
    switch (const auto answer = model::code_of<Answer>(answered); answer) {
        case Answer::Accepted:
            return json_reply(202, R"({"status":"OK"})");
        case Answer::InvokeEvent:
            return call.event.who == Who::Runtime ? event_for_runtime(answered, context)
                                                  : event_for_extension(answered, context);
        case Answer::ShutdownEvent:
            return shutdown_event(answered, context);
        case Answer::RestoreEvent:
            return {};
        case Answer::Registered:
            return registered(call, answered, context);
        case Answer::InvalidTransition:
        case Answer::InvalidExtensionState:
        case Answer::ConcurrentModification:
            return refused_transition(call, answered);
        case Answer::UnknownExtension:
            return unknown_extension(call);
        default:
            return refusal(call, answer);
    }
}

}  // namespace hourglass::real
