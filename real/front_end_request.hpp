// Reads a request to invoke: it is either an invoke, or it is answered at once.
#pragma once

#include "model/lifecycle/profile.hpp"
#include "real/api_answer.hpp"
#include "real/http_message.hpp"

#include <string>
#include <variant>

namespace hourglass::real {

enum class Invocation : std::uint8_t { RequestResponse, Event };
// How the caller wants a response that the runtime streams.
enum class ResponseMode : std::uint8_t { Buffered, Streaming };

struct InvokeRequest {
    std::string payload;
    CallerHeaders caller;
    Invocation type{};
    ResponseMode mode{};
};

// What a request may be, in bytes: the service refuses a longer one, the emulator cuts it.
inline constexpr std::uint64_t longest_request = 6'291'456;
inline constexpr std::uint64_t longest_emulator_request = 6'291'556;

std::variant<InvokeRequest, HttpReply> read_invoke_request(const HttpRequest& request,
                                                           model::ProfileName profile,
                                                           const FunctionIdentity& function);

// An error of the endpoint itself, in the form of the profile.
HttpReply endpoint_error(model::ProfileName profile, int status, std::string_view type,
                         std::string_view message);

}  // namespace hourglass::real
