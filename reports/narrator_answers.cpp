// What the platform answers to a call, in words.
#include "model/trace/answer.hpp"
#include "model/trace/calls.hpp"
#include "model/trace/states.hpp"
#include "reports/narrator.hpp"

#include <fmt/format.h>

namespace hourglass::reports {

using model::Kind;
using model::Record;

std::string Narrator::answered_call(const Record& record) const {
    const auto call = calls_.find(record.call);
    if (call == calls_.end()) return fmt::format("answers: {}", answer(record));
    const Kind kind = call->second.kind;
    const bool waits = kind == Kind::RuntimeNextCalled || kind == Kind::ExtensionNextCalled;
    return fmt::format("{} {}: {}", waits ? "gives" : "answers", actor(call->second),
                       answer(record));
}

std::string Narrator::refused_transition(const Record& record) const {
    const auto call = calls_.find(record.call);
    const bool runtime = call == calls_.end() ? record.who != model::Who::Extension
                                              : !model::is_extension_call(call->second.kind);
    const auto machine = runtime ? model::Machine::Runtime : model::Machine::Extension;
    const auto state = static_cast<std::uint8_t>(record.amount / 256);
    const auto target = static_cast<std::uint8_t>(record.amount % 256);
    return fmt::format("403, no way from {} to {}", model::state_name(machine, state),
                       model::state_name(machine, target));
}

std::string Narrator::answer(const Record& record) const {
    const auto answer = model::code_of<model::Answer>(record);
    switch (answer) {
        case model::Answer::Accepted:
            return "202";
        case model::Answer::InvokeEvent:
            return fmt::format("invoke {}, deadline {}", record.invoke.value,
                               milliseconds(model::Duration{record.amount}));
        case model::Answer::ShutdownEvent:
            return fmt::format("SHUTDOWN ({}), deadline {}", text(record),
                               milliseconds(model::Duration{record.amount}));
        case model::Answer::RestoreEvent:
            return "its restore";
        case model::Answer::Registered:
            return "200, registered";
        case model::Answer::InvalidRequestId:
            return "400, invalid request id";
        case model::Answer::InvalidResponseMode:
            return "400, invalid response mode";
        case model::Answer::InvokeGone:
            return "410, the invoke has timed out";
        case model::Answer::InvalidTransition:
        case model::Answer::InvalidExtensionState:
        case model::Answer::ConcurrentModification:
            return refused_transition(record);
        case model::Answer::ResponseTooLarge:
            return fmt::format("413, {} bytes are too many", record.amount);
        case model::Answer::NoRuntime:
            return "403, there is no runtime in this phase";
        case model::Answer::UnknownExtension:
            return "403, unknown extension";
        case model::Answer::InvalidEventType:
            return "403, invalid event type";
        case model::Answer::ShutdownNotForInternal:
            return "403, SHUTDOWN is not for internal ones";
        case model::Answer::RegistrationClosed:
            return "403, registration is closed";
        case model::Answer::TooManyExtensions:
            return "403, too many extensions";
        case model::Answer::NameTaken:
            return "403, the name is taken";
        case model::Answer::InternalError:
            return "500";
        case model::Answer::ConnectionClosed:
            return "a closed connection";
    }
    return fmt::format("{}", model::http_status(answer));
}

}  // namespace hourglass::reports
