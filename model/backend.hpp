// The port to a world: the same for the simulator, real processes and foreign platforms.
// A backend is set up with a scenario (its configuration, the programs of runtime and extensions)
// and then driven from outside: stimuli go in, records come out.
#pragma once

#include "model/base/result.hpp"
#include "model/trace/record.hpp"
#include "model/trace/trace.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace hourglass::model {

enum class Capability : std::uint32_t {
    WhiteBox = 1,         // records every event and effect of the platform
    ScriptedClients = 2,  // plays programs for runtime and extensions
    ForeignClients = 4,   // starts somebody's own runtime or extension
    Freeze = 8,
    Restore = 16,
    Reset = 32,          // takes an explicit reset
    Shutdown = 64,       // takes an explicit shutdown
    SeparateInit = 128,  // takes an init apart from the first invoke
    Wire = 256,          // its APIs are reached over HTTP
    TelemetryApi = 512,  // takes subscriptions and delivers events
    Streaming = 1024,    // passes a response on while it comes
};

class Backend {
public:
    Backend() = default;
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;
    virtual ~Backend() = default;

    virtual std::string_view name() const = 0;
    virtual std::uint32_t capabilities() const = 0;  // bits of Capability

    // Asks the platform for something now: a Record of kind InitAsked .. RestoreAsked. `at` is
    // filled in by the backend.
    virtual Result<void> apply(const Record& stimulus) = 0;

    // The next record in order of time, waiting (in the backend's own time) at most until `until`;
    // nothing if none comes by then. In the simulator time then stands at `until`.
    virtual Result<std::optional<Record>> next(Instant until) = 0;

    // Interns bytes as a payload, for InvokeAsked; and reads them back ("" if not kept).
    virtual PayloadId payload(std::string_view bytes) = 0;
    virtual std::string_view bytes_of(PayloadId payload) const = 0;
    virtual TextId text(std::string_view text) = 0;
    virtual std::string_view text_of(TextId text) const = 0;

    virtual Instant now() const = 0;

    // Stops everything that is still going on, checks for leaks, and hands over the whole trace
    // (every record since the start, whether or not next() was called). The backend is then empty.
    virtual Result<Trace> finish() = 0;
};

}  // namespace hourglass::model
