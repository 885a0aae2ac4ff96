#include "model/search/action.hpp"

#include <fmt/format.h>

#include <array>

namespace hourglass::model::search {

namespace {

constexpr std::array kinds{
    Kind::InitAsked,
    Kind::InvokeAsked,
    Kind::ResetAsked,
    Kind::ShutdownAsked,
    Kind::RestoreAsked,
    Kind::RuntimeNextCalled,
    Kind::ResponsePosted,
    Kind::ResponsePosted,
    Kind::ResponsePosted,
    Kind::ErrorPosted,
    Kind::InitErrorPosted,
    Kind::RestoreNextCalled,
    Kind::RestoreErrorPosted,
    Kind::CallAbandoned,
    Kind::ProcessExited,
    Kind::ProcessStartFailed,
    Kind::RegisterCalled,
    Kind::ExtensionNextCalled,
    Kind::ExtensionInitErrorPosted,
    Kind::ExtensionExitErrorPosted,
    Kind::CallAbandoned,
    Kind::ProcessExited,
    Kind::ProcessStartFailed,
    Kind::TimerFired,
};
static_assert(kinds.size() == static_cast<std::size_t>(Act::TimerFires) + 1);

}  // namespace

Kind kind_of(Act act) {
    return kinds.at(static_cast<std::size_t>(act));
}

std::string describe(Action action) {
    const auto slot = action.slot;
    switch (action.act) {
        case Act::AskInit:
            return "init is asked for";
        case Act::AskInvoke:
            return "an invoke is asked for";
        case Act::AskReset:
            return "a reset is asked for";
        case Act::AskShutdown:
            return "a shutdown is asked for";
        case Act::AskRestore:
            return "a restore is asked for";
        case Act::RuntimeNext:
            return "the runtime calls next";
        case Act::Respond:
            return "the runtime posts a response";
        case Act::RespondLate:
            return "the runtime posts a response to an earlier invoke";
        case Act::RespondTooLarge:
            return "the runtime posts a response that is too large";
        case Act::RuntimeAbandons:
            return "the runtime closes the connection of its next";
        case Act::ExtensionAbandons:
            return fmt::format("extension {} closes its next", slot);
        case Act::PostError:
            return "the runtime posts an error";
        case Act::PostInitError:
            return "the runtime posts an init error";
        case Act::RestoreNext:
            return "the runtime calls restore/next";
        case Act::PostRestoreError:
            return "the runtime posts a restore error";
        case Act::RuntimeExits:
            return "the runtime process exits";
        case Act::RuntimeFailsToStart:
            return "the runtime process cannot be started";
        case Act::Register:
            return fmt::format("extension {} registers ({})", slot, action.with);
        case Act::ExtensionNext:
            return fmt::format("extension {} calls next", slot);
        case Act::ExtensionInitError:
            return fmt::format("extension {} posts init/error", slot);
        case Act::ExtensionExitError:
            return fmt::format("extension {} posts exit/error", slot);
        case Act::ExtensionExits:
            return fmt::format("extension {} exits with status {}", slot, action.with);
        case Act::ExtensionFailsToStart:
            return fmt::format("extension {} cannot be started", slot);
        case Act::TimerFires:
            return fmt::format("timer {} fires", action.with);
    }
    return "?";
}

}  // namespace hourglass::model::search
