// Family PROC: processes, generations and what is left of them.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array process_rules{
    Rule{"PROC-01", Safety,     Must,   Inferred,   Must,   Observed,
         "A process is named after its kind, its file "
         "and its generation, and no name is used twice.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"PROC-02", Safety,     Must,   Inferred,   Must,   Inferred,
         "The generation grows by one at each attempt to "
         "init and at each reset, and at nothing else.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"PROC-03", Safety,     {},     {},         Must,   Observed,
         "In a plain run of init and resets with re-inits the "
         "generations of the processes are 1, 3, 5 and so on.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"PROC-04", Safety,     Must,   Inferred,   Must,   Inferred,
         "Every process leads its own process group and signals go to the whole group.",
         "RIE internal/lambda/supervisor/local_supervisor.go"},
    Rule{"PROC-05", Safety,     Info,   Inferred,   Info,   Observed,
         "The exit of a direct child counts, and descendants "
         "that outlive it in another group are not tracked.",
         "RIE internal/lambda/supervisor/local_supervisor.go"},
    Rule{"PROC-06", Safety,     Must,   Inferred,   Must,   Inferred,
         "Exits are handled one at a time, in the order in which they were noticed.",
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"PROC-30", Liveness,   Must,   Inferred,   Must,   Observed,
         "Every process that was started is reaped.",
         "anomalyco/ion#317; ministackorg/ministack#1012; "
         "RIE internal/lambda/supervisor/local_supervisor.go"},
    Rule{"PROC-31", Safety,     Must,   Inferred,   Should, Inferred,
         "Nothing is left behind after a run: no process, no port, no file.",
         "ministackorg/ministack#1012; floci-io/floci#485"},
    Rule{"PROC-32", Safety,     Must,   Documented, Must,   Observed,
         "At most one runtime process is alive in a sandbox.",
         "AWS docs: Lambda execution environment; localstack/localstack#6800; "
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"PROC-33", Safety,     Must,   Inferred,   Should, Inferred,
         "Nothing that a runtime, an extension or a caller does ends the platform.",
         "aws/aws-lambda-runtime-interface-emulator#97; faiscadev/fakecloud#1644"},
    Rule{"PROC-34", Wire,       Must,   Documented, Must,   Observed,
         "Every process finds the address of the Runtime API in its environment.",
         "AWS docs: Lambda environment variables; "
         "RIE internal/lambda/rapidcore/env/rapidenv.go"},
    Rule{"PROC-35", Safety,     Must,   Observed,   {},     {},
         "A runtime that is killed for memory fails its invoke as out of memory, promptly.",
         "aws/aws-sam-cli#6260; DataDog/datadog-lambda-extension#1237"},
    Rule{"PROC-36", Safety,     Must,   Inferred,   Should, Inferred,
         "A process of an older generation gets no event and changes nothing through the API.",
         "aws/aws-lambda-rust-runtime#1155"},
    Rule{"PROC-37", Safety,     Must,   Inferred,   Must,   Observed,
         "Every signal goes to a process that was started and has not been reaped.",
         "RIE internal/lambda/supervisor/local_supervisor.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
