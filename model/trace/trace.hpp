// A run, as recorded: a header that says what was played and how to read it, and the records.
#pragma once

#include "model/base/result.hpp"
#include "model/base/texts.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/trace/record.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::model {

inline constexpr int trace_version = 1;

// Who plays runtime and extensions: a scenario's program (then misbehaviour is wanted), or
// somebody's own program (then the rules for clients are judged).
enum class Clients : std::uint8_t { Scripted, Foreign };
// White: events and effects of our own Platform. Black: only what an outsider sees. Grey: that, and
// what the platform tells of itself in its log: signals, telemetry, the end of each invoke.
enum class View : std::uint8_t { White, Black, Grey };

struct TraceHeader {
    int version = trace_version;
    std::string scenario;  // its name, e.g. "SUPP/after-runtime-exit"
    std::string backend;   // sim, process, rie, rapid
    std::string replay;    // the command that plays it again
    std::uint64_t seed = 0;
    Setup setup;
    Clients clients{};
    View view{};
    Duration tolerance{};            // how late a timer may be, 0 in the simulator; never early
    std::int64_t wall_epoch_ms = 0;  // wall clock at Instant 0, Unix milliseconds
};

struct Trace {
    TraceHeader header;
    std::vector<Record> records;
    Texts texts;
    std::vector<std::string> payloads;  // payloads[id - 1]; empty when bytes are not kept
};

}  // namespace hourglass::model
