#include "real/processor_time.hpp"

#include <fstream>

namespace hourglass::real {

// Time on a processor, time in the queue for one, turns; in nanoseconds.
model::Duration time_without_processor() {
    std::ifstream figures{"/proc/thread-self/schedstat"};
    long long with = 0;
    long long without = 0;
    return figures >> with >> without ? model::Duration{without} : model::Duration{};
}

}  // namespace hourglass::real
