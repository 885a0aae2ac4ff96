// The one look at the wall clock: what stands in traces is counted from it.
#pragma once

#include <chrono>
#include <cstdint>

namespace hourglass::real {

inline std::int64_t wall_now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace hourglass::real
