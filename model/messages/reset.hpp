// Asking for a reset or a shutdown, and what comes of it.
#pragma once

#include "model/base/time.hpp"
#include "model/messages/error_type.hpp"
#include "model/messages/metrics.hpp"
#include "model/messages/response_mode.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace hourglass::model {

struct Reset {
    std::string reason{};                                     // told to extensions as it is
    Instant deadline{};                                       // may have passed already
    std::optional<InvokeResponseMetrics> response_metrics{};  // of a response that it cut off
    std::optional<InvokeResponseMode> response_mode{};
    std::string trace_id{};
    std::string lambda_segment_id{};

    bool operator==(const Reset&) const = default;
};

// What a reset reports, whether it kept to its deadline or not.
struct ResetReport {
    std::chrono::milliseconds extensions_reset{};  // METR-06
    ErrorType error_type{};                        // of a fatal error during the reset itself
    ResponseMetrics response_metrics{};
    std::optional<InvokeResponseMode> response_mode{};

    bool operator==(const ResetReport&) const = default;
};

struct ResetSuccess : ResetReport {};

// The budget was exceeded.
struct ResetFailure : ResetReport {};

struct Shutdown {
    Instant deadline{};

    bool operator==(const Shutdown&) const = default;
};

// A shutdown does not fail.
struct ShutdownSuccess {
    ErrorType error_type{};

    bool operator==(const ShutdownSuccess&) const = default;
};

}  // namespace hourglass::model
