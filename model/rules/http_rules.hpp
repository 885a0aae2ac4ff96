// Family HTTP: the wire of the Runtime and Extensions APIs.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array http_rules{
    Rule{"HTTP-01", Liveness,   Must,   Inferred,   Should, Inferred,
         "Every API request on a living connection gets a response "
         "unless its process died or a reset cut its stream.",
         "RIE internal/lambda/rapi/server.go"},
    Rule{"HTTP-02", Wire,       Must,   Inferred,   Must,   Observed,
         "An unknown path gets 404.",
         "RIE internal/lambda/rapi/router.go"},
    Rule{"HTTP-03", Wire,       Must,   Inferred,   Must,   Observed,
         "A known path with another method gets 405 and an Allow header.",
         "RIE internal/lambda/rapi/router.go"},
    Rule{"HTTP-04", Wire,       Must,   Documented, Must,   Observed,
         "The server keeps connections open and sets no time limit on a poll.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapi/server.go"},
    Rule{"HTTP-05", Wire,       Must,   Inferred,   Must,   Observed,
         "A request that expects 100-continue gets it before its body is read.",
         "RIE internal/lambda/rapi/server.go"},
    Rule{"HTTP-06", Wire,       Must,   Documented, Must,   Observed,
         "A request body may come with a length or in chunks.",
         "AWS docs: Lambda runtime API; AWS docs: Lambda response streaming; "
         "RIE internal/lambda/rapi/server.go"},
    Rule{"HTTP-07", Wire,       Must,   Inferred,   Must,   Observed,
         "An HTTP/1.1 request without Host gets 400.",
         "RIE internal/lambda/rapi/server.go"},
    Rule{"HTTP-08", Wire,       Must,   Inferred,   Must,   Observed,
         "A header block above the limit gets 431.",
         "RIE internal/lambda/rapi/server.go"},
    Rule{"HTTP-09", Wire,       Must,   Documented, Must,   Observed,
         "An API error is JSON with errorMessage and errorType.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapi/rendering/render_error.go"},
    Rule{"HTTP-10", Wire,       Must,   Documented, Must,   Observed,
         "An accepted post has the JSON body with status OK.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapi/model/statusresponse.go"},
    Rule{"HTTP-11", Wire,       Must,   Inferred,   Must,   Observed,
         "Paths are exact and query strings are ignored.",
         "RIE internal/lambda/rapi/router.go"},
    Rule{"HTTP-12", Wire,       Must,   Inferred,   Must,   Observed,
         "Header names are matched in any case, and of a repeated header the first value counts.",
         "RIE internal/lambda/rapi/middleware/middleware.go"},
    Rule{"HTTP-13", Wire,       Must,   Inferred,   Must,   Observed,
         "An Extensions API call is checked in order: extensions enabled, "
         "identifier present, identifier well formed, then the call.",
         "RIE internal/lambda/rapi/middleware/middleware.go"},
    Rule{"HTTP-14", Wire,       Should, Inferred,   Must,   Observed,
         "A ping is answered with 200 and pong in any state.",
         "RIE internal/lambda/rapi/handler/ping.go"},
    Rule{"HTTP-15", Wire,       Must,   Documented, Must,   Observed,
         "A poll is answered with an event or an error and "
         "with nothing else, however long the sandbox idles.",
         "floci-io/floci#504; AWS docs: Lambda runtime API; RIE internal/lambda/core/states.go"},
    Rule{"HTTP-16", Wire,       Must,   Inferred,   Must,   Observed,
         "Trailers of a request body are parsed.",
         "AWS docs: Lambda custom runtimes; "
         "RIE internal/lambda/core/directinvoke/directinvoke.go"},
    Rule{"HTTP-17", Wire,       Must,   Inferred,   Must,   Observed,
         "A malformed request gets 400 or a closed connection, and disturbs no other.",
         "RIE internal/lambda/rapi/rapi_fuzz_test.go"},
    Rule{"HTTP-18", Wire,       Must,   Inferred,   Must,   Observed,
         "Requests on one connection are answered in their order.",
         "RIE internal/lambda/rapi/server.go"},
    Rule{"HTTP-19", Wire,       Must,   Inferred,   Must,   Observed,
         "A client that speaks HTTP/1.0 is served.",
         "RIE internal/lambda/rapi/server.go"},
    Rule{"HTTP-20", Wire,       Must,   Inferred,   Should, Inferred,
         "A client that goes away in the middle of a request delays no other request.",
         "RIE internal/lambda/rapi/security_test.go"},
    Rule{"HTTP-21", Wire,       Must,   Documented, Must,   Observed,
         "The event's headers carry request id, deadline and function ARN, and a content type.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapi/rendering/rendering.go"},
    Rule{"HTTP-22", Wire,       Must,   Inferred,   Must,   Observed,
         "The Runtime and Extensions APIs listen on loopback unless told otherwise.",
         "RIE internal/lambda/rapi/server.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
