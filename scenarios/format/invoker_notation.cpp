// The short notation of what the invoker does: WORD [REASON] [DURATION] [&].
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/notation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace hourglass::scenarios {
namespace {

using model::ErrorKind;
using model::Result;

constexpr std::string_view background_mark = " &";

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        if (end > begin) words.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

tl::unexpected<model::Error> unknown_ask(std::string_view word) {
    std::vector<std::string_view> known;
    known.reserve(ask_words.size());
    for (const auto& entry : ask_words) known.push_back(entry.name);
    return model::failure(
        ErrorKind::BadInput, fmt::format("the invoker cannot \"{}\"", word.substr(0, 60)),
        did_you_mean(word, known, fmt::format("it can: {}", fmt::join(known, ", "))));
}

tl::unexpected<model::Error> too_much(Ask ask, std::string_view word) {
    return model::failure(
        ErrorKind::BadInput,
        fmt::format("\"{}\" does not take \"{}\"", word_of(ask), word.substr(0, 60)),
        "write it as an object with \"do\", or leave it out");
}

bool takes_budget(Ask ask) {
    return ask == Ask::Invoke || ask == Ask::Reset || ask == Ask::Shutdown || ask == Ask::Restore;
}

// A word after the first: a duration where one is taken, else the reason of a reset.
Result<void> read_word(std::string_view word, InvokerStep& step) {
    const auto time = model::parse_duration(word, step_durations);
    if (step.ask == Ask::Wait) {
        if (!time) return tl::make_unexpected(time.error());
        step.time = *time;
        return {};
    }
    if (time && takes_budget(step.ask) && !step.budget) {
        step.budget = *time;
        return {};
    }
    const bool is_reason = step.ask == Ask::Reset && step.text.empty() && !step.budget;
    if (!is_reason || !is_one_line(word)) return too_much(step.ask, word);
    step.text = word;
    return {};
}

// A reason that reads back as itself: one word that is no duration.
bool is_short_reason(std::string_view reason) {
    return reason.find(' ') == std::string_view::npos && reason != "&" &&
           !model::parse_duration(reason, step_durations);
}

}  // namespace

Result<InvokerStep> parse_invoker_step(std::string_view text) {
    InvokerStep step;
    if (text.ends_with(background_mark)) {
        step.waiting = Waiting::Background;
        text.remove_suffix(background_mark.size());
    }
    const auto words = split(text);
    const std::string_view first = words.empty() ? text : words.front();
    const auto* ask = std::ranges::find(ask_words, first, &model::Named<Ask>::name);
    if (ask == ask_words.end()) return unknown_ask(first);
    step.ask = ask->value;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (const auto read = read_word(words[i], step); !read) {
            return tl::make_unexpected(read.error());
        }
    }
    if (step.ask == Ask::Invoke) step.payload = default_payload;
    const bool passes_time = step.ask == Ask::Wait || step.ask == Ask::AwaitAll;
    if (passes_time && step.waiting == Waiting::Background) return too_much(step.ask, "&");
    if (step.ask == Ask::Wait && words.size() != 2) {
        return model::failure(ErrorKind::BadInput, "\"wait\" is followed by one duration",
                              "write for example \"wait 20ms\"");
    }
    return step;
}

std::optional<std::string> write_invoker_step(const InvokerStep& step) {
    if (step.ask == Ask::Invoke && step.payload != default_payload) return std::nullopt;
    if (step.direct != Direct::No) return std::nullopt;
    if (!step.text.empty() && !is_short_reason(step.text)) return std::nullopt;
    std::string text{word_of(step.ask)};
    if (step.ask == Ask::Wait) text += ' ' + model::write_duration(step.time);
    if (!step.text.empty()) text += ' ' + step.text;
    if (step.budget) text += ' ' + model::write_duration(*step.budget);
    if (step.waiting == Waiting::Background) text += background_mark;
    return text;
}

}  // namespace hourglass::scenarios
