// The catalogue as a whole: ids, sentences, sources and levels.
#include "model/rules/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

namespace hourglass::model {
namespace {

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_well_formed(std::string_view id) {
    const std::string_view family = family_of(id);
    if (family.empty() || id.size() != family.size() + 3) return false;
    const std::string_view number = id.substr(family.size() + 1);
    return std::ranges::all_of(family, is_capital) && std::ranges::all_of(number, is_digit);
}

bool is_one_sentence(std::string_view text) {
    return text.ends_with('.') && text.find(". ") == std::string_view::npos &&
           is_capital(text.front());
}

TEST(Catalogue, HoldsAtLeast170Rules) {
    EXPECT_GE(catalogue.size(), 170U);
}

TEST(Catalogue, GivesEveryRuleAWellFormedIdOfItsOwn) {
    std::set<std::string_view> ids;

    for (const Rule& rule : catalogue) {
        EXPECT_TRUE(is_well_formed(rule.id)) << rule.id;
        EXPECT_TRUE(ids.insert(rule.id).second) << rule.id << " is there twice";
    }
}

TEST(Catalogue, KeepsEachFamilyTogetherAndInOrder) {
    for (std::size_t i = 1; i < catalogue.size(); ++i) {
        const Rule& before = catalogue[i - 1];
        const Rule& rule = catalogue[i];
        if (family_of(before.id) == family_of(rule.id)) {
            EXPECT_LT(before.id, rule.id);
        }
    }
}

TEST(Catalogue, StatesEveryRuleInOneSentenceOfItsOwn) {
    std::set<std::string_view> sentences;

    for (const Rule& rule : catalogue) {
        EXPECT_TRUE(is_one_sentence(rule.sentence)) << rule.id << ": " << rule.sentence;
        EXPECT_TRUE(sentences.insert(rule.sentence).second) << rule.id << ": " << rule.sentence;
    }
}

TEST(Catalogue, NamesASourceForEveryRuleAndNoAddress) {
    for (const Rule& rule : catalogue) {
        EXPECT_FALSE(rule.source.empty()) << rule.id;
        EXPECT_EQ(rule.source.find("://"), std::string_view::npos) << rule.id;
    }
}

TEST(Catalogue, IsSureOfARuleExactlyWhereTheRuleApplies) {
    for (const Rule& rule : catalogue) {
        EXPECT_EQ(rule.aws == Level::None, rule.aws_confidence == Confidence::None) << rule.id;
        EXPECT_EQ(rule.rapid == Level::None, rule.rapid_confidence == Confidence::None) << rule.id;
        EXPECT_TRUE(rule.aws != Level::None || rule.rapid != Level::None) << rule.id;
    }
}

TEST(Catalogue, HoldsEveryFamily) {
    std::set<std::string_view> families;

    for (const Rule& rule : catalogue) families.insert(family_of(rule.id));

    const std::set<std::string_view> expected{
        "INIT", "SUPP", "INV",  "TMO",  "RST", "SHD", "EXT", "RESP", "ERR", "PROC",
        "EVT",  "RSTR", "CRED", "METR", "FRZ", "TEL", "FE",  "HTTP", "RTC", "EXC"};
    EXPECT_EQ(families, expected);
}

TEST(Catalogue, FindsEveryRuleByItsId) {
    for (const Rule& rule : catalogue) {
        const auto found = find_rule(rule.id);
        ASSERT_TRUE(found.has_value()) << rule.id;
        EXPECT_EQ(rule_at(*found).id, rule.id);
    }
    EXPECT_FALSE(find_rule("INIT-99").has_value());
}

TEST(Catalogue, HoldsAtLeast40RulesForClients) {
    const auto is_client = [](const Rule& rule) { return rule.kind == RuleKind::Client; };

    EXPECT_GE(std::ranges::count_if(catalogue, is_client), 40);
    for (const Rule& rule : catalogue) {
        const bool in_client_family = family_of(rule.id) == "RTC" || family_of(rule.id) == "EXC";
        EXPECT_EQ(is_client(rule), in_client_family) << rule.id;
    }
}

}  // namespace
}  // namespace hourglass::model
