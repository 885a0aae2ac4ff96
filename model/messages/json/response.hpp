// The JSON of what a runtime answers. Payloads are base64; a stream is not data.
#pragma once

#include "model/messages/json/units.hpp"
#include "model/messages/response.hpp"

namespace hourglass::model {

constexpr auto json_fields(std::type_identity<InvokeResponseHeaders>) {
    using T = InvokeResponseHeaders;
    return std::tuple{
        field("ContentType", &T::content_type),
        field("FunctionResponseMode", &T::function_response_mode),
    };
}

constexpr auto json_fields(std::type_identity<FunctionError>) {
    using T = FunctionError;
    return std::tuple{
        omitted_if_empty("errorType", &T::type),
        omitted_if_empty("errorMessage", &T::message),
    };
}

constexpr auto json_fields(std::type_identity<ErrorInvokeResponse>) {
    using T = ErrorInvokeResponse;
    return std::tuple{
        field("Headers", &T::headers),
        field("Payload", &T::payload),
        field("FunctionError", &T::function_error),
    };
}

constexpr auto json_fields(std::type_identity<StreamableInvokeResponse>) {
    using T = StreamableInvokeResponse;
    return std::tuple{
        field("Headers", &T::headers),
        field("Trailers", &T::trailers),
    };
}

}  // namespace hourglass::model
