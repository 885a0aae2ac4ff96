#include "model/messages/termination.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace hourglass::model {

namespace {

// The name of signal i stands at i - 1.
constexpr std::array<std::string_view, 31> signal_names{
    "hangup",
    "interrupt",
    "quit",
    "illegal instruction",
    "trace/breakpoint trap",
    "aborted",
    "bus error",
    "floating point exception",
    "killed",
    "user defined signal 1",
    "segmentation fault",
    "user defined signal 2",
    "broken pipe",
    "alarm clock",
    "terminated",
    "stack fault",
    "child exited",
    "continued",
    "stopped (signal)",
    "stopped",
    "stopped (tty input)",
    "stopped (tty output)",
    "urgent I/O condition",
    "CPU time limit exceeded",
    "file size limit exceeded",
    "virtual timer expired",
    "profiling timer expired",
    "window changed",
    "I/O possible",
    "power failure",
    "bad system call",
};

bool is_clean(const Termination& termination) {
    return termination == Termination{};
}

}  // namespace

std::string signal_name(int signal) {
    const bool named = signal >= 1 && signal <= static_cast<int>(signal_names.size());
    if (!named) return fmt::format("signal {}", signal);
    return std::string{signal_names.at(static_cast<std::size_t>(signal) - 1)};
}

std::string text_of(const Termination& termination) {
    return termination.by == EndedBy::Signal
               ? fmt::format("signal: {}", signal_name(termination.number))
               : fmt::format("exit status {}", termination.number);
}

std::string runtime_exit_message(const Termination& termination) {
    if (is_clean(termination)) return "Runtime exited without providing a reason";
    return fmt::format("Runtime exited with error: {}", text_of(termination));
}

std::string extension_exit_message(const Termination& termination) {
    return is_clean(termination) ? "exit code 0" : text_of(termination);
}

}  // namespace hourglass::model
