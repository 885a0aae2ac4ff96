// How the platform may answer a call of the Runtime or Extensions API.
#pragma once

#include <cstdint>

namespace hourglass::model {

enum class Answer : std::uint16_t {
    // good
    Accepted,       // 202 {"status":"OK"}
    InvokeEvent,    // 200 to a next: invoke, payload, amount = deadline, see tells_deadline
    ShutdownEvent,  // 200 to an extension's next: text = reason, amount = deadline
    RestoreEvent,   // 200, empty
    Registered,     // 200: slot and generation make the identifier
    // refused
    InvalidRequestId,        // 400
    InvalidResponseMode,     // 400
    InvokeGone,              // 410: the invoke has timed out
    InvalidTransition,       // 403 to a runtime: amount = state pair, see state_pair
    ResponseTooLarge,        // 413: amount = size
    NoRuntime,               // 403: there is no runtime in this phase
    UnknownExtension,        // 403
    InvalidExtensionState,   // 403 to an extension: slot, amount = state pair
    InvalidEventType,        // 403
    ShutdownNotForInternal,  // 403
    RegistrationClosed,      // 403
    TooManyExtensions,       // 403
    NameTaken,               // 403
    InternalError,           // 500
    ConcurrentModification,  // 403 to a call that waited while the state changed: state pair
    ConnectionClosed,        // no answer: the caller's process is being stopped or unknown
};

constexpr int http_status(Answer answer) {
    switch (answer) {
        case Answer::Accepted:
            return 202;
        case Answer::InvokeEvent:
        case Answer::ShutdownEvent:
        case Answer::RestoreEvent:
        case Answer::Registered:
            return 200;
        case Answer::InvalidRequestId:
        case Answer::InvalidResponseMode:
            return 400;
        case Answer::InvokeGone:
            return 410;
        case Answer::ResponseTooLarge:
            return 413;
        case Answer::InternalError:
            return 500;
        case Answer::ConnectionClosed:
            return 0;
        default:
            return 403;
    }
}

constexpr bool is_good(Answer answer) {
    return answer <= Answer::Registered;
}

// Answers that tell a deadline tell it by the wall clock as it is then: amount = ns from
// Header::wall_epoch_ms on, which is the Instant in ns unless the clock was stepped before.
constexpr bool tells_deadline(Answer answer) {
    return answer == Answer::InvokeEvent || answer == Answer::ShutdownEvent;
}

// A refused transition names the state and the target: amount = state * 256 + target, both of
// RuntimeState or both of ExtensionState (states.hpp).
constexpr std::int64_t state_pair(std::uint8_t state, std::uint8_t target) {
    return std::int64_t{state} * 256 + target;
}

}  // namespace hourglass::model
