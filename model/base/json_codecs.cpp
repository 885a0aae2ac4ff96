#include "model/base/json_codecs.hpp"

#include <charconv>
#include <cmath>

namespace hourglass::model {

namespace {

// Up to here each microsecond has a double of its own.
constexpr double most_milliseconds = 1e12;

}  // namespace

void AsMilliseconds::read(const JsonValue& value, std::chrono::microseconds& out) const {
    double milliseconds = 0;
    read_value(value, milliseconds);
    if (std::abs(milliseconds) > most_milliseconds) {
        return value.complain(fmt::format("expected milliseconds, at most {}, got {}",
                                          most_milliseconds, milliseconds));
    }
    out = std::chrono::microseconds{std::llround(milliseconds * 1000)};
}

void AsMilliseconds::read(const JsonValue& value,
                          std::optional<std::chrono::microseconds>& out) const {
    read(value, out.emplace());
}

Json AsMilliseconds::write(std::chrono::microseconds in) const {
    return static_cast<double>(in.count()) / 1000;
}

Json AsMilliseconds::write(const std::optional<std::chrono::microseconds>& in) const {
    return in ? write(*in) : Json{};
}

std::optional<std::int64_t> AsDecimalText::number_in(const JsonValue& value) {
    std::string text;
    read_value(value, text);
    std::int64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc{} && stop == end) return number;
    value.complain(fmt::format("expected a whole number as text, got \"{}\"",
                               std::string_view{text}.substr(0, 40)));
    return std::nullopt;
}

}  // namespace hourglass::model
