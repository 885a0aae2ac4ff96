// The short notation of unkindnesses: "chunked bodies", "500 at next 2", "gone from response 1".
#include "scenarios/unkindness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <sstream>
#include <vector>

namespace hourglass::scenarios {

namespace {

using model::Hardship;
using model::Result;

struct HardshipWord {
    model::Hardship hardship;
    std::string_view word;
};

constexpr std::array hardship_words{
    HardshipWord{model::Hardship::SlowHeaders, "slow headers"},
    HardshipWord{model::Hardship::SplitBody, "split bodies"},
    HardshipWord{model::Hardship::ChunkedBody, "chunked bodies"},
    HardshipWord{model::Hardship::UnknownHeaders, "unknown headers"},
    HardshipWord{model::Hardship::UnknownMembers, "unknown members"},
    HardshipWord{model::Hardship::GreatHeaders, "great headers"},
    HardshipWord{model::Hardship::InvocationId, "invocation ids"},
    HardshipWord{model::Hardship::SkewedClock, "skewed clock"},
    HardshipWord{model::Hardship::NoRegistrationBody, "empty registrations"},
    HardshipWord{model::Hardship::ConnectionClosed, "closed connections"},
};

struct CallWord {
    CallName call;
    std::string_view word;
};

constexpr std::array call_words{
    CallWord{CallName::Next, "next"},
    CallWord{CallName::Response, "response"},
    CallWord{CallName::Register, "register"},
    CallWord{CallName::Event, "event"},
    CallWord{CallName::Subscription, "subscription"},
};

constexpr std::uint32_t most_calls = 1'000'000;

Result<Unkindness> refuse(std::string_view text) {
    return model::failure(
        model::ErrorKind::BadInput, fmt::format("\"{}\" is nothing a platform does", text),
        "Write for instance \"chunked bodies\", \"500 at next 2\" or \"gone from response 1\"; "
        "docs/hostile.md lists them all.");
}

std::optional<std::uint32_t> number_in(std::string_view text, std::uint32_t most) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (!whole || number < 1 || number > most) return std::nullopt;
    return number;
}

std::vector<std::string> words_of(std::string_view text) {
    std::istringstream stream{std::string{text}};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(std::move(word));
    return words;
}

// "500 at next 2"
Result<Unkindness> parse_trouble(std::string_view text) {
    const auto words = words_of(text);
    if (words.size() != 4 || (words[1] != "at" && words[1] != "from")) return refuse(text);
    const auto* const call =
        std::find_if(call_words.begin(), call_words.end(),
                     [&words](const CallWord& one) { return one.word == words[2]; });
    const auto ordinal = number_in(words[3], most_calls);
    if (call == call_words.end() || !ordinal) return refuse(text);
    Unkindness unkindness{.hardship = Hardship::Gone, .call = call->call, .ordinal = *ordinal};
    unkindness.lasting = words[1] == "from" ? Lasting::FromThenOn : Lasting::Once;
    // Who is gone does not come back.
    if (words[0] == "gone") {
        return unkindness.lasting == Lasting::FromThenOn ? Result<Unkindness>{unkindness}
                                                         : refuse(text);
    }
    const auto status = number_in(words[0], 599);
    if (!status || *status < 200) return refuse(text);
    unkindness.hardship = Hardship::AnsweredWith;
    unkindness.status = static_cast<std::uint16_t>(*status);
    return unkindness;
}

}  // namespace

Result<Unkindness> parse_unkindness(std::string_view text) {
    const auto* const found =
        std::find_if(hardship_words.begin(), hardship_words.end(),
                     [text](const HardshipWord& one) { return one.word == text; });
    if (found == hardship_words.end()) return parse_trouble(text);
    return Unkindness{.hardship = found->hardship};
}

Result<std::vector<Unkindness>> unkindness_of(
    const std::map<std::string, std::string>& environment) {
    std::vector<Unkindness> list;
    const auto found = environment.find(std::string{unkind_variable});
    if (found == environment.end()) return list;
    std::string_view rest = found->second;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(", "), rest.size());
        const auto one = parse_unkindness(rest.substr(0, end));
        if (!one) return tl::make_unexpected(one.error());
        list.push_back(*one);
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return list;
}

std::string write_unkindness(const Unkindness& unkindness) {
    const auto* const found =
        std::find_if(hardship_words.begin(), hardship_words.end(),
                     [&](const HardshipWord& one) { return one.hardship == unkindness.hardship; });
    if (found != hardship_words.end()) return std::string{found->word};
    const auto* const call =
        std::find_if(call_words.begin(), call_words.end(),
                     [&](const CallWord& one) { return one.call == unkindness.call; });
    const bool gone = unkindness.hardship == Hardship::Gone;
    return fmt::format("{} {} {} {}", gone ? "gone" : std::to_string(unkindness.status),
                       unkindness.lasting == Lasting::Once ? "at" : "from",
                       call == call_words.end() ? "?" : call->word, unkindness.ordinal);
}

}  // namespace hourglass::scenarios
