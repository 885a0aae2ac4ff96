#include "tests/model/lifecycle/driver.hpp"

#include <algorithm>
#include <ranges>

namespace hourglass::model {

void Driver::take(Record event) {
    event.at = now_;
    history_.push_back(event);
    platform.step(event, effects_);
    history_.insert(history_.end(), effects_.begin(), effects_.end());
}

bool Driver::fires(Timer timer) {
    const auto code = static_cast<std::uint16_t>(timer);
    for (const Record& record : std::views::reverse(history_)) {
        if (record.code != code) continue;
        if (record.kind == Kind::TimerCancelled || record.kind == Kind::TimerFired) return false;
        if (record.kind != Kind::TimerArmed) continue;
        now_ = std::max(now_, Instant{Duration{record.amount}});
        take({.call = record.call, .code = code, .kind = Kind::TimerFired});
        return true;
    }
    return false;
}

std::optional<Record> Driver::last(Kind kind) const {
    for (const Record& record : std::views::reverse(history_)) {
        if (record.kind == kind) return record;
    }
    return std::nullopt;
}

std::size_t Driver::count(Kind kind) const {
    return static_cast<std::size_t>(std::ranges::count(history_, kind, &Record::kind));
}

std::optional<Answer> Driver::answer_to(CallId id) const {
    for (const Record& record : history_) {
        if (record.kind == Kind::CallAnswered && record.call == id) return code_of<Answer>(record);
    }
    return std::nullopt;
}

bool Driver::signalled(Who who, Signal signal, std::uint8_t slot) const {
    return std::ranges::any_of(history_, [&](const Record& record) {
        return record.kind == Kind::ProcessSignal && record.who == who && record.slot == slot &&
               code_of<Signal>(record) == signal;
    });
}

std::uint32_t Driver::generation_of(Who who, std::uint8_t slot) const {
    for (const Record& record : std::views::reverse(history_)) {
        if (record.kind == Kind::ProcessStart && record.who == who && record.slot == slot) {
            return record.generation;
        }
    }
    return 0;
}

}  // namespace hourglass::model
