#include "scenarios/format/notation.hpp"

#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace hourglass::scenarios {
namespace {

using model::ErrorKind;
using model::Result;

constexpr std::size_t longest_name = 127;  // as in the platform's list of extension names

std::string_view quoted_part(std::string_view text) {
    return text.substr(0, 60);
}

// What stands before the first space; `text` keeps the rest.
std::string_view take_word(std::string_view& text) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

// One word of printable characters, as an error type or a name is.
bool is_one_word(std::string_view text) {
    const auto printable = [](char c) { return c > ' ' && c <= '~'; };
    return !text.empty() && text.size() <= longest_name && std::ranges::all_of(text, printable);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// The longest form that `text` begins with, so that "respond unknown" is not "respond".
const StepForm* form_of(std::string_view text) {
    const StepForm* best = nullptr;
    for (const StepForm& form : step_forms) {
        const bool fits = text.starts_with(form.word) &&
                          (text.size() == form.word.size() || text[form.word.size()] == ' ');
        if (fits && (best == nullptr || form.word.size() > best->word.size())) best = &form;
    }
    return best;
}

std::vector<std::string_view> words_of(Role who) {
    std::vector<std::string_view> words;
    for (const StepForm& form : step_forms) {
        if (may_take(who, form)) words.push_back(form.word);
    }
    return words;
}

tl::unexpected<model::Error> unknown_step(std::string_view text, Role who) {
    std::string_view rest = text;
    const auto words = words_of(who);
    return model::failure(
        ErrorKind::BadInput, fmt::format("unknown step \"{}\"", quoted_part(text)),
        did_you_mean(take_word(rest), words, fmt::format("steps are: {}", fmt::join(words, ", "))));
}

tl::unexpected<model::Error> bad_operand(const StepForm& form, std::string_view got,
                                         std::string_view wanted) {
    return model::failure(
        ErrorKind::BadInput,
        fmt::format("\"{}\" is followed by {}, got \"{}\"", form.word, wanted, quoted_part(got)),
        fmt::format("write for example \"{}{}\"", form.word, example_of(form.operand)));
}

Result<void> read_bytes(const StepForm& form, std::string_view operand, Step& step) {
    const bool optional = form.op == Op::Respond;
    const std::int64_t most = form.op == Op::Allocate ? max_allocation : max_response_bytes;
    if (optional && operand.empty()) return {};
    std::string_view rest = operand;
    const auto bytes = whole_number(take_word(rest));
    if (!bytes || rest != "bytes" || *bytes < 1 || *bytes > most) {
        return bad_operand(
            form, operand,
            fmt::format(
                "{}1 to {} bytes",
                optional ? "nothing, \"to last\", \"unknown\", \"empty\", \"half\" or " : "",
                most));
    }
    step.number = *bytes;
    return {};
}

// N bytes in N chunks [every DURATION] [then break off | then fail TYPE]
Result<void> read_stream(const StepForm& form, std::string_view operand, Step& step) {
    std::string_view rest = operand;
    const auto wrong = [&] {
        return bad_operand(form, operand,
                           "bytes and 1 to 255 chunks, then perhaps \"every 20ms\", and \"then "
                           "break off\" or \"then fail TYPE\"");
    };
    const auto bytes = whole_number(take_word(rest));
    const bool in = take_word(rest) == "bytes" && take_word(rest) == "in";
    const auto chunks = whole_number(take_word(rest));
    const bool chunked = take_word(rest) == "chunks";
    const bool counted = bytes && chunks && *bytes >= 1 && *bytes <= max_stream_bytes &&
                         *chunks >= 1 && *chunks <= 255;
    if (!in || !chunked || !counted) return wrong();
    step.number = *bytes;
    step.events = static_cast<std::uint8_t>(*chunks);
    if (rest.starts_with("every ")) {
        take_word(rest);
        const auto pause = model::parse_duration(take_word(rest), step_durations);
        if (!pause) return tl::make_unexpected(pause.error());
        step.time = *pause;
    }
    if (rest.empty()) return {};
    if (rest == "then break off") {
        step.text = broken_off;
        return {};
    }
    const bool fails = take_word(rest) == "then" && take_word(rest) == "fail";
    if (!fails || !is_one_word(rest) || rest == broken_off) return wrong();
    step.text = rest;
    return {};
}

// Types of events, or the whole body.
Result<void> read_topics(const StepForm& form, std::string_view operand, Step& step) {
    step.text = operand;
    if (operand.starts_with('{') && is_one_line(operand)) return {};
    std::string_view rest = operand;
    do {
        if (std::ranges::count(topic_words, take_word(rest)) == 0) {
            return bad_operand(form, operand,
                               "platform, function, extension, or the body of the request as JSON");
        }
    } while (!rest.empty());
    return {};
}

Result<void> read_events(const StepForm& form, std::string_view operand, Step& step) {
    std::string_view rest = operand;
    while (!rest.empty()) {
        const std::string_view word = take_word(rest);
        if (word == "as" && is_one_word(rest)) {
            step.text = rest;
            return {};
        }
        const auto event = std::ranges::find(event_words, word, &model::Named<std::uint8_t>::name);
        if (event == event_words.end()) {
            return bad_operand(form, operand, "INVOKE, SHUTDOWN or UNKNOWN, then \"as NAME\"");
        }
        step.events = static_cast<std::uint8_t>(step.events | event->value);
    }
    return {};
}

// "for 20ms", or nothing.
Result<void> read_patience(const StepForm& form, std::string_view operand, Step& step) {
    if (operand.empty()) return {};
    std::string_view rest = operand;
    if (take_word(rest) != "for") return bad_operand(form, operand, "nothing or \"for 20ms\"");
    const auto time = model::parse_duration(rest, step_durations);
    if (!time) return tl::make_unexpected(time.error());
    if (*time == model::Duration::zero()) {
        return bad_operand(form, operand, "a time that is longer than 0");
    }
    step.time = *time;
    return {};
}

// What stands in braces and begins with a small letter is for the probe (real/probe/wire.c).
bool is_wire_direction(std::string_view text) {
    constexpr std::array plain{"id", "last", "extension", "token", "leave", "continue", "outside"};
    constexpr std::array numbered{"wait ", "fill ", "answers "};
    if (std::ranges::find(plain, text) != plain.end()) return true;
    if (text.starts_with("byte ")) {
        return text.size() == 7 && std::isxdigit(static_cast<unsigned char>(text[5])) != 0 &&
               std::isxdigit(static_cast<unsigned char>(text[6])) != 0;
    }
    return std::ranges::any_of(numbered, [text](std::string_view word) {
        if (!text.starts_with(word)) return false;
        const auto number = whole_number(text.substr(word.size()));
        return number && *number >= 0 && *number <= max_response_bytes;
    });
}

Result<void> read_wire(const StepForm& form, std::string_view operand, Step& step) {
    if (operand.empty() || !is_one_line(operand)) {
        return bad_operand(form, operand, "one line, in which | stands for the end of a line");
    }
    for (std::size_t at = 0; (at = operand.find('{', at)) != std::string_view::npos; ++at) {
        const std::string_view rest = operand.substr(at + 1);
        if (rest.empty() || rest.front() < 'a' || rest.front() > 'z') continue;
        if (is_wire_direction(rest.substr(0, rest.find('}')))) continue;
        return bad_operand(form, operand.substr(at),
                           "{id}, {last}, {extension}, {token}, {wait MS}, {fill BYTES}, "
                           "{byte XX}, {answers N}, {continue}, {leave} or {outside} in braces");
    }
    step.text = operand;
    return {};
}

Result<void> read_operand(const StepForm& form, std::string_view operand, Step& step) {
    switch (form.operand) {
        case Operand::None:
            if (!operand.empty()) return bad_operand(form, operand, "nothing");
            return {};
        case Operand::Duration: {
            const auto time = model::parse_duration(operand, step_durations);
            if (!time) return tl::make_unexpected(time.error());
            step.time = *time;
            return {};
        }
        case Operand::Patience:
            return read_patience(form, operand, step);
        case Operand::Bytes:
            return read_bytes(form, operand, step);
        case Operand::Type:
            if (!is_one_word(operand)) return bad_operand(form, operand, "an error type");
            step.text = operand;
            return {};
        case Operand::Events:
            return read_events(form, operand, step);
        case Operand::Status: {
            const auto status = whole_number(operand);
            if (!status || *status < 0 || *status > 255) {
                return bad_operand(form, operand, "a status from 0 to 255");
            }
            step.number = *status;
            return {};
        }
        case Operand::Text:
            if (!is_one_line(operand)) return bad_operand(form, operand, "one line of text");
            step.text = operand;
            return {};
        case Operand::Wire:
            return read_wire(form, operand, step);
        case Operand::Stream:
            return read_stream(form, operand, step);
        case Operand::Topics:
            return read_topics(form, operand, step);
    }
    return {};
}

std::string stream_text(const Step& step) {
    std::string text = fmt::format(" {} bytes in {} chunks", step.number, step.events);
    if (step.time.count() != 0) text += " every " + model::write_duration(step.time);
    if (step.text == broken_off) return text + " then break off";
    return step.text.empty() ? text : text + " then fail " + step.text;
}

std::string events_text(const Step& step) {
    std::string text;
    for (const auto& [bit, word] : event_words) {
        if ((step.events & bit) != 0) text += fmt::format(" {}", word);
    }
    return step.text.empty() ? text : fmt::format("{} as {}", text, step.text);
}

std::string operand_text(const StepForm& form, const Step& step) {
    switch (form.operand) {
        case Operand::None:
            return "";
        case Operand::Duration:
            return ' ' + model::write_duration(step.time);
        case Operand::Patience:
            return step.time == model::Duration::zero()
                       ? ""
                       : " for " + model::write_duration(step.time);
        case Operand::Bytes:
            return step.number == 0 ? "" : fmt::format(" {} bytes", step.number);
        case Operand::Type:
            return ' ' + step.text;
        case Operand::Events:
            return events_text(step);
        case Operand::Status:
            return fmt::format(" {}", step.number);
        case Operand::Text:
        case Operand::Wire:
            return step.text.empty() ? "" : ' ' + step.text;
        case Operand::Stream:
            return stream_text(step);
        case Operand::Topics:
            return ' ' + step.text;
    }
    return "";
}

}  // namespace

bool is_one_line(std::string_view text) {
    const auto control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; };
    return std::ranges::none_of(text, control);
}

bool is_file_name(std::string_view text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= longest_name && text != "." && text != ".." &&
           std::ranges::all_of(text, plain);
}

Result<Step> parse_step(std::string_view text, Role who) {
    const StepForm* form = form_of(text);
    if (form == nullptr) return unknown_step(text, who);
    if (!may_take(who, *form)) {
        const std::string_view name = who == Role::Runtime ? "a runtime" : "an extension";
        return model::failure(
            ErrorKind::BadInput, fmt::format("\"{}\" is no step of {}", form->word, name),
            fmt::format("steps of {} are: {}", name, fmt::join(words_of(who), ", ")));
    }
    text.remove_prefix(std::min(form->word.size() + 1, text.size()));
    Step step;
    step.op = form->op;
    if (const auto read = read_operand(*form, text, step); !read) {
        return tl::make_unexpected(read.error());
    }
    return step;
}

std::string write_step(const Step& step) {
    const auto* form = std::ranges::find(step_forms, step.op, &StepForm::op);
    return std::string{form->word} + operand_text(*form, step);
}

}  // namespace hourglass::scenarios
