// The catalogue as a whole: ids, sentences, sources and levels. Each claim lists the ids of the
// rules that break it.
#include "model/rules/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace hourglass::model {
namespace {

using testing::IsEmpty;

using Ids = std::vector<std::string_view>;

template <class Question>
Ids ids_of_rules_that(Question question) {
    Ids ids;
    for (const Rule& rule : catalogue) {
        if (question(rule)) ids.push_back(rule.id);
    }
    return ids;
}

// The ids of the rules that share this text of theirs with an earlier rule.
template <class Text>
Ids ids_of_repeated(Text Rule::*text) {
    std::set<Text> seen;
    return ids_of_rules_that([&](const Rule& rule) { return !seen.insert(rule.*text).second; });
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool is_capital(char letter) {
    return letter >= 'A' && letter <= 'Z';
}
bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_malformed(std::string_view id) {
    const std::string_view family = family_of(id);
    if (family.empty() || id.size() != family.size() + 3) return true;
    return !std::ranges::all_of(family, is_capital) ||
           !std::ranges::all_of(id.substr(family.size() + 1), is_digit);
}

bool is_about_clients(const Rule& rule) {
    return family_of(rule.id) == "RTC" || family_of(rule.id) == "EXC";
}

TEST(Catalogue, HoldsAtLeast170Rules) {
    EXPECT_GE(catalogue.size(), 170U);
}

TEST(Catalogue, HoldsAtLeast40RulesForClients) {
    EXPECT_GE(ids_of_rules_that(is_about_clients).size(), 40U);
}

TEST(Catalogue, HoldsEveryFamily) {
    std::set<std::string_view> families;

    for (const Rule& rule : catalogue) families.insert(family_of(rule.id));

    EXPECT_THAT(families,
                testing::UnorderedElementsAre("INIT", "SUPP", "INV", "TMO", "RST", "SHD", "EXT",
                                              "RESP", "ERR", "PROC", "EVT", "RSTR", "CRED", "METR",
                                              "FRZ", "TEL", "FE", "HTTP", "RTC", "EXC"));
}

TEST(Catalogue, GivesEveryRuleAnIdOfItsOwn) {
    EXPECT_THAT(ids_of_repeated(&Rule::id), IsEmpty());
}

TEST(Catalogue, GivesEveryRuleAFamilyAndATwoDigitNumber) {
    const auto malformed = [](const Rule& rule) { return is_malformed(rule.id); };

    EXPECT_THAT(ids_of_rules_that(malformed), IsEmpty());
}

TEST(Catalogue, NumbersEachFamilyInOrder) {
    std::string_view before;
    const auto out_of_order = [&](const Rule& rule) {
        const std::string_view previous = std::exchange(before, rule.id);
        return family_of(previous) == family_of(rule.id) && previous > rule.id;
    };

    EXPECT_THAT(ids_of_rules_that(out_of_order), IsEmpty());
}

TEST(Catalogue, StatesEveryRuleInOneSentence) {
    const auto not_one_sentence = [](const Rule& rule) {
        return !rule.sentence.ends_with('.') || contains(rule.sentence, ". ") ||
               contains(rule.sentence, "  ") || !is_capital(rule.sentence.front());
    };

    EXPECT_THAT(ids_of_rules_that(not_one_sentence), IsEmpty());
}

TEST(Catalogue, StatesNoRuleTwice) {
    EXPECT_THAT(ids_of_repeated(&Rule::sentence), IsEmpty());
}

TEST(Catalogue, NamesASourceForEveryRuleAndNoAddress) {
    const auto badly_sourced = [](const Rule& rule) {
        return rule.source.empty() || contains(rule.source, "://") || contains(rule.source, "  ");
    };

    EXPECT_THAT(ids_of_rules_that(badly_sourced), IsEmpty());
}

TEST(Catalogue, CallsARuleDocumentedOnlyWithADocument) {
    const auto without_document = [](const Rule& rule) {
        return (rule.aws_confidence == Confidence::Documented ||
                rule.rapid_confidence == Confidence::Documented) &&
               !contains(rule.source, "AWS docs: ");
    };

    EXPECT_THAT(ids_of_rules_that(without_document), IsEmpty());
}

TEST(Catalogue, CallsARuleObservedOnRapidOnlyWithAPlaceInTheEmulator) {
    const auto without_place = [](const Rule& rule) {
        return !is_about_clients(rule) && rule.rapid_confidence == Confidence::Observed &&
               !contains(rule.source, "RIE ") &&
               !contains(rule.source, "aws-lambda-runtime-interface-emulator#");
    };

    EXPECT_THAT(ids_of_rules_that(without_place), IsEmpty());
}

TEST(Catalogue, IsSureOfARuleExactlyWhereTheRuleApplies) {
    const auto lopsided = [](const Rule& rule) {
        return (rule.aws == Level::None) != (rule.aws_confidence == Confidence::None) ||
               (rule.rapid == Level::None) != (rule.rapid_confidence == Confidence::None);
    };

    EXPECT_THAT(ids_of_rules_that(lopsided), IsEmpty());
}

TEST(Catalogue, AppliesEveryRuleToSomeProfile) {
    const auto idle = [](const Rule& rule) {
        return rule.aws == Level::None && rule.rapid == Level::None;
    };

    EXPECT_THAT(ids_of_rules_that(idle), IsEmpty());
}

TEST(Catalogue, KeepsClientRulesInTheFamiliesForClients) {
    const auto misplaced = [](const Rule& rule) {
        return (rule.kind == RuleKind::Client) != is_about_clients(rule);
    };

    EXPECT_THAT(ids_of_rules_that(misplaced), IsEmpty());
}

TEST(Catalogue, FindsEveryRuleByItsId) {
    const auto lost = [](const Rule& rule) {
        const auto found = find_rule(rule.id);
        return !found || rule_at(*found).id != rule.id;
    };

    EXPECT_THAT(ids_of_rules_that(lost), IsEmpty());
}

TEST(Catalogue, FindsNoRuleByAnIdThatItLacks) {
    EXPECT_FALSE(find_rule("INIT-99").has_value());
}

}  // namespace
}  // namespace hourglass::model
