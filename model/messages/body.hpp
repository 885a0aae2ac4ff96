// Bytes of a request or response. Any bytes; in JSON they stand as base64.
#pragma once

#include <string>

namespace hourglass::model {

struct Body {
    std::string bytes{};

    bool empty() const { return bytes.empty(); }
    bool operator==(const Body&) const = default;
};

}  // namespace hourglass::model
