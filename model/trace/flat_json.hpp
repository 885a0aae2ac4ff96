// One line of JSON, flattened: every scalar in it with its path, such as "setup.extensions[0]".
#pragma once

#include "model/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hourglass::model {

// std::monostate is null. Floating-point numbers do not occur in traces.
using Scalar = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, std::string>;

struct FlatMember {
    std::string path;
    Scalar value;
    bool taken = false;
};

class FlatJson {
public:
    // Replaces what was held before. An error says what is wrong, not where the line stands.
    Result<void> parse(std::string_view line);

    // The member with this path, marked as taken; null if there is none.
    const Scalar* take(std::string_view path);
    // The first member that nobody took; null if there is none.
    const FlatMember* untaken() const;

private:
    std::vector<FlatMember> members_;  // the first size_ are in use
    std::size_t size_ = 0;

    friend class FlatJsonReader;
};

}  // namespace hourglass::model
