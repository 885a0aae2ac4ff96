// What may happen next in the explorer's world.
#pragma once

#include "model/trace/record.hpp"

#include <cstdint>
#include <string>

namespace hourglass::model::search {

enum class Act : std::uint8_t {
    AskInit,
    AskInvoke,
    AskReset,
    AskShutdown,
    AskRestore,
    RuntimeNext,
    Respond,
    RespondLate,  // to the invoke before the current one
    RespondTooLarge,
    PostError,
    PostInitError,
    RestoreNext,
    PostRestoreError,
    RuntimeAbandons,  // closes the connection of its next
    RuntimeExits,
    RuntimeFailsToStart,
    Register,  // with: subscription bits
    ExtensionNext,
    ExtensionInitError,
    ExtensionExitError,
    ExtensionAbandons,
    ExtensionExits,  // with: exit status
    ExtensionFailsToStart,
    TimerFires,  // with: Timer
};

struct Action {
    Act act{};
    std::uint8_t slot{};
    std::uint8_t with{};
};

constexpr std::uint16_t number_of(Action action) {
    return static_cast<std::uint16_t>(static_cast<unsigned>(action.act) << 8U |
                                      static_cast<unsigned>(action.slot) << 4U | action.with);
}

constexpr Action action_of(std::uint16_t number) {
    return {static_cast<Act>(number >> 8U), static_cast<std::uint8_t>(number >> 4U & 15U),
            static_cast<std::uint8_t>(number & 15U)};
}

constexpr bool is_runtime_call(Act act) {
    return act >= Act::RuntimeNext && act <= Act::RuntimeAbandons;
}
constexpr bool is_extension_call(Act act) {
    return act >= Act::Register && act <= Act::ExtensionAbandons;
}
// Timers that only a process which outlives its kill lets fire.
constexpr bool is_hang(Timer timer) {
    return timer == Timer::KillWait || timer == Timer::ReapWait;
}

// Calls are numbered by who makes them, names by the slot they belong to.
inline constexpr CallId runtime_call{1};
constexpr CallId call_of(std::uint8_t slot) {
    return CallId{2U + slot};
}
constexpr TextId name_of(std::uint8_t slot) {
    return TextId{static_cast<std::uint16_t>(200U + slot)};
}

// The kind of event that an action brings to the platform.
Kind kind_of(Act act);

std::string describe(Action action);

}  // namespace hourglass::model::search
