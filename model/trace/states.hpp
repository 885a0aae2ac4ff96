// The states of the machines, as they appear in traces, error messages and reports.
#pragma once

#include "model/trace/record.hpp"

#include <cstdint>
#include <string_view>

namespace hourglass::model {

enum class Machine : std::uint8_t { Sandbox, BringUp, Invocation, Teardown, Runtime, Extension };

enum class SandboxState : std::uint8_t {
    Cold,            // nothing runs; the next invoke brings it up
    Initializing,    // by an init request
    Ready,           // initialised and idle
    SuppressedInit,  // initialising inside an invoke
    Invoking,
    Restoring,
    Resetting,
    ShuttingDown,
    Failed,  // an init failed and nobody has asked since
    Down,    // shut down: only a reset makes it usable again
};

enum class BringUpState : std::uint8_t {
    Off,
    AwaitingRegistrations,  // of every external extension
    AwaitingRuntime,        // its first next or restore/next
    AwaitingExtensions,     // the first next of every registered extension
};

enum class InvocationState : std::uint8_t {
    Off,
    AwaitingResponse,
    AwaitingRuntime,     // back at next
    AwaitingExtensions,  // those that got INVOKE back at next
};

enum class TeardownState : std::uint8_t {
    Off,
    StoppingRuntime,     // SIGTERM sent, its share runs
    KillingRuntime,      // SIGKILL sent
    StoppingExtensions,  // SHUTDOWN released, the budget runs
    KillingExtensions,   // SIGKILL sent
    Reaping,             // whatever is left
};

enum class RuntimeState : std::uint8_t {
    Absent,  // no runtime was started in this generation
    Started,
    InitError,
    Ready,
    Running,
    RestoreReady,
    Restoring,
    InvocationResponse,
    InvocationErrorResponse,
    ResponseSent,
    RestoreError,
};

enum class ExtensionState : std::uint8_t {
    Absent,
    Started,
    Registered,
    Ready,
    Running,
    InitError,
    ExitError,
    ShutdownFailed,
    Exited,
    LaunchError,
};

// Of a RuleFired record: the machine whose row spoke, and the states before and after.
constexpr Machine machine_of(const Record& fired) {
    return static_cast<Machine>(fired.who);
}
constexpr std::uint8_t from_of(const Record& fired) {
    return static_cast<std::uint8_t>(fired.amount / 256);
}
constexpr std::uint8_t to_of(const Record& fired) {
    return static_cast<std::uint8_t>(fired.amount % 256);
}

std::string_view machine_name(Machine machine);
// The name of a state of a machine as the wire spells it; "?" for a number that is none.
std::string_view state_name(Machine machine, std::uint8_t state);

}  // namespace hourglass::model
