#include "reports/annotations.hpp"

#include "reports/families.hpp"
#include "reports/printable.hpp"

#include <fmt/format.h>

namespace hourglass::reports {

namespace {

// GitHub shows ten of a kind in a step.
constexpr unsigned most_lines = 10;

// Percent signs and line ends would end the command, colons and commas the title.
std::string escaped(std::string_view text, std::string_view special) {
    std::string safe;
    for (const char c : printable(text)) {
        const bool plain = special.find(c) == std::string_view::npos;
        safe += plain ? std::string{c} : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return safe;
}

class Annotations {
public:
    void add(std::string_view severity, std::string_view title, std::string_view message) {
        if (++lines_ > most_lines) return;
        text_ += fmt::format("::{} title={}::{}\n", severity, escaped(title, "%\n,:"),
                             escaped(message, "%\n"));
    }

    void add(std::string_view severity, std::string_view title, const Sighting& sighting) {
        add(severity, title, fmt::format("{}\n{}", sighting.message, sighting.replay));
    }

    std::string text() const { return text_; }

private:
    unsigned lines_ = 0;
    std::string text_;
};

void add_scenario(Annotations& annotations, const Track& track, const ScenarioResult& scenario) {
    const std::string title = fmt::format("{} on {}", scenario.scenario, title_of(track));
    for (const Sighting& sighting : scenario.mismatches) annotations.add("error", title, sighting);
    for (const Sighting& sighting : scenario.flaky) annotations.add("error", title, sighting);
    if (scenario.error) annotations.add("error", title, scenario.error->message);
}

}  // namespace

std::string to_annotations(const VerifyResult& result) {
    Annotations annotations;
    for (const TrackResult& track : result.tracks) {
        for (const RuleResult& rule : track.rules) {
            if (rule.violations.empty()) continue;
            const std::string title =
                fmt::format("{} on {}", model::rule_at(rule.rule).id, title_of(track.track));
            annotations.add(is_failure(rule) ? "error" : "warning", title, rule.violations.front());
        }
        for (const ScenarioResult& scenario : track.scenarios) {
            add_scenario(annotations, track.track, scenario);
        }
    }
    return annotations.text();
}

}  // namespace hourglass::reports
