// Family EXT: extensions and their API.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array extension_rules{
    Rule{"EXT-01", Safety,     Must,   Documented, Must,   Observed,
         "Every file in the extensions folder is started "
         "as an extension, in byte order of the names.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/agents/agent.go"},
    Rule{"EXT-02", Transition, {},     {},         Must,   Inferred,
         "With extensions disabled none is started, the Extensions "
         "API answers 404 with no body, and no invoke waits for them.",
         "RIE internal/lambda/rapi/middleware/middleware.go"},
    Rule{"EXT-03", Safety,     Must,   Documented, Must,   Observed,
         "An external extension registers under its file name, "
         "and any other name makes an internal extension.",
         "AWS docs: Lambda Extensions API; aws-samples/aws-lambda-extensions#54; "
         "RIE internal/lambda/rapi/handler/agentregister.go"},
    Rule{"EXT-04", Transition, Must,   Observed,   Must,   Observed,
         "An extension that cannot be started fails the init at once "
         "with Extension.LaunchError and no later one is started.",
         "RIE internal/lambda/rapid/handlers.go; aws-samples/aws-lambda-extensions#54"},
    Rule{"EXT-05", Transition, Must,   Observed,   Must,   Observed,
         "An extension that exits before the end of init fails "
         "the init with Extension.Crash, even with status 0.",
         "aws/aws-lambda-web-adapter#262; DataDog/datadog-lambda-extension#263; "
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"EXT-06", Transition, Must,   Documented, Must,   Observed,
         "At most ten extensions are admitted: an eleventh file fails "
         "the init, an eleventh internal one is refused with 403.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/core/registrations.go"},
    Rule{"EXT-07", Transition, Must,   Documented, Must,   Observed,
         "An extension's init error is accepted only between its "
         "registration and its first poll, and sets Extension.InitError.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/handler/agentiniterror.go"},
    Rule{"EXT-08", Transition, Should, Inferred,   Must,   Observed,
         "An extension's exit error is accepted from registration "
         "on, sets Extension.ExitError and ends nothing by itself.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/handler/agentexiterror.go"},
    Rule{"EXT-09", Safety,     Must,   Inferred,   Must,   Observed,
         "An extension that exits after it reported an error keeps the type that it reported.",
         "RIE internal/lambda/appctx/appctxutil.go"},
    Rule{"EXT-10", Wire,       Must,   Documented, Must,   Observed,
         "A call without an identifier, with a malformed or with an "
         "unknown one is refused with 403, each with its own error type.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/middleware/middleware.go"},
    Rule{"EXT-11", Wire,       Must,   Documented, Must,   Observed,
         "A registration with a bad body, an unknown event or SHUTDOWN "
         "from an internal extension is refused and leaves no trace.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/handler/agentregister.go"},
    Rule{"EXT-12", Transition, Must,   Inferred,   Must,   Observed,
         "A second poll of an extension while its first one waits is refused with 403.",
         "RIE internal/lambda/core/externalagent_states.go"},
    Rule{"EXT-13", Transition, Should, Documented, Must,   Inferred,
         "Internal extensions may register from the moment "
         "the API listens until registration closes.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/core/registrations.go"},
    Rule{"EXT-14", Safety,     Must,   Inferred,   Must,   Observed,
         "After a reset the identifiers of the extensions before it are unknown.",
         "RIE internal/lambda/rapi/handler/agentnext.go"},
    Rule{"EXT-30", Safety,     Must,   Documented, Must,   Observed,
         "An extension that reported an init error or exit error is never served an event again.",
         "AWS docs: Lambda Extensions API; floci-io/floci#1773; "
         "RIE internal/lambda/core/externalagent_states.go"},
    Rule{"EXT-31", Safety,     Must,   Documented, Must,   Observed,
         "INVOKE events go only to extensions subscribed to INVOKE.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapid/handlers.go"},
    Rule{"EXT-32", Safety,     Must,   Documented, Must,   Observed,
         "SHUTDOWN events go only to external extensions subscribed to SHUTDOWN.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapid/shutdown.go"},
    Rule{"EXT-33", Wire,       Must,   Documented, Must,   Observed,
         "The deadline in the SHUTDOWN event is the same for all "
         "extensions: the start of the sequence plus its budget.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/model/agentevent.go"},
    Rule{"EXT-34", Wire,       Must,   Documented, Must,   Observed,
         "A registration is answered with a fresh identifier "
         "and the function's name, version and handler.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/handler/agentregister.go"},
    Rule{"EXT-35", Liveness,   Must,   Documented, Must,   Observed,
         "A living SHUTDOWN subscriber receives the event as soon as it polls during the sequence.",
         "AWS docs: Lambda Extensions API; aws-samples/aws-lambda-extensions#47; "
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"EXT-36", Liveness,   Must,   Documented, Must,   Observed,
         "An INVOKE subscriber that waits in its poll receives "
         "the event of each invoke that the sandbox serves.",
         "AWS docs: Lambda Extensions API; floci-io/floci#2573; "
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"EXT-37", Safety,     Must,   Observed,   Must,   Observed,
         "An extension that exits while the sandbox idles or "
         "invokes sets Extension.Crash, even with status 0.",
         "aws/aws-lambda-web-adapter#262; RIE internal/lambda/rapid/exit.go"},
    Rule{"EXT-38", Wire,       Should, Documented, Should, Inferred,
         "The account id is part of the registration's answer "
         "when the extension accepts it and it is known.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/handler/agentregister.go"},
    Rule{"EXT-39", Safety,     Must,   Inferred,   Must,   Observed,
         "Extensions are started one after the other and none after a failed start.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"EXT-40", Transition, Must,   Documented, Must,   Observed,
         "A call that the state of an extension does not "
         "allow is refused with 403 and changes nothing.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/core/externalagent_states.go"},
    Rule{"EXT-41", Safety,     Must,   Inferred,   Must,   Observed,
         "A poll answered to one extension never carries the "
         "event of another invoke than the one being served.",
         "RIE internal/lambda/rapi/rendering/rendering.go"},
    Rule{"EXT-42", Safety,     Must,   Inferred,   Must,   Observed,
         "An internal extension that registers in time does not "
         "hold up anything but the end of init and its own invokes.",
         "cargo-lambda/cargo-lambda#848; RIE internal/lambda/core/internalagent_states.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
