#include "cli/terminal.hpp"

#include "reports/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace hourglass::cli {

namespace {

constexpr std::size_t progress_width = 72;

bool is_terminal(std::FILE* stream) {
    return isatty(fileno(stream)) == 1;
}

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

}  // namespace

reports::Colour colour_for(std::FILE* stream) {
    const char* kind = std::getenv("TERM");
    const bool dumb = kind != nullptr && std::string_view{kind} == "dumb";
    const bool wanted = is_terminal(stream) && !is_set("NO_COLOR") && !dumb;
    return wanted ? reports::Colour::On : reports::Colour::Off;
}

Progress::Progress(std::uint64_t steps, reports::Detail detail)
    : steps_(steps), shown_(detail == reports::Detail::Full && is_terminal(stderr)) {}

Progress::~Progress() {
    if (shown_) erase();
}

void Progress::step(std::string_view what) {
    // A campaign of many short plays would only write progress.
    const std::uint64_t stride = std::max<std::uint64_t>(1, steps_ / 500);
    if (++done_ % stride != 0 || !shown_) return;
    erase();
    fmt::print(stderr, "{}",
               reports::shortened(fmt::format("[{}/{}] {}", done_, steps_, what), progress_width));
    std::fflush(stderr);
}

void Progress::erase() const {
    fmt::print(stderr, "\r\033[K");
}

}  // namespace hourglass::cli
