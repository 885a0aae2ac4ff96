// Asking for a restore from a snapshot, and what comes of it.
#pragma once

#include "model/messages/error_type.hpp"
#include "model/messages/response.hpp"
#include "model/messages/wall_time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace hourglass::model {

struct Restore {
    std::string aws_key{};
    std::string aws_secret{};
    std::string aws_session{};
    std::optional<WallTime> credentials_expiry{};
    std::chrono::milliseconds timeout_restore_hook{};
    std::string log_stream_name{};  // replaces that of the init, even by nothing

    bool operator==(const Restore&) const = default;
};

struct RestoreResult {
    std::chrono::milliseconds took{};  // 0 when there was nothing to wait for

    bool operator==(const RestoreResult&) const = default;
};

enum class RestoreErrorKind : std::uint8_t {
    FatalError,         // a process failed meanwhile, or had failed before: error_type says how
    HookTimeout,        // the runtime's hook took too long
    HookUserError,      // the runtime posted restore/error: function_error says what
    UpdateCredentials,  // there is no credentials service to give the new ones to
};

struct RestoreFailure {
    RestoreErrorKind kind{};
    ErrorType error_type{};
    FunctionError function_error{};
    RestoreResult result{};  // how long it waited

    bool operator==(const RestoreFailure&) const = default;
};

// As the wire spells it: "errRestoreHookUserError", "Runtime.ExitError".
std::string error_text(const RestoreFailure& failure);

}  // namespace hourglass::model
