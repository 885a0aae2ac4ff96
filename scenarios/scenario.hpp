// A scenario: what is configured, what runtime and extensions do, what the invoker asks and when,
// which rules that is about, and what must come out. The JSON form is scenario.schema.json.
#pragma once

#include "model/base/time.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/rules/catalogue.hpp"
#include "scenarios/program.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::scenarios {

inline constexpr int scenario_version = 1;
inline constexpr model::Duration longest_clock_step = std::chrono::hours{24 * 365};

enum class Ask : std::uint8_t {
    Init,
    Reserve,
    Invoke,
    Reset,
    Shutdown,
    Restore,
    Wait,      // time: lets time pass
    AwaitAll,  // until everything asked in the background is answered
};

// Whether the invoker waits for the answer before it goes on.
enum class Waiting : std::uint8_t { Foreground, Background };

// Of an invoke: a caller that takes the response piece by piece or as a whole, and sees how it
// ends; or the usual one.
enum class Direct : std::uint8_t { No, Buffered, Streaming };

struct InvokerStep {
    Ask ask{};
    Waiting waiting{};
    model::Duration time{};                 // Wait
    std::optional<model::Duration> budget;  // Reset, Shutdown, Restore; Invoke: function timeout
    std::string text;                       // Reset: reason
    std::string payload;                    // Invoke: bytes
    Direct direct{};                        // Invoke

    bool operator==(const InvokerStep&) const = default;
};

enum class Expected : std::uint8_t { Success, FunctionError, Failure, TimedOut, Refused };

// What must come out of the n-th init or invoke (counted from 1) under a profile.
struct Expectation {
    Ask ask{};  // Init, Invoke, Reset, Shutdown or Restore
    std::uint32_t ordinal = 1;
    std::optional<model::ProfileName> profile;  // any, if not said
    Expected outcome{};
    std::string error_type;  // if not empty: that type exactly

    bool operator==(const Expectation&) const = default;
};

// What a claim is about: what the caller of an invoke got, as JSON; text that is none is a string.
enum class ClaimOf : std::uint8_t {
    Response,     // an answer that is no error
    Error,        // an object with an errorType
    ErrorType,    // that member of it
    ContentType,  // as the runtime said it
};

// The caller of the n-th invoke (counted from 1) gets this.
struct ReplyClaim {
    std::uint32_t invoke = 1;
    ClaimOf of{};
    std::string transform;  // a filter of jq that is applied first, "" for none
    std::string equals;     // JSON

    bool operator==(const ReplyClaim&) const = default;
};

// The user's own runtime or extension takes the place of a program.
struct Command {
    std::vector<std::string> argv;
    std::string directory;

    bool operator==(const Command&) const = default;
};

// Disabled: none is started, and their API is not there (EXT-02).
enum class Extensions : std::uint8_t { Enabled, Disabled };

struct Config {
    model::InitMode init_mode{};
    model::InitType init_type{};
    model::InitCaching init_caching{};
    Extensions extensions{};
    model::Duration function_timeout{};         // 0: the profile's
    std::optional<model::Duration> init_limit;  // 0: none; not said: the profile's
    model::StreamLimits stream;                 // 0: the profile's
    std::string handler = "index.handler";
    std::map<std::string, std::string> environment;

    bool operator==(const Config&) const = default;
};

// Faults of the world; all off unless a scenario says so. Latencies are the simulator's, and so
// are the faults (see has_faults): other worlds have their own.
struct World {
    model::Duration latency_min = std::chrono::microseconds{50};  // of one message
    model::Duration latency_max = std::chrono::microseconds{150};
    model::Duration start_min = std::chrono::milliseconds{1};  // of starting a process
    model::Duration start_max = std::chrono::milliseconds{3};
    std::uint32_t loss_permille = 0;  // calls whose answer gets lost: the peer's connection closes
    std::uint32_t request_loss_permille = 0;  // calls that get lost on their way: likewise
    std::uint32_t double_permille = 0;        // calls that arrive twice; one answer is heard
    std::uint32_t delay_permille = 0;         // messages that take `delay` longer
    model::Duration delay = std::chrono::milliseconds{20};
    std::uint32_t start_failure_permille = 0;  // processes that cannot be started
    // The machine below the sandbox stands still: its processes, not the platform.
    model::Duration suspend_at{};
    model::Duration suspend_for{};  // 0: never
    // The wall clock that the platform sees jumps, forward or back. No other clock does.
    model::Duration clock_step_at{};
    model::Duration clock_step{};   // 0: never
    std::int64_t memory_limit = 0;  // bytes of one process, which is killed above; 0: none

    bool operator==(const World&) const = default;
};

struct Scenario {
    std::string name;                          // FAMILY/kebab-case
    std::string about;                         // one sentence
    std::string path;                          // file it was read from, "" if generated
    std::vector<model::RuleIndex> rules;       // must be exercised and hold
    std::vector<model::ProfileName> profiles;  // it makes sense under
    Config config;
    World world;
    Lifetimes runtime;  // empty: needs a foreign runtime (client scenario)
    std::optional<Command> runtime_command;
    std::vector<ExtensionScript> extensions;  // external ones sorted by name, then internal
    std::vector<InvokerStep> invoker;
    std::vector<Expectation> expectations;
    std::vector<ReplyClaim> replies;
    std::string defect;  // planted defect of the simulator that this finds, "" if none is named
    model::Duration horizon = std::chrono::seconds{60};  // no scenario takes longer

    bool operator==(const Scenario&) const = default;
};

// Whether the world loses, doubles or delays messages, fails starts or suspends the machine: what
// only a simulated one can do.
bool has_faults(const World& world);
// Whether some program has such a step.
bool has_step(const Scenario& scenario, Op op);

// What a platform is told of the scenario under a profile. Names are interned into `texts`.
model::Setup setup_of(const Scenario& scenario, model::ProfileName profile, model::Texts& texts);

}  // namespace hourglass::scenarios
