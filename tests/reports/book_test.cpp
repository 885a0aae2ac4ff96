// docs/rules.md and docs/machines.md say what the catalogue and the tables say.
#include "reports/book.hpp"

#include "model/judge/judge.hpp"
#include "model/lifecycle/chart.hpp"
#include "model/rules/properties.hpp"
#include "tests/support/places.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hourglass::reports {
namespace {

std::string document(const std::string& name) {
    std::ifstream file{tests::source_dir() + "/docs/" + name};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Book, OfRulesIsInStepWithTheCatalogue) {
    const std::string book = book_of_rules([](model::RuleIndex rule) {
        return Checks{.row = model::has_row(rule),
                      .monitor = model::has_monitor(rule),
                      .property = model::has_property(rule)};
    });

    EXPECT_EQ(document("rules.md"), book)
        << "run: ./hourglass list rules --markdown >docs/rules.md";
}

TEST(Book, OfMachinesIsInStepWithTheTables) {
    EXPECT_EQ(document("machines.md"), book_of_machines())
        << "run: ./hourglass show book >docs/machines.md";
}

}  // namespace
}  // namespace hourglass::reports
