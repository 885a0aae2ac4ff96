#include "model/messages/wall_time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>

namespace hourglass::model {

namespace {

using namespace std::chrono;

// Takes a text apart from the left; once something did not fit, it has failed.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_{text} {}

    int digits(std::size_t count) {
        int number = 0;
        const auto* const start = rest_.data();
        const bool enough = rest_.size() >= count && rest_.find_first_not_of("0123456789") >= count;
        const auto stop = start + (enough ? count : 0);
        if (!enough || std::from_chars(start, stop, number).ptr != stop) return fail();
        rest_.remove_prefix(count);
        return number;
    }
    bool take(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == any_of.npos) return false;
        taken_ = rest_.front();
        rest_.remove_prefix(1);
        return true;
    }
    void need(std::string_view any_of) {
        if (!take(any_of)) fail();
    }
    std::size_t digits_ahead() const {
        return std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    }

    char taken() const { return taken_; }
    bool done() const { return !failed_ && rest_.empty(); }
    int fail() {
        failed_ = true;
        return 0;
    }

private:
    std::string_view rest_;
    char taken_ = 0;
    bool failed_ = false;
};

struct Clock24 {
    int hour{};
    int minute{};
    int second{};

    bool exists() const { return hour < 24 && minute < 60 && second < 60; }
};

Clock24 take_clock(Cursor& cursor) {
    Clock24 clock;
    clock.hour = cursor.digits(2);
    cursor.need(":");
    clock.minute = cursor.digits(2);
    return clock;
}

year_month_day take_date(Cursor& cursor) {
    const year the_year{cursor.digits(4)};
    cursor.need("-");
    const month the_month{static_cast<unsigned>(cursor.digits(2))};
    cursor.need("-");
    return {the_year, the_month, day{static_cast<unsigned>(cursor.digits(2))}};
}

nanoseconds take_fraction(Cursor& cursor) {
    if (!cursor.take(".")) return {};
    const auto places = cursor.digits_ahead();
    if (places == 0 || places > 9) return nanoseconds{cursor.fail()};
    std::int64_t fraction = cursor.digits(places);
    for (auto place = places; place < 9; ++place) fraction *= 10;
    return nanoseconds{fraction};
}

std::optional<minutes> take_offset(Cursor& cursor) {
    if (cursor.take("Z")) return minutes{};
    cursor.need("+-");
    const int sign = cursor.taken() == '-' ? -1 : 1;
    const auto offset = take_clock(cursor);
    if (!offset.exists()) return std::nullopt;
    return sign * (hours{offset.hour} + minutes{offset.minute});
}

constexpr year first_year{1678};
constexpr year last_year{2261};

}  // namespace

std::optional<WallTime> parse_wall_time(std::string_view text) {
    Cursor cursor{text};
    const auto date = take_date(cursor);
    cursor.need("T");
    auto clock = take_clock(cursor);
    cursor.need(":");
    clock.second = cursor.digits(2);
    const auto fraction = take_fraction(cursor);
    const auto offset = take_offset(cursor);
    if (!cursor.done() || !date.ok() || !clock.exists() || !offset) return std::nullopt;
    if (date.year() < first_year || date.year() > last_year) return std::nullopt;
    const auto at = sys_days{date}.time_since_epoch() + hours{clock.hour} + minutes{clock.minute} +
                    seconds{clock.second} - *offset;
    return WallTime{at + fraction};
}

std::string write_wall_time(WallTime time) {
    const auto since_epoch = time.time_since_epoch();
    const auto midnight = floor<days>(since_epoch);
    const year_month_day date{sys_days{midnight}};
    const hh_mm_ss clock{since_epoch - midnight};
    auto text =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                    clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    if (clock.subseconds() != nanoseconds{}) {
        text += fmt::format(".{:09}", clock.subseconds().count());
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text + "Z";
}

}  // namespace hourglass::model
