#include "model/trace/states.hpp"

#include <array>
#include <span>

namespace hourglass::model {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 6> machine_names{"sandbox",  "bring_up", "invocation",
                                                        "teardown", "runtime",  "extension"};

constexpr std::array<std::string_view, 10> sandbox_states{
    "Cold",      "Initializing", "Ready",        "SuppressedInit", "Invoking",
    "Restoring", "Resetting",    "ShuttingDown", "Failed",         "Down"};

constexpr std::array<std::string_view, 4> bring_up_states{"Off", "AwaitingRegistrations",
                                                          "AwaitingRuntime", "AwaitingExtensions"};

constexpr std::array<std::string_view, 4> invocation_states{
    "Off", "AwaitingResponse", "AwaitingRuntime", "AwaitingExtensions"};

constexpr std::array<std::string_view, 6> teardown_states{
    "Off",    "StoppingRuntime", "KillingRuntime", "StoppingExtensions", "KillingExtensions",
    "Reaping"};

constexpr std::array<std::string_view, 11> runtime_states{"Absent",
                                                          "Started",
                                                          "InitError",
                                                          "Ready",
                                                          "Running",
                                                          "RestoreReady",
                                                          "Restoring",
                                                          "InvocationResponse",
                                                          "InvocationErrorResponse",
                                                          "RuntimeResponseSentState",
                                                          "RuntimeRestoreErrorState"};

constexpr std::array<std::string_view, 10> extension_states{
    "Absent",    "Started",   "Registered",     "Ready",  "Running",
    "InitError", "ExitError", "ShutdownFailed", "Exited", "LaunchError"};

constexpr std::array<Names, 6> state_names{sandbox_states,  bring_up_states, invocation_states,
                                           teardown_states, runtime_states,  extension_states};

}  // namespace

std::string_view machine_name(Machine machine) {
    return machine_names.at(static_cast<std::size_t>(machine));
}

std::string_view state_name(Machine machine, std::uint8_t state) {
    const Names names = state_names.at(static_cast<std::size_t>(machine));
    return state < names.size() ? names[state] : std::string_view{"?"};
}

}  // namespace hourglass::model
