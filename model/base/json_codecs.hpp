// How quantities stand in JSON where a format fixes it: milliseconds as 20.125, deadlines as the
// text "1500", absent instants as 0. A duration's own unit says what it is counted in.
#pragma once

#include "model/base/json_reader.hpp"

#include <chrono>
#include <limits>
#include <optional>
#include <string>

namespace hourglass::model {

// The count of a unit whose nanoseconds an int64 must hold.
template <class Ratio>
constexpr std::int64_t most_ticks_of() {
    return std::numeric_limits<std::int64_t>::max() / (std::nano::den / Ratio::den * Ratio::num);
}

template <class Rep, class Period>
void read_count(const JsonValue& value, std::chrono::duration<Rep, Period>& out) {
    constexpr auto most = most_ticks_of<Period>();
    out = std::chrono::duration<Rep, Period>{read_whole(value, -most, most)};
}

// A number of the member's own unit: std::chrono::milliseconds{20} is 20, an Instant is its
// nanoseconds.
struct AsCount {
    template <class Rep, class Period>
    void read(const JsonValue& value, std::chrono::duration<Rep, Period>& out) const {
        read_count(value, out);
    }
    template <class Clock, class Unit>
    void read(const JsonValue& value, std::chrono::time_point<Clock, Unit>& out) const {
        Unit since_start{};
        read_count(value, since_start);
        out = std::chrono::time_point<Clock, Unit>{since_start};
    }
    // A count of 0 is nothing; what is written for an instant of 0 is read as nothing, too.
    template <class T>
    void read(const JsonValue& value, std::optional<T>& out) const {
        T there{};
        read(value, there);
        out = there == T{} ? std::nullopt : std::optional{there};
    }

    template <class Rep, class Period>
    Json write(std::chrono::duration<Rep, Period> in) const {
        return in.count();
    }
    template <class Clock, class Unit>
    Json write(std::chrono::time_point<Clock, Unit> in) const {
        return in.time_since_epoch().count();
    }
    template <class T>
    Json write(const std::optional<T>& in) const {
        return in ? write(*in) : Json(0);
    }
};

// Microseconds as milliseconds with at most three decimal places.
struct AsMilliseconds {
    void read(const JsonValue& value, std::chrono::microseconds& out) const;
    void read(const JsonValue& value, std::optional<std::chrono::microseconds>& out) const;
    Json write(std::chrono::microseconds in) const;
    Json write(const std::optional<std::chrono::microseconds>& in) const;
};

// What AsCount writes, as a decimal text.
struct AsDecimalText {
    template <class T>
    void read(const JsonValue& value, T& out) const {
        if (const auto number = number_in(value)) {
            const Json json = *number;
            AsCount{}.read(value.here(json), out);
        }
    }
    template <class T>
    Json write(const T& in) const {
        return std::to_string(AsCount{}.write(in).template get<std::int64_t>());
    }

private:
    static std::optional<std::int64_t> number_in(const JsonValue& value);
};

inline constexpr AsCount as_count;
inline constexpr AsMilliseconds as_milliseconds;
inline constexpr AsDecimalText as_decimal_text;

}  // namespace hourglass::model
