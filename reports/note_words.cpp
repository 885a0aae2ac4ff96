// What a platform makes hard for its clients, and what the headers of their calls say, in words.
#include "reports/note_words.hpp"

#include "model/trace/client_notes.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace hourglass::reports {

using model::Hardship;
using model::Record;

namespace {

std::string hardship_words(const Record& note, std::string_view text) {
    switch (*model::hardship_of(note)) {
        case Hardship::SlowHeaders:
            return "gets its answer slowly";
        case Hardship::SplitBody:
            return "gets its answer in pieces";
        case Hardship::ChunkedBody:
            return "gets its answer in chunks";
        case Hardship::UnknownHeaders:
            return "gets headers that it cannot know";
        case Hardship::UnknownMembers:
            return "gets members that it cannot know";
        case Hardship::GreatHeaders:
            return "gets the longest context and identity";
        case Hardship::InvocationId:
            return "gets an invocation id";
        case Hardship::SkewedClock:
            return "gets a deadline that is a day away";
        case Hardship::NoRegistrationBody:
            return "is registered without a body";
        case Hardship::ConnectionClosed:
            return "finds its connection closed after that";
        case Hardship::AnsweredWith:
            return fmt::format("is answered {} to {}", note.amount, text);
        case Hardship::Gone:
            return fmt::format("finds the platform gone: {}", text);
    }
    return "has a hard time";
}

std::string header_words(std::uint8_t flags) {
    static constexpr std::array<std::pair<std::uint8_t, std::string_view>, 8> words{{
        {model::has_user_agent, "a user agent"},
        {model::has_error_type, "an error type"},
        {model::has_invocation_id, "the invocation id"},
        {model::has_wrong_invocation_id, "a wrong invocation id"},
        {model::says_streaming, "streaming mode"},
        {model::says_odd_mode, "an unknown mode"},
        {model::announces_trailers, "trailers to come"},
        {model::has_error_trailer, "an error trailer"},
    }};
    std::string list;
    for (const auto& [flag, word] : words) {
        if ((flags & flag) == 0) continue;
        if (!list.empty()) list += ", ";
        list += word;
    }
    return fmt::format("sends a call with {}", list.empty() ? "none of the known headers" : list);
}

}  // namespace

std::string note_words(const Record& note, std::string_view text) {
    if (model::hardship_of(note)) return hardship_words(note, text);
    if (model::is_note_of_headers(note)) return header_words(note.flags);
    if (model::is_note_of_left_process(note)) {
        return fmt::format("leaves the process {} ({}) behind", note.amount, text);
    }
    return std::string{text};
}

}  // namespace hourglass::reports
