// What the probe tells of the raw HTTP that it spoke (real/probe/wire.c): lines of its output that
// begin with a mark, put together again.
#pragma once

#include "model/trace/record.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace hourglass::real {

struct WireReport {
    std::string sent;  // its beginning
    std::string got;
    std::int64_t size = 0;  // of all that was sent
    std::uint8_t flags = 0;
};

class WireReports {
public:
    static bool is_part(std::string_view line) { return line.starts_with(mark); }

    // Takes a part; gives the whole with the last one. A part that makes no sense is dropped.
    std::optional<WireReport> take(const model::ProcessName& process, std::string_view line);

private:
    static constexpr std::string_view mark = "hourglass-wire ";

    using Key = std::tuple<model::Who, std::uint8_t, std::uint32_t, std::uint32_t>;
    std::map<Key, WireReport> unfinished_;
};

}  // namespace hourglass::real
