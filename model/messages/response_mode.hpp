// Whether a response is collected before it is passed on, or passed on as it comes.
#pragma once

#include <cstdint>

namespace hourglass::model {

enum class ResponseMode : std::uint8_t { Buffered, Streaming };

// What the caller of an invoke asked for, and what the runtime declared.
using InvokeResponseMode = ResponseMode;
using FunctionResponseMode = ResponseMode;

}  // namespace hourglass::model
