// Where monitors say what they found: a rule was put to the test and held, or it was violated.
#pragma once

#include "model/judge/judge.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <utility>

namespace hourglass::model::judging {

class Bench {
public:
    void begin(const Trace& trace);
    void look_at(std::uint32_t record) { record_ = record; }

    void held(RuleIndex rule) { judgement_.exercised[rule.value] += (*counts_)[rule.value]; }

    // Cold: what it takes to write the text stays out of the way of those who hold to the rules.
    template <class... Args>
    [[gnu::cold, gnu::noinline]] void violated(RuleIndex rule, fmt::format_string<Args...> text,
                                               Args&&... args) {
        held(rule);
        if (wants(rule)) add(rule, fmt::format(text, std::forward<Args>(args)...));
    }

    // Puts the rule to the test.
    template <class... Args>
    void check(RuleIndex rule, bool holds, fmt::format_string<Args...> text, Args&&... args) {
        if (holds) [[likely]]
            return held(rule);
        violated(rule, text, std::forward<Args>(args)...);
    }

    const Judgement& judgement() const { return judgement_; }
    Judgement& judgement() { return judgement_; }

private:
    bool wants(RuleIndex rule) const;
    void add(RuleIndex rule, std::string message);

    using Flags = std::array<std::uint8_t, catalogue.size() + 1>;

    Judgement judgement_;
    const Flags* counts_ = nullptr;  // 1: the rule applies to this trace
    Flags violated_{};               // how often
    std::uint32_t record_ = 0;
    ProfileName profile_{};
};

}  // namespace hourglass::model::judging
