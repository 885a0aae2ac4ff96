#include "reports/timeline.hpp"

#include "reports/narrator.hpp"
#include "reports/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace hourglass::reports {

namespace {

using model::Kind;
using model::Record;

constexpr std::size_t actor_width = 16;
constexpr std::size_t words_width = 76;

struct Line {
    std::string text;
    bool kept_always{};  // a violation
};

// Timers come and go with every step and the answers that peers get repeat the platform's: both
// are in the trace, neither helps a reader. Rules are shown beside the event that they speak of.
bool is_told(const Record& record) {
    switch (record.kind) {
        case Kind::None:
        case Kind::RuleFired:
        case Kind::TimerArmed:
        case Kind::TimerCancelled:
        case Kind::CallReceived:
            return false;
        default:
            return true;
    }
}

class Teller {
public:
    Teller(const model::Trace& trace, const model::Judgement& judgement, Colour colour)
        : trace_(trace), judgement_(judgement), narrator_(trace), paint_(colour) {}

    std::vector<Line> lines() const {
        std::vector<Line> lines;
        for (std::size_t i = 0; i < trace_.records.size(); ++i) {
            if (is_told(trace_.records[i])) lines.push_back({line_of(i), false});
            for (const model::Violation& violation : judgement_.violations) {
                if (violation.record == i) lines.push_back({complaint_of(violation), true});
            }
        }
        return lines;
    }

private:
    std::string line_of(std::size_t index) const {
        const Record& record = trace_.records[index];
        const std::string when = milliseconds(record.at.time_since_epoch());
        const std::string who = shortened(narrator_.actor(record), actor_width);
        const std::string words = shortened(narrator_.words(record), words_width);
        const std::string rules = rules_after(index);
        if (rules.empty()) return fmt::format("{:>15}  {:<16}  {}", when, who, words);
        return fmt::format("{:>15}  {:<16}  {}  {}", when, who, words, paint_.faint(rules));
    }

    // "[INIT-02 INIT-05]": the rules that spoke when the platform took this event.
    std::string rules_after(std::size_t index) const {
        if (!model::is_event(trace_.records[index].kind)) return {};
        std::string rules;
        std::set<std::uint16_t> told;
        for (std::size_t i = index + 1; i < trace_.records.size(); ++i) {
            const Record& record = trace_.records[i];
            if (!model::is_effect(record.kind)) break;
            if (record.kind != Kind::RuleFired || !told.insert(record.code).second) continue;
            rules += (rules.empty() ? "" : " ") + narrator_.words(record);
        }
        return rules.empty() ? rules : fmt::format("[{}]", rules);
    }

    std::string complaint_of(const model::Violation& violation) const {
        const auto& rule = model::rule_at(violation.rule);
        return fmt::format(
            "{:>15}  {}", "",
            paint_.bad(fmt::format("^ {} {}", rule.id, shortened(violation.message, 400))));
    }

    const model::Trace& trace_;
    const model::Judgement& judgement_;
    Narrator narrator_;
    Paint paint_;
};

}  // namespace

std::string timeline(const model::Trace& trace, const model::Judgement& judgement,
                     const TimelineStyle& style) {
    const std::vector<Line> lines = Teller{trace, judgement, style.colour}.lines();
    const std::size_t left_out = lines.size() > style.longest ? lines.size() - style.longest : 0;
    const std::size_t head = left_out == 0 ? lines.size() : style.longest * 2 / 3;

    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool skipped = i >= head && i < head + left_out;
        if (i == head && left_out > 0) {
            text += fmt::format("{:>15}  ... {} more lines; --trace FILE keeps them all ...\n", "",
                                left_out);
        }
        if (!skipped || lines[i].kept_always) text += lines[i].text + "\n";
    }
    return text;
}

}  // namespace hourglass::reports
