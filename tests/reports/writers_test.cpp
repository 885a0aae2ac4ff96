// Every writer against an approved file, and what holds for any result.
#include "reports/annotations.hpp"
#include "reports/console.hpp"
#include "reports/folder.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/printable.hpp"
#include "reports/rule_list.hpp"
#include "reports/timeline.hpp"
#include "tests/reports/sample.hpp"
#include "tests/support/approved.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

namespace hourglass::tests {

namespace {

using namespace model::literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

pugi::xml_document parsed(const std::string& xml) {
    pugi::xml_document document;
    const auto outcome = document.load_buffer(xml.data(), xml.size());
    EXPECT_TRUE(outcome) << outcome.description();
    return document;
}

int count_of(pugi::xml_node suite, const char* element) {
    int count = 0;
    for (const pugi::xml_node testcase : suite.children("testcase")) {
        if (testcase.child(element)) ++count;
    }
    return count;
}

TEST(ConsoleReport, IsAsApproved) {
    const auto style = reports::ConsoleStyle{
        .colour = reports::Colour::Off, .detail = reports::Detail::Full, .folder = "report"};

    expect_approved("console.txt", without_sentences(to_console(sample_result(), style)));
}

TEST(ConsoleReport, PaintsOnlyWhenAskedTo) {
    const std::string plain = to_console(sample_result(), {});
    const std::string painted =
        to_console(sample_result(), {.colour = reports::Colour::On, .detail = {}, .folder = {}});

    EXPECT_THAT(plain, Not(HasSubstr("\033")));
    EXPECT_THAT(painted, HasSubstr("\033[1;31mVIOLATED\033[0m"));
}

TEST(ConsoleReport, QuietSaysOnlyWhatWentWrong) {
    const auto quiet =
        reports::ConsoleStyle{.colour = {}, .detail = reports::Detail::Quiet, .folder = {}};
    reports::VerifyResult good = sample_result();
    good.tracks.resize(1);
    good.tracks[0].scenarios.clear();
    good.tracks[0].rules.resize(1);

    EXPECT_THAT(to_console(good, quiet), IsEmpty());
    EXPECT_THAT(to_console(sample_result(), quiet), HasSubstr("VIOLATED TMO-01"));
    EXPECT_THAT(to_console(sample_result(), quiet), Not(HasSubstr("never exercised on")));
}

TEST(JsonReport, IsAsApproved) {
    expect_approved("result.json", without_sentences(reports::to_json(sample_result())));
}

TEST(JsonReport, HasTheMembersThatReadersRelyOn) {
    const auto json = nlohmann::json::parse(reports::to_json(sample_result()));

    EXPECT_EQ(json["version"], 1);
    EXPECT_EQ(json["seed"], 7);
    EXPECT_EQ(json["profile"], "aws");
    EXPECT_EQ(json["backends"], (nlohmann::json{"sim", "process"}));
    EXPECT_EQ(json["scenarios"], 2);
    for (const auto& rule : json["rules"]) {
        EXPECT_TRUE(rule.contains("id") && rule.contains("backend") && rule.contains("verdict") &&
                    rule.contains("exercised"));
        for (const auto& violation : rule["violations"]) {
            for (const char* member : {"scenario", "seed", "event", "message", "trace", "replay"}) {
                EXPECT_TRUE(violation.contains(member)) << member;
            }
        }
    }
}

TEST(JsonReport, SummaryCountsTheVerdicts) {
    const auto json = nlohmann::json::parse(reports::to_json(sample_result()));
    std::map<std::string, int> counts;

    for (const auto& rule : json["rules"]) ++counts[rule["verdict"]];

    for (const char* verdict :
         {"held", "violated", "never_exercised", "inconclusive", "unsupported"}) {
        EXPECT_EQ(json["summary"][verdict], counts[verdict]) << verdict;
    }
}

TEST(JunitReport, IsAsApproved) {
    expect_approved("junit.xml", without_sentences(reports::to_junit(sample_result())));
}

TEST(JunitReport, CountsAreThoseOfItsCases) {
    const pugi::xml_document document = parsed(reports::to_junit(sample_result()));
    const pugi::xml_node root = document.child("testsuites");
    int tests = 0;
    int failures = 0;
    int errors = 0;

    for (const pugi::xml_node suite : root.children("testsuite")) {
        const auto cases = suite.children("testcase");
        EXPECT_EQ(suite.attribute("tests").as_int(), std::distance(cases.begin(), cases.end()));
        EXPECT_EQ(suite.attribute("failures").as_int(), count_of(suite, "failure"));
        EXPECT_EQ(suite.attribute("errors").as_int(), count_of(suite, "error"));
        EXPECT_EQ(suite.attribute("skipped").as_int(), count_of(suite, "skipped"));
        tests += suite.attribute("tests").as_int();
        failures += suite.attribute("failures").as_int();
        errors += suite.attribute("errors").as_int();
    }

    EXPECT_EQ(root.attribute("tests").as_int(), tests);
    EXPECT_EQ(root.attribute("failures").as_int(), failures);
    EXPECT_EQ(root.attribute("errors").as_int(), errors);
    EXPECT_GT(failures, 0);
}

TEST(JunitReport, SaysTheReplayCommandInTheMessageOfAFailure) {
    const pugi::xml_document document = parsed(reports::to_junit(sample_result()));
    const auto failure = document.select_node("//failure").node();

    EXPECT_THAT(failure.attribute("message").value(),
                HasSubstr("./hourglass replay report/traces/sim/aws/TMO/bad.jsonl"));
    EXPECT_THAT(failure.text().get(), HasSubstr("replay: ./hourglass replay "));
}

TEST(JunitReport, HasNoControlCharacters) {
    const std::string xml = reports::to_junit(sample_result());

    for (const char c : xml) EXPECT_TRUE(c == '\n' || c >= 0x20 || c < 0) << static_cast<int>(c);
    EXPECT_THAT(xml, Not(HasSubstr("&#")));
}

TEST(MarkdownReport, IsAsApproved) {
    expect_approved("summary.md", without_sentences(reports::to_markdown(sample_result())));
}

TEST(Annotations, AreOneLineEachWithTheReplayCommand) {
    const std::string text = reports::to_annotations(sample_result());

    EXPECT_EQ(text.substr(0, text.find('\n')),
              "::error title=TMO-01 on sim/aws::the caller got <nothing> & [31mwaited for "
              "\"ever\"%0A./hourglass replay report/traces/sim/aws/TMO/bad.jsonl");
    EXPECT_THAT(text, HasSubstr("\n::warning title=RTC-12 on sim/aws::no User-Agent"));
    EXPECT_THAT(text, HasSubstr("\n::error title=TMO/bad on process/aws::no free port\n"));
}

TEST(Timeline, IsAsApproved) {
    const model::Trace trace = sample_trace();
    model::Judgement judgement;
    judgement.violations = {{"TMO-01"_rule, 8, "the invoke was answered too late"}};

    expect_approved("timeline.txt", reports::timeline(trace, judgement, {}));
}

TEST(Timeline, ShortensALongRunAndKeepsTheViolation) {
    model::Trace trace = sample_trace();
    trace.records.insert(trace.records.begin() + 5, 1000, trace.records[0]);
    model::Judgement judgement;
    judgement.violations = {{"TMO-01"_rule, 500, "in the middle"}};

    const std::string text = reports::timeline(trace, judgement, {.colour = {}, .longest = 30});

    EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 32);
    EXPECT_THAT(text, HasSubstr("more lines; --trace FILE keeps them all"));
    EXPECT_THAT(text, HasSubstr("TMO-01 in the middle"));
    EXPECT_THAT(text, HasSubstr("the run is over"));
}

TEST(RuleList, IsTheCatalogueAsJson) {
    const auto checks = [](model::RuleIndex) { return reports::Checks{true, true, false}; };
    const std::vector<model::RuleIndex> rules{"INIT-01"_rule};

    const auto json = nlohmann::json::parse(reports::rules_as_json(rules, checks));

    ASSERT_EQ(json.size(), 1U);
    EXPECT_EQ(json[0]["id"], "INIT-01");
    EXPECT_EQ(json[0]["sentence"], model::rule_at("INIT-01"_rule).sentence);
    EXPECT_EQ(json[0]["levels"]["aws"], "must");
    EXPECT_TRUE(json[0]["confidence"].contains("rapid"));
    EXPECT_EQ(json[0]["checked_by"], (nlohmann::json{"row", "monitor"}));
}

TEST(Printable, DropsControlCharactersAndMarksWhatIsNotUtf8) {
    EXPECT_EQ(reports::printable("a\x1b[31m\x01z\n\t"), "a[31mz\n\t");
    EXPECT_EQ(reports::printable("caf\xC3\xA9"), "caf\xC3\xA9");
    EXPECT_EQ(reports::printable("\xC3("), "\xEF\xBF\xBD(");
    EXPECT_EQ(reports::printable("\xED\xA0\x80"), "");
    EXPECT_EQ(reports::printable("\xF0\x80\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Printable, ShortensByCharactersNotBytes) {
    EXPECT_EQ(reports::shortened("one\ntwo", 20), "one two");
    EXPECT_EQ(reports::shortened("abcdefgh", 8), "abcdefgh");
    EXPECT_EQ(reports::shortened("abcdefghi", 8), "abcde...");
    EXPECT_EQ(reports::shortened("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4), "\xC3\xA9...");
}

}  // namespace

}  // namespace hourglass::tests
