// Cuts the output of a process into lines, and keeps it bounded.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace hourglass::real {

struct OutputLimits {
    std::size_t line = 4096;      // longer lines come in pieces
    std::size_t total = 1 << 20;  // bytes of one stream; the rest is read and dropped
};

class OutputLines {
public:
    using Take = std::function<void(std::string_view line)>;

    explicit OutputLines(const OutputLimits& limits) : limits_(limits) {}

    // Gives every line that `bytes` completes to `take`, without its end of line.
    void add(std::string_view bytes, const Take& take);
    // The stream is over: what is left is a line too.
    void finish(const Take& take);

private:
    void give(std::string_view line, const Take& take);

    OutputLimits limits_;
    std::size_t given_ = 0;
    std::string unfinished_;
};

}  // namespace hourglass::real
