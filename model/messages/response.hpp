// What a runtime answers to an invocation, on its way to the caller.
#pragma once

#include "model/messages/body.hpp"
#include "model/messages/error_type.hpp"
#include "model/messages/payload_reader.hpp"
#include "model/messages/quantity.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::model {

struct InvokeResponseHeaders {
    std::string content_type{};
    std::string function_response_mode{};

    bool operator==(const InvokeResponseHeaders&) const = default;
};

// An error of the user's code, which is no error of the platform.
struct FunctionError {
    ErrorType type{};       // scrubbed
    std::string message{};  // made by the platform, never by the runtime

    bool operator==(const FunctionError&) const = default;
};

// Always collected before it is passed on.
struct ErrorInvokeResponse {
    InvokeResponseHeaders headers{};
    Body payload{};
    FunctionError function_error{};

    bool operator==(const ErrorInvokeResponse&) const = default;
};

// The payload, or what a platform puts in its place when there is none: a fixed message, and the
// error type if that is known.
std::string body_for_caller(const ErrorInvokeResponse& response);

// What an invoke fails with when the runtime gave no answer (INV-20). `request_id` may be empty.
ErrorInvokeResponse default_error_response(const ErrorType& type, std::string_view message,
                                           std::string_view request_id);

// What the caller gets in place of a response that is too long (RESP-04).
ErrorInvokeResponse oversize_response(ByteCount size, ByteCount limit = longest_payload);

// A request of the runtime that still comes in and may be cut off.
class CancellableRequest {
public:
    CancellableRequest() = default;
    CancellableRequest(const CancellableRequest&) = delete;
    CancellableRequest& operator=(const CancellableRequest&) = delete;
    virtual ~CancellableRequest() = default;

    // Closes the connection; the runtime gets no answer. A second time does nothing.
    virtual void cancel() = 0;
};

using Headers = std::map<std::string, std::string>;
using Trailers = std::map<std::string, std::vector<std::string>>;

// May be passed on as it comes in. Reading the payload consumes it; JSON has headers and trailers.
struct StreamableInvokeResponse {
    Headers headers{};
    std::shared_ptr<PayloadReader> payload{};
    Trailers trailers{};  // complete when the payload has been read
    std::shared_ptr<CancellableRequest> request{};
};

}  // namespace hourglass::model
