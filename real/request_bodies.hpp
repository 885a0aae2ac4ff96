// Bodies of requests that the API looks into.
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass::real {

struct RegisterBody {
    std::uint8_t subscription = 0;  // bits of model/trace/record.hpp
    std::string unknown_event;      // the first that does not exist
};

// The error is the sentence that the caller gets.
tl::expected<RegisterBody, std::string> read_register_body(std::string_view body);

// Of a function's error that carries its cause: what the caller gets, which is the rest of it.
std::string error_without_cause(std::string_view body);

}  // namespace hourglass::real
