// The rules that a client is on trial for: something hard came its way, and what it does next shows
// how it took it.
#pragma once

#include "model/judge/monitor.hpp"

#include <algorithm>
#include <string>

namespace hourglass::model::judging {

class Trials {
public:
    void open(RuleIndex rule) {
        if (is_open(rule) || count_ == rules_.size()) return;
        rules_.at(count_++) = rule;
    }
    bool is_open(RuleIndex rule) const {
        return std::find(rules_.begin(), rules_.begin() + count_, rule) != rules_.begin() + count_;
    }
    bool any() const { return count_ > 0; }
    void drop() { count_ = 0; }

    void pass(Bench& bench) {
        for (std::uint8_t i = 0; i < count_; ++i) bench.held(rules_.at(i));
        drop();
    }

    template <class... Args>
    void fail(Bench& bench, fmt::format_string<const Args&...> text, const Args&... args) {
        if (!any()) return;
        const std::string message = fmt::format(text, args...);
        for (std::uint8_t i = 0; i < count_; ++i) bench.violated(rules_.at(i), "{}", message);
        drop();
    }

private:
    std::array<RuleIndex, 12> rules_{};
    std::uint8_t count_ = 0;
};

// How long the sandbox was frozen, if the record thaws it; else 0.
class FreezeWatch {
public:
    Duration see(const Record& record) {
        if (record.kind == Kind::SandboxFrozen) frozen_at_ = record.at;
        if (record.kind != Kind::SandboxThawed) return Duration::zero();
        return record.at - frozen_at_;
    }

private:
    Instant frozen_at_{};
};

// Long enough to count as a long freeze.
inline constexpr Duration long_freeze = std::chrono::seconds{1};

}  // namespace hourglass::model::judging
