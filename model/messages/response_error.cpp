#include "model/messages/response_error.hpp"

#include "model/messages/response.hpp"

namespace hourglass::model {

std::string error_text(const ResponseError& error) {
    switch (error.kind) {
        case ResponseErrorKind::InvalidInvokeId:
            return "ErrInvalidInvokeID";
        case ResponseErrorKind::ResponseSent:
            return "ErrResponseSent";
        case ResponseErrorKind::TruncatedResponse:
            return "ErrTruncatedResponse";
        case ResponseErrorKind::ResponseTooLarge:
            return oversize_response(error.size, error.limit).function_error.message;
        case ResponseErrorKind::InvalidFunctionResponseMode:
            return "ErrInvalidFunctionResponseMode";
        case ResponseErrorKind::InternalPlatformError:
            break;
    }
    return "ErrInternalPlatformError";
}

}  // namespace hourglass::model
