// The bytes that a trace keeps of a payload.
#pragma once

#include "model/trace/trace.hpp"

#include <string_view>

namespace hourglass::model {

// "" if there is none or nobody kept it.
inline std::string_view bytes_of(const Trace& trace, PayloadId payload) {
    const bool kept = payload && payload.value <= trace.payloads.size();
    return kept ? std::string_view{trace.payloads[payload.value - 1]} : std::string_view{};
}

}  // namespace hourglass::model
