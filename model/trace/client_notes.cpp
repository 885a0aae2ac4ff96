#include "model/trace/client_notes.hpp"

#include <array>

namespace hourglass::model {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array notes{
    "text"sv,
    "headers"sv,
    "left_process"sv,
    "slow_headers"sv,
    "split_body"sv,
    "chunked_body"sv,
    "unknown_headers"sv,
    "unknown_members"sv,
    "great_headers"sv,
    "invocation_id"sv,
    "skewed_clock"sv,
    "no_registration_body"sv,
    "connection_closed"sv,
    "answered_with"sv,
    "gone"sv,
};
static_assert(notes.size() == note_of_hardship + hardship_count);

constexpr std::array header_flags{
    "user_agent"sv, "error_type"sv, "invocation_id"sv, "wrong_invocation_id"sv,
    "streaming"sv,  "odd_mode"sv,   "trailers"sv,      "error_trailer"sv};

}  // namespace

EnumNames note_names() {
    return notes;
}
EnumNames header_flag_names() {
    return header_flags;
}

}  // namespace hourglass::model
