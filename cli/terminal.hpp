// What depends on whether somebody is watching: colour and the line of progress.
#pragma once

#include "reports/console.hpp"
#include "reports/paint.hpp"

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace hourglass::cli {

// On for a terminal, unless NO_COLOR is set or the terminal is dumb.
reports::Colour colour_for(std::FILE* stream);

// One line on standard error that is written over and over, if that is a terminal.
class Progress {
public:
    Progress(std::uint64_t steps, reports::Detail detail);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    void step(std::string_view what);

private:
    void erase() const;

    std::uint64_t steps_;
    std::uint64_t done_ = 0;
    bool shown_;
};

}  // namespace hourglass::cli
