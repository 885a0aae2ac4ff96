// A rolling 64-bit digest of a trace: equal runs have equal digests, on any machine. Texts count
// by what they say, not by their number.
#pragma once

#include "model/trace/trace.hpp"

#include <cstdint>

namespace hourglass::model {

class TraceDigest {
public:
    void add(const Record& record, const Texts& texts);
    std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0x9e3779b97f4a7c15;
};

// Over the records and the payloads.
std::uint64_t digest_of(const Trace& trace);

}  // namespace hourglass::model
