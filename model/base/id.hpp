// Identities. Handed out in order, never from chance or addresses; 0 means "none".
#pragma once

#include <compare>
#include <cstdint>

namespace hourglass::model {

template <class Tag, class Value = std::uint32_t>
struct Id {
    Value value{};

    constexpr explicit operator bool() const { return value != 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

using CallId = Id<struct CallTag>;                 // one HTTP exchange of a runtime or extension
using InvokeId = Id<struct InvokeTag>;             // one invocation, numbered from 1 in a run
using PayloadId = Id<struct PayloadTag>;           // equal bytes have equal ids within a run
using TextId = Id<struct TextTag, std::uint16_t>;  // an interned string, see Texts

}  // namespace hourglass::model
