#include "model/base/duration_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace hourglass::model {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t nanoseconds{};
    std::size_t digits{};  // decimal places down to a nanosecond
};

constexpr std::array units{
    Unit{"s", 1'000'000'000, 9},
    Unit{"ms", 1'000'000, 6},
    Unit{"us", 1'000, 3},
    Unit{"ns", 1, 0},
};

constexpr std::string_view all_digits = "0123456789";
constexpr std::size_t longest_number = 18;  // digits that any int64 holds

std::string_view take_digits(std::string_view& text) {
    const auto digits = text.substr(0, std::min(text.find_first_not_of(all_digits), text.size()));
    text.remove_prefix(digits.size());
    return digits;
}

bool take(std::string_view& text, char wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(1);
    return true;
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

struct Number {
    bool negative{};
    std::string_view whole;
    std::string_view fraction;
};

std::optional<Number> take_number(std::string_view& text) {
    Number number;
    number.negative = take(text, '-');
    number.whole = take_digits(text);
    if (number.whole.empty()) return std::nullopt;
    if (!take(text, '.')) return number;
    number.fraction = take_digits(text);
    if (number.fraction.empty()) return std::nullopt;
    return number;
}

// Nothing if the number is finer than a nanosecond. What is too large for an int64 becomes the
// largest, which no range admits.
std::optional<Duration> in_unit(const Number& number, const Unit& unit) {
    if (number.fraction.size() > unit.digits) return std::nullopt;
    std::string fraction{number.fraction};
    fraction.resize(unit.digits, '0');
    std::int64_t nanoseconds = INT64_MAX;
    if (number.whole.size() <= longest_number) {
        const auto overflows =
            __builtin_mul_overflow(number_of(number.whole), unit.nanoseconds, &nanoseconds) ||
            __builtin_add_overflow(nanoseconds, number_of(fraction), &nanoseconds);
        if (overflows) nanoseconds = INT64_MAX;
    }
    return Duration{number.negative ? -nanoseconds : nanoseconds};
}

std::optional<Duration> duration_in(std::string_view text) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    const bool zero = number->whole == "0" && number->fraction.empty();
    if (text.empty() && zero) return Duration::zero();
    const auto* const unit = std::ranges::find(units, text, &Unit::name);
    if (unit == units.end()) return std::nullopt;
    return in_unit(*number, *unit);
}

}  // namespace

Result<Duration> parse_duration(std::string_view text, DurationRange range) {
    const auto duration = duration_in(text);
    if (!duration) {
        return failure(ErrorKind::BadInput,
                       fmt::format("expected a duration, got \"{}\"", text.substr(0, 40)),
                       "write a number and a unit: 20ms, 1.5s, 600us, 250ns or 0");
    }
    if (*duration < range.least || *duration > range.most) {
        return failure(ErrorKind::BadInput,
                       fmt::format("expected a duration from {} to {}, got \"{}\"",
                                   write_duration(range.least), write_duration(range.most),
                                   text.substr(0, 40)));
    }
    return *duration;
}

std::string write_duration(Duration duration) {
    if (duration == Duration::zero()) return "0";
    const bool negative = duration < Duration::zero();
    const auto size = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(duration.count())
                               : static_cast<std::uint64_t>(duration.count());
    const auto* const unit = std::ranges::find_if(units, [size](const Unit& candidate) {
        return size >= static_cast<std::uint64_t>(candidate.nanoseconds);
    });
    const auto scale = static_cast<std::uint64_t>(unit->nanoseconds);
    std::string text = fmt::format("{}{}", negative ? "-" : "", size / scale);
    if (size % scale != 0) {
        text += fmt::format(".{:0{}}", size % scale, unit->digits);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text.append(unit->name);
}

}  // namespace hourglass::model
