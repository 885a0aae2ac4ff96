#include "reports/console.hpp"

#include "model/trace/names.hpp"
#include "reports/families.hpp"
#include "reports/names.hpp"
#include "reports/printable.hpp"

#include <fmt/format.h>

#include <map>

namespace hourglass::reports {

namespace {

constexpr std::size_t line_width = 100;
constexpr std::size_t shown_mismatches = 20;
constexpr std::size_t shown_gaps = 10;

std::string plural(std::uint64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string seconds(model::Duration duration) {
    return fmt::format("{:.1f} s", static_cast<double>(duration.count()) / 1e9);
}

// A count in a column; nothing to see is a dot.
std::string cell(std::uint32_t count, int width) {
    return count == 0 ? fmt::format("{:>{}}", ".", width) : fmt::format("{:>{}}", count, width);
}

class Console {
public:
    Console(const VerifyResult& result, const ConsoleStyle& style)
        : result_(result), style_(style), paint_(style.colour) {}

    std::string write() {
        const bool full = style_.detail == Detail::Full;
        if (full) {
            for (const FamilyTable& table : family_tables(result_)) add_table(table);
        }
        for (const TrackResult& track : result_.tracks) add_broken(track);
        for (const TrackResult& track : result_.tracks) add_scenarios(track);
        for (const Deviation& one : result_.fixed) {
            add_line(fmt::format("{} {}: the baseline accepts it, it did not show",
                                 paint_.good("FIXED"), words_of(one)));
        }
        add_errors();
        if (full) {
            for (const TrackResult& track : result_.tracks) add_gaps(track);
        }
        const bool all_held = conclusion_of(result_) == Conclusion::AllHeld;
        if (full || (style_.detail == Detail::Quiet && !all_held)) add_last_line();
        return std::move(text_);
    }

private:
    void add_line(std::string line) {
        line.erase(line.find_last_not_of(' ') + 1);
        text_ += line + "\n";
    }

    void add_table(const FamilyTable& table) {
        std::string backends =
            fmt::format("{:<18}", fmt::format("profile {}", name_of(table.profile)));
        std::string columns = fmt::format("{:<8}{:>8}  ", "family", "rules");
        for (const TrackResult* track : table.tracks) {
            const std::string& name = track->track.backend;
            backends += "  " + paint_.strong(name) +
                        std::string(std::max<std::size_t>(name.size(), 37) - name.size(), ' ');
            columns += fmt::format("  {:>6} {:>8} {:>9} {:>11}", "held", "violated", "never ex.",
                                   "not checked");
        }
        add_line(backends);
        add_line(columns);
        for (const FamilyRow& row : table.rows) add_row(row);
        add_row(table.total);
        text_ += "\n";
    }

    void add_row(const FamilyRow& row) {
        std::uint32_t rules = 0;
        std::string cells;
        for (const Summary& counts : row.columns) {
            rules = std::max(rules, counts.held + counts.violated + counts.never_exercised +
                                        counts.inconclusive + counts.unsupported);
            const std::string violated = cell(counts.violated, 8);
            const std::string held = cell(counts.held, 6);
            cells += fmt::format("  {} {} {} {}", counts.held > 0 ? paint_.good(held) : held,
                                 paint_violated(counts, violated),
                                 cell(counts.never_exercised + counts.inconclusive, 9),
                                 cell(counts.unsupported, 11));
        }
        add_line(fmt::format("{:<8}{:>8}  {}", row.family, rules, cells));
    }

    std::string paint_violated(const Summary& counts, const std::string& text) const {
        if (counts.violated == 0) return text;
        return counts.violated > counts.warnings ? paint_.bad(text) : paint_.doubtful(text);
    }

    void add_broken(const TrackResult& track) {
        for (const RuleResult& result : track.rules) {
            if (is_failure(result)) add_violation(track.track, result, paint_.bad("VIOLATED"));
        }
        for (const RuleResult& result : track.rules) {
            if (is_warning(result)) add_violation(track.track, result, paint_.doubtful("WARNING"));
        }
    }

    void add_violation(const Track& track, const RuleResult& result, const std::string& heading) {
        const model::Rule& rule = model::rule_at(result.rule);
        text_ += fmt::format("{} {} on {}\n  {}\n", heading, paint_.strong(rule.id),
                             title_of(track), rule.sentence);
        text_ += fmt::format("  source: {}\n", rule.source);
        const bool insists = result.level == model::Level::Must;
        if (!insists) {
            text_ += fmt::format("  level: {} under profile {}, so it does not fail the run\n",
                                 name_of(result.level), name_of(track.profile));
        }
        for (const Sighting& sighting : result.violations) add_sighting(sighting);
        if (result.violation_count > result.violations.size()) {
            text_ +=
                fmt::format("  and {} more\n", result.violation_count - result.violations.size());
        }
        text_ += "\n";
    }

    void add_sighting(const Sighting& sighting) {
        text_ += fmt::format("  {}\n", shortened(sighting.message, 500));
        text_ += fmt::format("    in {}, seed {}, {}\n", sighting.scenario, sighting.seed,
                             printable(sighting.event));
        if (!sighting.trace.empty()) text_ += fmt::format("    trace:  {}\n", sighting.trace);
        if (!sighting.replay.empty()) {
            text_ += fmt::format("    replay: {}\n", paint_.strong(sighting.replay));
        }
    }

    void add_scenarios(const TrackResult& track) {
        std::size_t left = shown_mismatches;
        for (const ScenarioResult& scenario : track.scenarios) {
            for (const Sighting& sighting : scenario.mismatches) {
                if (left == 0) continue;
                --left;
                text_ += fmt::format("{} {} on {}\n", paint_.bad("UNEXPECTED"),
                                     paint_.strong(scenario.scenario), title_of(track.track));
                add_sighting(sighting);
                text_ += "\n";
            }
            for (const Sighting& sighting : scenario.flaky) {
                text_ += fmt::format("{} {} on {}: the same seed gave another trace\n",
                                     paint_.bad("FLAKY"), paint_.strong(scenario.scenario),
                                     title_of(track.track));
                add_sighting(sighting);
                text_ += "\n";
            }
        }
        const std::size_t all = summary_of(track).mismatches;
        if (all > shown_mismatches) {
            text_ += fmt::format("and {} more unexpected outcomes on {}\n\n",
                                 all - shown_mismatches, title_of(track.track));
        }
    }

    // The environment fails many scenarios for the same reason: it is said once.
    void add_errors() {
        std::map<std::pair<std::string, std::string>, std::vector<std::string>> places;
        for (const TrackResult& track : result_.tracks) {
            for (const ScenarioResult& scenario : track.scenarios) {
                if (!scenario.error) continue;
                places[{scenario.error->message, scenario.error->remedy}].push_back(
                    fmt::format("{} on {}", scenario.scenario, title_of(track.track)));
            }
        }
        for (const auto& [error, where] : places) {
            const std::string more =
                where.size() > 1 ? fmt::format(" and {} more", where.size() - 1) : "";
            text_ += fmt::format("{} {}{}: {}\n", paint_.bad("NOT PLAYED"), where.front(), more,
                                 printable(error.first));
            if (!error.second.empty()) text_ += fmt::format("  {}\n", printable(error.second));
            text_ += "\n";
        }
    }

    void add_gaps(const TrackResult& track) {
        std::vector<model::RuleIndex> never;
        std::vector<model::RuleIndex> unsure;
        std::map<std::string, unsigned> skipped;
        for (const RuleResult& rule : track.rules) {
            if (rule.verdict == model::Verdict::NeverExercised) never.push_back(rule.rule);
            if (rule.verdict == model::Verdict::Inconclusive) unsure.push_back(rule.rule);
        }
        add_ids(fmt::format("never exercised on {}", title_of(track.track)), never);
        add_ids(fmt::format("inconclusive on {}", title_of(track.track)), unsure);
        std::size_t missed = 0;
        for (const ScenarioResult& scenario : track.scenarios) {
            if (!scenario.skipped.empty()) ++skipped[scenario.skipped];
            if (scenario.not_exercised.empty() || ++missed > shown_gaps) continue;
            text_ += fmt::format("{} on {} is about {} but did not come to it\n",
                                 paint_.doubtful(scenario.scenario), title_of(track.track),
                                 id_list(scenario.not_exercised));
        }
        if (missed > shown_gaps) {
            text_ += fmt::format("and {} more on {} did not come to all of their rules\n",
                                 missed - shown_gaps, title_of(track.track));
        }
        for (const auto& [reason, count] : skipped) {
            text_ += fmt::format("{} skipped on {}: {}\n", plural(count, "scenario"),
                                 title_of(track.track), printable(reason));
        }
    }

    void add_ids(const std::string& heading, const std::vector<model::RuleIndex>& rules) {
        if (rules.empty()) return;
        std::string line = heading + ":";
        const std::string list = id_list(rules) + ",";
        for (std::size_t from = 0; from < list.size();) {
            const std::size_t comma = list.find(',', from);
            const std::string item = list.substr(from, comma - from);
            if (line.size() + item.size() > line_width) {
                text_ += line + "\n";
                line = "   ";
            }
            line += (line.back() == ':' ? " " : "") + item + (comma + 1 < list.size() ? "," : "");
            from = comma + 1;
        }
        text_ += line + "\n";
    }

    void add_last_line() {
        const Summary all = summary_of(result_);
        std::string ending;
        switch (conclusion_of(result_)) {
            case Conclusion::AllHeld:
                ending = paint_.good(all.accepted > 0 ? "nothing new" : "all held");
                break;
            case Conclusion::Violated:
                ending = paint_.bad("violated");
                break;
            case Conclusion::NotPlayed:
                ending = paint_.bad("not everything could be played");
                break;
            case Conclusion::Inconclusive:
                ending = paint_.doubtful("inconclusive");
                break;
            case Conclusion::Stopped:
                ending = paint_.bad("stopped, the report is partial");
                break;
        }
        std::string counts =
            fmt::format("{} held, {} violated", all.held, all.violated - all.warnings);
        if (all.warnings > 0) counts += ", " + plural(all.warnings, "warning");
        if (all.mismatches > 0) counts += fmt::format(", {} unexpected", all.mismatches);
        if (all.accepted > 0) counts += fmt::format(", {} as in the baseline", all.accepted);
        if (all.flaky > 0) counts += fmt::format(", {} flaky", all.flaky);
        counts += fmt::format(", {} never exercised", all.never_exercised);
        if (all.inconclusive > 0) counts += fmt::format(", {} inconclusive", all.inconclusive);
        counts += fmt::format(", {} not checked", all.unsupported);
        text_ += fmt::format("{}: {}\n{} of {}, seed {}, {}\n", ending, counts,
                             plural(all.plays, "run"), plural(scenario_count(result_), "scenario"),
                             result_.seed, seconds(result_.wall));
        if (!style_.folder.empty()) text_ += fmt::format("report: {}\n", style_.folder);
    }

    const VerifyResult& result_;
    const ConsoleStyle& style_;
    Paint paint_;
    std::string text_;
};

}  // namespace

std::string to_console(const VerifyResult& result, const ConsoleStyle& style) {
    return Console{result, style}.write();
}

}  // namespace hourglass::reports
