// The cause of a function's error as tracing takes it: sent by the runtime as JSON, checked, and
// cut down to what a trace document may hold (ERR-12).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::model {

inline constexpr std::size_t longest_error_cause = std::size_t{64} * 1024;
inline constexpr std::size_t longest_cut_text = std::size_t{30} * 1024;

struct StackFrame {
    std::string path{};
    std::int64_t line{};
    std::string label{};

    bool operator==(const StackFrame&) const = default;
};

struct CausingException {
    std::string message{};
    std::string type{};
    std::vector<StackFrame> stack{};

    bool operator==(const CausingException&) const = default;
};

// Arrays that the runtime did not send are not there.
struct ErrorCause {
    std::optional<std::vector<CausingException>> exceptions{};
    std::string working_directory{};
    std::optional<std::vector<std::string>> paths{};
    std::string message{};

    bool operator==(const ErrorCause&) const = default;
};

// Nothing if the text is not such JSON or says nothing. Members of other names are passed over.
std::optional<ErrorCause> parse_error_cause(std::string_view json);

// At most longest_error_cause bytes: of a longer cause only a part of the exceptions and paths
// stays, and in the end neither, with message and working directory cut.
std::string write_error_cause(const ErrorCause& cause);

}  // namespace hourglass::model
