// How a sandbox's runtime process is started. What looks at files or starts processes implements
// it; the model only passes it on.
#pragma once

#include "model/base/result.hpp"
#include "model/messages/environment.hpp"
#include "model/messages/error_type.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hourglass::model {

// An error that replaces the platform's own type, and a text for the image's error log (INIT-13).
struct CachedFatalError {
    ErrorType type{};
    std::string log{};

    bool operator==(const CachedFatalError&) const = default;
};

class Bootstrap {
public:
    Bootstrap() = default;
    Bootstrap(const Bootstrap&) = delete;
    Bootstrap& operator=(const Bootstrap&) = delete;
    virtual ~Bootstrap() = default;

    virtual Result<std::vector<std::string>> cmd() const = 0;
    virtual Variables env(const Environment& environment) const = 0;
    virtual Result<std::string> cwd() const = 0;
    virtual std::vector<int> extra_files() const = 0;  // descriptors that the process inherits
    // What to report instead when cmd(), cwd() or the start itself failed with `error`.
    virtual std::optional<CachedFatalError> cached_fatal_error(const Error& error) const = 0;
};

}  // namespace hourglass::model
