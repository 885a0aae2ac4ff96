// Which kinds of record are calls of the Runtime and Extensions API.
#pragma once

#include "model/trace/record.hpp"

namespace hourglass::model {

constexpr bool is_runtime_call(Kind kind) {
    return kind >= Kind::RuntimeNextCalled && kind <= Kind::RestoreErrorPosted;
}

constexpr bool is_extension_call(Kind kind) {
    return kind >= Kind::RegisterCalled && kind <= Kind::ExtensionExitErrorPosted;
}

// Those that carry the identifier that a registration gave.
constexpr bool is_identified_call(Kind kind) {
    return is_extension_call(kind) && kind != Kind::RegisterCalled;
}

constexpr bool is_api_call(Kind kind) {
    return is_runtime_call(kind) || is_extension_call(kind);
}

// Those that wait for an event.
constexpr bool is_poll(Kind kind) {
    return kind == Kind::RuntimeNextCalled || kind == Kind::RestoreNextCalled ||
           kind == Kind::ExtensionNextCalled;
}

}  // namespace hourglass::model
