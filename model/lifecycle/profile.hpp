// What differs between platforms, as data.
#pragma once

#include "model/base/texts.hpp"
#include "model/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace hourglass::model {

using namespace std::chrono_literals;

enum class ProfileName : std::uint8_t { Aws, Rapid };

// When the caller of an invoke gets the runtime's response.
enum class Delivery : std::uint8_t { WhenPosted, WhenInvokeEnds };
// When the caller of a failing or late invoke gets its answer.
enum class FailureReport : std::uint8_t { AtOnce, AfterReset };
// What a failed init leads to.
enum class InitRepair : std::uint8_t {
    ResetAtOnce,   // and an invoke that waits gets a suppressed init
    ByNextInvoke,  // the next invoke fails with the init's error, then the sandbox is reset
};
// Whether POST init/error by itself ends the init.
enum class InitErrorEffect : std::uint8_t { EndsInit, WaitsForExit };
// From when the function timeout runs for an invoke that has to wait for an init or a reset.
enum class TimeoutStart : std::uint8_t { AtArrival, AtItsOwnPhase };
enum class IdlePolicy : std::uint8_t { Freeze, KeepRunning };

// How long a shutdown sequence may take and how much of that the runtime gets.
struct StopBudget {
    Duration whole{};
    Duration runtime{};               // used when runtime_permille is 0
    std::int64_t runtime_permille{};  // of the budget that is available
};

struct Profile {
    ProfileName name{};
    std::string_view title;
    std::optional<Duration> init_limit;
    Duration function_timeout{};  // when a scenario names none
    StopBudget stop_with_external;
    StopBudget stop_with_internal_only;
    Duration kill_wait{};
    Duration reap_wait{};
    std::int64_t response_limit{};  // bytes
    std::int64_t stream_burst{};    // bytes of a streamed response that are free of charge
    std::int64_t stream_rate{};     // bytes a second after that
    std::int64_t stream_limit{};    // bytes of a streamed response
    Delivery delivery{};
    FailureReport failure_report{};
    InitRepair init_repair{};
    InitErrorEffect init_error{};
    TimeoutStart timeout_start{};
    IdlePolicy idle{};
    TextId reason_timeout;
    TextId reason_failure;
    TextId timeout_error;  // error type of a timed-out init or invoke
};

// The documented service.
inline constexpr Profile aws_profile{
    .name = ProfileName::Aws,
    .title = "aws",
    .init_limit = 10s,
    .function_timeout = 3s,
    .stop_with_external = {.whole = 2000ms, .runtime = 300ms},
    .stop_with_internal_only = {.whole = 500ms, .runtime = 500ms},
    .kill_wait = 9s,
    .reap_wait = 2s,
    .response_limit = 6'291'556,
    .stream_burst = 6'291'456,
    .stream_rate = 2'097'152,
    .stream_limit = 209'715'200,
    .delivery = Delivery::WhenPosted,
    .failure_report = FailureReport::AtOnce,
    .init_repair = InitRepair::ResetAtOnce,
    .init_error = InitErrorEffect::EndsInit,
    .timeout_start = TimeoutStart::AtItsOwnPhase,
    .idle = IdlePolicy::Freeze,
    .reason_timeout = known_text("timeout"),
    .reason_failure = known_text("failure"),
    .timeout_error = known_text("Sandbox.Timedout"),
};

// The core of AWS's Runtime Interface Emulator.
inline constexpr Profile rapid_profile{
    .name = ProfileName::Rapid,
    .title = "rapid",
    .init_limit = std::nullopt,
    .function_timeout = 300s,
    .stop_with_external = {.whole = 2000ms, .runtime_permille = 300},
    .stop_with_internal_only = {.whole = 2000ms, .runtime_permille = 300},
    .kill_wait = 9s,
    .reap_wait = 2s,
    .response_limit = 6'291'556,
    .stream_burst = 6'291'456,
    .stream_rate = 2'097'152,
    .stream_limit = 6'291'556,
    .delivery = Delivery::WhenInvokeEnds,
    .failure_report = FailureReport::AfterReset,
    .init_repair = InitRepair::ByNextInvoke,
    .init_error = InitErrorEffect::WaitsForExit,
    .timeout_start = TimeoutStart::AtArrival,
    .idle = IdlePolicy::KeepRunning,
    .reason_timeout = known_text("Timeout"),
    .reason_failure = known_text("ReleaseFail"),
    .timeout_error = known_text("Sandbox.Timeout"),
};

constexpr const Profile& profile_of(ProfileName name) {
    return name == ProfileName::Aws ? aws_profile : rapid_profile;
}

}  // namespace hourglass::model
