// Family EXC: what an extension owes the platform.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array extension_client_rules{
    Rule{"EXC-01", Client,     Must,   Documented, Must,   Documented,
         "The extension registers under its file name within the init limit.",
         "AWS docs: Lambda Extensions API; aws-samples/aws-lambda-extensions#54"},
    Rule{"EXC-02", Client,     Must,   Documented, Must,   Documented,
         "The extension polls for events after it has registered.",
         "AWS docs: Lambda Extensions API"},
    Rule{"EXC-03", Client,     Must,   Documented, Must,   Documented,
         "The extension exits after SHUTDOWN within the deadline of the event.",
         "AWS docs: Lambda Extensions API; getsentry/sentry-javascript#24219"},
    Rule{"EXC-04", Client,     Must,   Documented, Must,   Documented,
         "The extension exits after it reported an init error.",
         "AWS docs: Lambda Extensions API; elastic/apm-aws-lambda#140"},
    Rule{"EXC-05", Client,     Must,   Documented, Must,   Documented,
         "The extension exits after it reported an exit error.",
         "AWS docs: Lambda Extensions API"},
    Rule{"EXC-06", Client,     Must,   Observed,   Must,   Observed,
         "The extension does not exit by itself outside a shutdown.",
         "aws/aws-lambda-web-adapter#262; DataDog/datadog-lambda-extension#263"},
    Rule{"EXC-07", Client,     Must,   Documented, Must,   Documented,
         "The extension polls again after INVOKE before the function timeout.",
         "AWS docs: Lambda Extensions API; newrelic/newrelic-lambda-extension#341"},
    Rule{"EXC-08", Client,     Must,   Documented, Must,   Documented,
         "The extension sets no time limit on its poll.",
         "AWS docs: Lambda Extensions API; getsentry/sentry-javascript#24218"},
    Rule{"EXC-09", Client,     Must,   Documented, Must,   Documented,
         "The extension sends its identifier on every call after register.",
         "AWS docs: Lambda Extensions API"},
    Rule{"EXC-10", Client,     Must,   Documented, Must,   Documented,
         "The extension subscribes to known events only.",
         "AWS docs: Lambda Extensions API; honeycombio/honeycomb-lambda-extension#170"},
    Rule{"EXC-11", Client,     Must,   Documented, Must,   Documented,
         "The extension goes on when a telemetry subscription is answered with 202 or refused.",
         "AWS docs: Lambda Telemetry API; aws/aws-lambda-base-images#121"},
    Rule{"EXC-12", Client,     Must,   Documented, Must,   Documented,
         "The extension registers once in its lifetime.",
         "AWS docs: Lambda Extensions API"},
    Rule{"EXC-13", Client,     Must,   Documented, Must,   Documented,
         "An error report of the extension carries the error type header.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/handler/agentiniterror.go"},
    Rule{"EXC-14", Client,     Must,   Documented, Must,   Documented,
         "The extension makes no call after its init error or exit error.",
         "AWS docs: Lambda Extensions API; open-telemetry/opentelemetry-lambda#750"},
    Rule{"EXC-15", Client,     Must,   Inferred,   Must,   Inferred,
         "The extension has at most one poll outstanding.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/core/externalagent_states.go"},
    Rule{"EXC-16", Client,     Must,   Documented, Must,   Inferred,
         "The extension takes the next event after a long freeze in its poll.",
         "AWS docs: Lambda Extensions API; hashicorp/vault-lambda-extension#48"},
    Rule{"EXC-17", Client,     Must,   Inferred,   Must,   Inferred,
         "The extension opens a new connection when the "
         "platform closed the last one between calls.",
         "getsentry/sentry-javascript#24218"},
    Rule{"EXC-18", Client,     Must,   Documented, Must,   Documented,
         "The extension exits promptly when the platform answers 500.",
         "AWS docs: Lambda Extensions API"},
    Rule{"EXC-19", Client,     Must,   Inferred,   Must,   Inferred,
         "The extension leaves no process behind when it ends.",
         "AWS docs: Lambda Extensions API"},
    Rule{"EXC-20", Client,     Must,   Inferred,   Must,   Inferred,
         "The extension ignores members of an event that it does not know.",
         "AWS docs: Lambda Extensions API"},
    Rule{"EXC-21", Client,     Must,   Documented, Must,   Documented,
         "The extension reports an init error only between register and its first poll.",
         "AWS docs: Lambda Extensions API; open-telemetry/opentelemetry-lambda#750"},
    Rule{"EXC-22", Client,     Should, Documented, Should, Documented,
         "An extension that fails exits with a status other than 0.",
         "AWS docs: Lambda Extensions API; open-telemetry/opentelemetry-lambda#750"},
    Rule{"EXC-23", Client,     Must,   Inferred,   Must,   Inferred,
         "The extension is done with an INVOKE once the runtime "
         "is, and waits for no event that may never come.",
         "DataDog/datadog-lambda-extension#746; newrelic/newrelic-lambda-extension#205"},
    Rule{"EXC-24", Client,     Should, Inferred,   Should, Inferred,
         "The extension exits before its deadline once its "
         "work is done instead of idling until it is killed.",
         "getsentry/sentry-javascript#24219"},
    Rule{"EXC-25", Client,     Should, Inferred,   Should, Inferred,
         "The extension does not repeat its calls without "
         "pause when the platform refuses or is gone.",
         "AWS docs: Lambda Extensions API"},
    Rule{"EXC-26", Client,     Must,   Inferred,   Must,   Inferred,
         "The extension takes the answer of a registration with or without a body that it needs.",
         "aws/aws-lambda-rust-runtime#922"},
};
// clang-format on

}  // namespace hourglass::model::rules
