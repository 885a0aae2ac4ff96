// Takes what the runtime answers and passes it to the caller of the invoke.
#pragma once

#include "model/messages/response.hpp"
#include "model/messages/response_error.hpp"

#include <tl/expected.hpp>

#include <string_view>

namespace hourglass::model {

using SendResult = tl::expected<void, ResponseError>;

class InvokeResponseSender {
public:
    InvokeResponseSender() = default;
    InvokeResponseSender(const InvokeResponseSender&) = delete;
    InvokeResponseSender& operator=(const InvokeResponseSender&) = delete;
    virtual ~InvokeResponseSender() = default;

    // Both return when the body has been passed on. The first may pass it on as it comes in.
    virtual SendResult send_response(std::string_view invoke_id,
                                     StreamableInvokeResponse& response) = 0;
    virtual SendResult send_error_response(std::string_view invoke_id,
                                           const ErrorInvokeResponse& response) = 0;
};

}  // namespace hourglass::model
