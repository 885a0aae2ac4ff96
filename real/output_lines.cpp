#include "real/output_lines.hpp"

#include <algorithm>

namespace hourglass::real {

void OutputLines::add(std::string_view bytes, const Take& take) {
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::size_t room = limits_.line - unfinished_.size();
        const std::size_t taken = std::min({end, room, bytes.size()});
        unfinished_.append(bytes.substr(0, taken));
        bytes.remove_prefix(taken);
        const bool at_end = !bytes.empty() && bytes.front() == '\n';
        if (at_end) bytes.remove_prefix(1);
        if (at_end || unfinished_.size() == limits_.line) {
            give(unfinished_, take);
            unfinished_.clear();
        }
    }
}

void OutputLines::finish(const Take& take) {
    if (!unfinished_.empty()) give(unfinished_, take);
    unfinished_.clear();
}

void OutputLines::give(std::string_view line, const Take& take) {
    if (given_ > limits_.total) return;
    given_ += line.size() + 1;
    take(given_ > limits_.total ? std::string_view{"(further output is not recorded)"} : line);
}

}  // namespace hourglass::real
