// What an event asks the handler to do, in the words that the handlers of examples/ understand:
// {"hourglass": "fail"}. Whether a handler does understand them, it says itself: it answers "greet"
// with "hello hourglass".
#pragma once

#include <cstdint>
#include <string_view>

namespace hourglass::model::judging {

enum class HandlerAction : std::uint8_t {
    None,  // it may do what it likes
    Greet,
    Fail,         // return an error
    Throw,        // throw an error
    Panic,        // throw what is no error, or panic
    Remaining,    // answer with the remaining milliseconds, a number
    Stream,       // answer in pieces
    BreakStream,  // answer with one piece, then fail
    TakeDown,     // end the process, or outlive the deadline
};

HandlerAction action_of(std::string_view event);

bool is_greeting(std::string_view response);

}  // namespace hourglass::model::judging
