// What the platform of a scenario makes hard for its clients: all of it legal, none of it kind. The
// configuration says so in the variable HOURGLASS_UNKIND, which is the platform's and reaches no
// process: "chunked bodies, 500 at next 2". Only real processes meet it.
#pragma once

#include "model/base/result.hpp"
#include "model/trace/client_notes.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::scenarios {

// Calls that it may answer otherwise than it should.
enum class CallName : std::uint8_t { Next, Response, Register, Event, Subscription };

enum class Lasting : std::uint8_t { Once, FromThenOn };

struct Unkindness {
    model::Hardship hardship{};
    // AnsweredWith and Gone: at which call, counted from 1 in a run, whoever makes it.
    CallName call{};
    std::uint32_t ordinal = 1;
    Lasting lasting{};
    std::uint16_t status = 0;  // AnsweredWith

    bool operator==(const Unkindness&) const = default;
};

inline constexpr std::string_view unkind_variable = "HOURGLASS_UNKIND";

// The error says what is wrong with the text.
model::Result<Unkindness> parse_unkindness(std::string_view text);
std::string write_unkindness(const Unkindness& unkindness);

// Those that an environment names, in their order.
model::Result<std::vector<Unkindness>> unkindness_of(
    const std::map<std::string, std::string>& environment);

}  // namespace hourglass::scenarios
