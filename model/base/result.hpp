// Errors of the environment (files, processes, bad input) are values. A finding about the system
// under test is never an Error, it is a verdict.
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace hourglass::model {

enum class ErrorKind : std::uint8_t {
    BadInput,     // a file or argument says something that we cannot accept
    NotFound,     // a file, command or id that is not there
    Environment,  // the operating system refused
    Unsupported,  // understood, but not by this backend or version
};

struct Error {
    ErrorKind kind{};
    std::string message;  // one sentence: what is wrong and where (file, line or JSON path)
    std::string remedy;   // one sentence: what to do
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorKind kind, std::string message, std::string remedy = {}) {
    return tl::make_unexpected(Error{kind, std::move(message), std::move(remedy)});
}

}  // namespace hourglass::model
