// The names that go over the wire: UUIDs, made from the seed and a number, so that a run with the
// same seed uses the same ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hourglass::real {

enum class IdentityOf : std::uint8_t { Invoke, Extension, Delivery };

// A version 4 UUID in its canonical spelling.
std::string uuid_of(std::uint64_t seed, IdentityOf what, std::uint64_t number);

// A trace header as X-Ray would have it, not sampled.
std::string trace_header_of(std::uint64_t seed, std::uint64_t number, std::int64_t wall_ms);

// The canonical spelling of a UUID: any letter case, urn:uuid:, braces and no dashes are accepted.
std::optional<std::string> canonical_uuid(std::string_view text);

}  // namespace hourglass::real
