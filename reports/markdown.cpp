#include "reports/markdown.hpp"

#include "model/trace/names.hpp"
#include "reports/families.hpp"
#include "reports/names.hpp"
#include "reports/printable.hpp"

#include <fmt/format.h>

namespace hourglass::reports {

namespace {

constexpr std::size_t message_width = 300;

std::string_view headline(Conclusion conclusion) {
    switch (conclusion) {
        case Conclusion::AllHeld:
            return "all rules that were put to the test held";
        case Conclusion::Violated:
            return "violated";
        case Conclusion::NotPlayed:
            return "not everything could be played";
        case Conclusion::Inconclusive:
            return "inconclusive";
        case Conclusion::Stopped:
            return "stopped, this report is partial";
    }
    return "?";
}

// Text in a table or a list: what Markdown or HTML would take for its own is escaped.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : shortened(text, message_width)) {
        if (c == '|' || c == '`' || c == '*' || c == '_' || c == '\\' || c == '[') safe += '\\';
        if (c == '<') {
            safe += "&lt;";
        } else {
            safe += c;
        }
    }
    return safe;
}

std::string table_of(const FamilyTable& table) {
    std::string head = fmt::format("| profile {} |", name_of(table.profile));
    std::string rule = "| --- |";
    for (const TrackResult* track : table.tracks) {
        head += fmt::format(" {} held | violated | never exercised | not checked |",
                            track->track.backend);
        rule += " ---: | ---: | ---: | ---: |";
    }
    std::string text = head + "\n" + rule + "\n";
    const auto add = [&text](const FamilyRow& row) {
        text += fmt::format("| {} |", row.family);
        for (const Summary& counts : row.columns) {
            text += fmt::format(" {} | {} | {} | {} |", counts.held, counts.violated,
                                counts.never_exercised + counts.inconclusive, counts.unsupported);
        }
        text += "\n";
    };
    for (const FamilyRow& row : table.rows) add(row);
    add(table.total);
    return text;
}

std::string item_of(const Sighting& sighting) {
    std::string text =
        fmt::format("  - {} (scenario {}, seed {}, {})\n", escaped(sighting.message),
                    escaped(sighting.scenario), sighting.seed, escaped(sighting.event));
    if (!sighting.replay.empty()) text += fmt::format("    `{}`\n", printable(sighting.replay));
    return text;
}

std::string item_of(const Track& track, const RuleResult& result) {
    const model::Rule& rule = model::rule_at(result.rule);
    std::string text = fmt::format("- **{}** on {}{}: {} ({})\n", rule.id, title_of(track),
                                   is_warning(result) ? ", a warning" : "", escaped(rule.sentence),
                                   escaped(rule.source));
    for (const Sighting& sighting : result.violations) text += item_of(sighting);
    return text;
}

std::string broken_of(const TrackResult& track) {
    std::string text;
    for (const RuleResult& rule : track.rules) {
        if (rule.violation_count > 0) text += item_of(track.track, rule);
    }
    for (const ScenarioResult& scenario : track.scenarios) {
        const auto add = [&](std::string_view what, const std::vector<Sighting>& sightings) {
            if (sightings.empty()) return;
            text += fmt::format("- **{}** {} on {}\n", escaped(scenario.scenario), what,
                                title_of(track.track));
            for (const Sighting& sighting : sightings) text += item_of(sighting);
        };
        add("came out otherwise than expected", scenario.mismatches);
        add("is flaky", scenario.flaky);
        if (scenario.error) {
            text += fmt::format("- **{}** could not be played on {}: {} {}\n",
                                escaped(scenario.scenario), title_of(track.track),
                                escaped(scenario.error->message), escaped(scenario.error->remedy));
        }
    }
    return text;
}

}  // namespace

std::string to_markdown(const VerifyResult& result) {
    const Summary all = summary_of(result);
    std::string text = fmt::format("## Hourglass: {}\n\n", headline(conclusion_of(result)));
    text += fmt::format(
        "{} held, {} violated ({} of them warnings), {} never exercised, "
        "{} inconclusive, {} not checked; {} scenarios, seed {}.\n\n",
        all.held, all.violated, all.warnings, all.never_exercised, all.inconclusive,
        all.unsupported, scenario_count(result), result.seed);
    for (const FamilyTable& table : family_tables(result)) text += table_of(table) + "\n";
    std::string broken;
    for (const TrackResult& track : result.tracks) broken += broken_of(track);
    if (!broken.empty()) text += "### What went wrong\n\n" + broken;
    return text;
}

}  // namespace hourglass::reports
