// Why a response could not be passed on to the caller.
#pragma once

#include "model/messages/quantity.hpp"

#include <cstdint>
#include <string>

namespace hourglass::model {

enum class ResponseErrorKind : std::uint8_t {
    InvalidInvokeId,  // not the current invocation's
    ResponseSent,     // there was one already
    TruncatedResponse,
    ResponseTooLarge,  // of `size` bytes, where `limit` are allowed
    InvalidFunctionResponseMode,
    InternalPlatformError,
};

struct ResponseError {
    ResponseErrorKind kind{};
    ByteCount size{};
    ByteCount limit{};

    bool operator==(const ResponseError&) const = default;
};

// The name of the error, e.g. "ErrResponseSent"; a sentence for one that is too large.
std::string error_text(const ResponseError& error);

}  // namespace hourglass::model
