// How the end of a process is put into words in error messages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass::model {

enum class EndedBy : std::uint8_t { Exit, Signal };

struct Termination {
    EndedBy by{};
    int number{};  // exit status or signal

    bool operator==(const Termination&) const = default;
};

// "killed", "segmentation fault"; "signal 35" for a signal without a name.
std::string signal_name(int signal);

// "exit status 1", "signal: killed".
std::string text_of(const Termination& termination);

std::string runtime_exit_message(const Termination& termination);
std::string extension_exit_message(const Termination& termination);

}  // namespace hourglass::model
