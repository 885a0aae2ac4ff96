// Notes about somebody's own runtime or extension. A Note whose code is not 0 says more than its
// text: what stands in which member is told beside each.
#pragma once

#include "model/trace/names.hpp"
#include "model/trace/record.hpp"

#include <cstdint>
#include <optional>

namespace hourglass::model {

// What the platform, as it may, made hard: call, who, slot, generation; the rest stays zero unless
// it is said.
enum class Hardship : std::uint16_t {
    // in how it sends an answer
    SlowHeaders,  // piece by piece, with pauses
    SplitBody,    // likewise
    ChunkedBody,  // in chunks, without a length
    UnknownHeaders,
    UnknownMembers,  // in a JSON object of the platform's own
    GreatHeaders,    // client context and identity as long as they may be
    InvocationId,    // the event has an invocation id header
    SkewedClock,     // the deadline is a day from the client's clock
    NoRegistrationBody,
    ConnectionClosed,  // after the answer, without a word of it
    // in what it answers: text = "GET /path"
    AnsweredWith,  // amount = status, whatever the call was
    Gone,          // closes the connection instead, now and from now on
};
inline constexpr std::uint16_t hardship_count = 12;

// Codes of Note.
inline constexpr std::uint16_t note_of_headers = 1;  // of a call, before it: call, who, slot,
                                                     // flags as below, text = error type as sent
inline constexpr std::uint16_t note_of_left_process = 2;  // outlived the process that left it: who,
                                                          // slot, generation = whose,
                                                          // text = its program, amount = pid
inline constexpr std::uint16_t note_of_hardship = 3;      // + the Hardship

// Flags of a note of headers.
inline constexpr std::uint8_t has_user_agent = 1;
inline constexpr std::uint8_t has_error_type = 2;
inline constexpr std::uint8_t has_invocation_id = 4;        // that of the event
inline constexpr std::uint8_t has_wrong_invocation_id = 8;  // any other
inline constexpr std::uint8_t says_streaming = 16;          // the response mode
inline constexpr std::uint8_t says_odd_mode = 32;           // a response mode that does not exist
inline constexpr std::uint8_t announces_trailers = 64;
inline constexpr std::uint8_t has_error_trailer = 128;

constexpr bool is_note_of_headers(const Record& record) {
    return record.kind == Kind::Note && record.code == note_of_headers;
}
constexpr bool is_note_of_left_process(const Record& record) {
    return record.kind == Kind::Note && record.code == note_of_left_process;
}
constexpr std::optional<Hardship> hardship_of(const Record& record) {
    const bool fits = record.kind == Kind::Note && record.code >= note_of_hardship &&
                      record.code < note_of_hardship + hardship_count;
    if (!fits) return std::nullopt;
    return static_cast<Hardship>(record.code - note_of_hardship);
}
constexpr std::uint16_t code_of_hardship(Hardship hardship) {
    return static_cast<std::uint16_t>(note_of_hardship + static_cast<std::uint16_t>(hardship));
}

// How a trace file spells code and flags.
EnumNames note_names();
EnumNames header_flag_names();

}  // namespace hourglass::model
