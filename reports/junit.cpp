#include "reports/junit.hpp"

#include "model/trace/names.hpp"
#include "reports/names.hpp"
#include "reports/printable.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <sstream>

namespace hourglass::reports {

namespace {

constexpr std::size_t name_width = 100;
constexpr std::size_t message_width = 300;

struct Counts {
    unsigned tests = 0;
    unsigned failures = 0;
    unsigned errors = 0;
    unsigned skipped = 0;

    Counts& operator+=(const Counts& more) {
        tests += more.tests;
        failures += more.failures;
        errors += more.errors;
        skipped += more.skipped;
        return *this;
    }
};

std::string seconds(model::Duration duration) {
    const std::int64_t millis = duration.count() / 1'000'000;
    return fmt::format("{}.{:03}", millis / 1000, millis % 1000);
}

void set(pugi::xml_node node, const char* name, const std::string& value) {
    node.append_attribute(name).set_value(printable(value).c_str());
}

void set_counts(pugi::xml_node node, const Counts& counts) {
    node.append_attribute("tests").set_value(counts.tests);
    node.append_attribute("failures").set_value(counts.failures);
    node.append_attribute("errors").set_value(counts.errors);
}

// A child that says in one line (message) and in full (text) what happened.
void say(pugi::xml_node testcase, const char* element, const std::string& message,
         const std::string& text) {
    pugi::xml_node child = testcase.append_child(element);
    set(child, "message", message);
    if (std::string_view{element} != "skipped") set(child, "type", element);
    if (!text.empty()) child.text().set(printable(text).c_str());
}

std::string in_full(const Sighting& sighting) {
    std::string text = fmt::format("{}\n  scenario: {}, seed {}\n  at: {}\n", sighting.message,
                                   sighting.scenario, sighting.seed, sighting.event);
    if (!sighting.trace.empty()) text += fmt::format("  trace: {}\n", sighting.trace);
    if (!sighting.replay.empty()) text += fmt::format("  replay: {}\n", sighting.replay);
    return text;
}

std::string in_full(const RuleResult& result) {
    const model::Rule& rule = model::rule_at(result.rule);
    std::string text = fmt::format("{} {}\nsource: {}\n", rule.id, rule.sentence, rule.source);
    for (const Sighting& sighting : result.violations) text += "\n" + in_full(sighting);
    if (result.violation_count > result.violations.size()) {
        text += fmt::format("\n{} more violations\n",
                            result.violation_count - result.violations.size());
    }
    return text;
}

std::string in_short(const Sighting& sighting) {
    return fmt::format("{} | {}", shortened(sighting.message, message_width), sighting.replay);
}

std::string suite_name(const Track& track, std::string_view part) {
    return fmt::format("hourglass.{}.{}.{}", track.backend, name_of(track.profile), part);
}

pugi::xml_node add_case(pugi::xml_node suite, const std::string& name, model::Duration wall) {
    pugi::xml_node testcase = suite.append_child("testcase");
    set(testcase, "name", name);
    testcase.append_attribute("classname").set_value(suite.attribute("name").value());
    set(testcase, "time", seconds(wall));
    return testcase;
}

Counts add_rule(pugi::xml_node suite, const RuleResult& result) {
    const model::Rule& rule = model::rule_at(result.rule);
    pugi::xml_node testcase =
        add_case(suite, shortened(fmt::format("{} {}", rule.id, rule.sentence), name_width), {});
    Counts counts{.tests = 1};
    if (is_failure(result)) {
        say(testcase, "failure", in_short(result.violations.front()), in_full(result));
        counts.failures = 1;
    } else if (is_warning(result)) {
        const std::string text = "warning, the profile does not insist on it: " + in_full(result);
        testcase.append_child("system-out").text().set(printable(text).c_str());
    } else if (result.verdict != model::Verdict::Held) {
        say(testcase, "skipped", fmt::format("{}: {}", name_of(result.verdict), result.reason), "");
        counts.skipped = 1;
    }
    return counts;
}

Counts add_scenario(pugi::xml_node suite, const ScenarioResult& result) {
    pugi::xml_node testcase = add_case(suite, result.scenario, result.wall);
    Counts counts{.tests = 1};
    std::vector<Sighting> broken = result.mismatches;
    broken.insert(broken.end(), result.flaky.begin(), result.flaky.end());
    if (result.error) {
        say(testcase, "error", result.error->message, result.error->remedy);
        counts.errors = 1;
    } else if (!broken.empty()) {
        std::string text;
        for (const Sighting& sighting : broken) text += in_full(sighting);
        say(testcase, "failure", in_short(broken.front()), text);
        counts.failures = 1;
    } else if (!result.skipped.empty()) {
        say(testcase, "skipped", result.skipped, "");
        counts.skipped = 1;
    }
    return counts;
}

struct Suites {
    pugi::xml_node root;
    const VerifyResult& result;
    Counts total;
    int next_id = 0;

    pugi::xml_node open(const Track& track, std::string_view part) {
        pugi::xml_node suite = root.append_child("testsuite");
        set(suite, "name", suite_name(track, part));
        suite.append_attribute("id").set_value(next_id++);
        return suite;
    }

    void close(pugi::xml_node suite, const Counts& counts, model::Duration wall) {
        set_counts(suite, counts);
        suite.append_attribute("skipped").set_value(counts.skipped);
        set(suite, "time", seconds(wall));
        set(suite, "timestamp", result.started);
        suite.append_attribute("hostname").set_value("localhost");
        total += counts;
    }
};

void add_families(Suites& suites, const TrackResult& track) {
    for (std::size_t i = 0; i < track.rules.size();) {
        const auto family = model::family_of(model::rule_at(track.rules[i].rule).id);
        pugi::xml_node suite = suites.open(track.track, family);
        Counts counts;
        for (; i < track.rules.size(); ++i) {
            if (model::family_of(model::rule_at(track.rules[i].rule).id) != family) break;
            counts += add_rule(suite, track.rules[i]);
        }
        suites.close(suite, counts, {});
    }
}

void add_scenarios(Suites& suites, const TrackResult& track) {
    if (track.scenarios.empty()) return;
    pugi::xml_node suite = suites.open(track.track, "scenarios");
    Counts counts;
    model::Duration wall{};
    for (const ScenarioResult& scenario : track.scenarios) {
        counts += add_scenario(suite, scenario);
        wall += scenario.wall;
    }
    suites.close(suite, counts, wall);
}

}  // namespace

std::string to_junit(const VerifyResult& result) {
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version").set_value("1.0");
    declaration.append_attribute("encoding").set_value("UTF-8");

    Suites suites{.root = document.append_child("testsuites"), .result = result, .total = {}};
    set(suites.root, "name", "hourglass");
    for (const TrackResult& track : result.tracks) {
        add_families(suites, track);
        add_scenarios(suites, track);
    }
    set_counts(suites.root, suites.total);
    set(suites.root, "time", seconds(result.wall));

    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

}  // namespace hourglass::reports
