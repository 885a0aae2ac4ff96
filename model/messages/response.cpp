#include "model/messages/response.hpp"

#include "model/base/json_text.hpp"

#include <fmt/format.h>

namespace hourglass::model {

namespace {

// A FunctionError as its body: members that are empty are left out.
std::string body_of(const FunctionError& error) {
    std::string members;
    if (!error.type.empty()) {
        members += fmt::format("\"errorType\":{}", quoted_json(error.type.text()));
    }
    if (!error.message.empty()) {
        if (!members.empty()) members += ',';
        members += fmt::format("\"errorMessage\":{}", quoted_json(error.message));
    }
    return fmt::format("{{{}}}", members);
}

}  // namespace

std::string body_for_caller(const ErrorInvokeResponse& response) {
    if (!response.payload.empty()) return response.payload.bytes;
    const std::string message = "\"errorMessage\":\"Unknown application error occurred\"";
    const auto& type = response.function_error.type;
    if (type.empty()) return fmt::format("{{{}}}", message);
    return fmt::format("{{{},\"errorType\":{}}}", message, quoted_json(type.text()));
}

ErrorInvokeResponse default_error_response(const ErrorType& type, std::string_view message,
                                           std::string_view request_id) {
    const auto text = request_id.empty()
                          ? fmt::format("Error: {}", message)
                          : fmt::format("RequestId: {} Error: {}", request_id, message);
    const FunctionError error{type, text};
    return {.headers = {}, .payload = {body_of(error)}, .function_error = error};
}

ErrorInvokeResponse oversize_response(ByteCount size, ByteCount limit) {
    const FunctionError error{
        FatalError::FunctionOversizedResponse,
        fmt::format("Response payload size ({} bytes) exceeded maximum allowed payload size "
                    "({} bytes).",
                    size.value, limit.value),
    };
    return {
        .headers = {.content_type = "application/json", .function_response_mode = ""},
        .payload = {body_of(error)},
        .function_error = error,
    };
}

}  // namespace hourglass::model
