#include "cli/executable.hpp"
#include "cli/rule_globs.hpp"
#include "cli/shell_words.hpp"
#include "cli/workers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <unistd.h>

namespace hourglass::tests {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ShellWords, ArePartedAsAShellDoes) {
    EXPECT_THAT(*cli::shell_words("node  index.js"), ElementsAre("node", "index.js"));
    EXPECT_THAT(*cli::shell_words("a 'b c' \"d \\\"e\\\" \\n\" f\\ g ''"),
                ElementsAre("a", "b c", "d \"e\" \\n", "f g", ""));
    EXPECT_THAT(*cli::shell_words("  "), ElementsAre());
}

TEST(ShellWords, NeedTheEndOfAQuote) {
    const auto words = cli::shell_words("node 'index.js");

    ASSERT_FALSE(words);
    EXPECT_THAT(words.error().message, HasSubstr("a quote without its end"));
}

TEST(ShellWords, SurviveTheWayBack) {
    for (const std::string word : {"plain", "two words", "it's", "", "$HOME", "a\"b\\c"}) {
        EXPECT_THAT(*cli::shell_words(cli::shell_word(word)), ElementsAre(word));
    }
}

TEST(RuleGlobs, PickByFamilyAndPattern) {
    const auto picked = cli::rules_matching("TMO-3?,INIT-01");

    ASSERT_TRUE(picked);
    EXPECT_EQ(model::rule_at(picked->front()).id, "INIT-01");
    for (std::size_t i = 1; i < picked->size(); ++i) {
        EXPECT_THAT(std::string{model::rule_at((*picked)[i]).id}, HasSubstr("TMO-3"));
    }
    EXPECT_EQ(cli::rules_matching("")->size(), model::catalogue.size());
    EXPECT_EQ(*cli::rules_matching("TMO"), *cli::rules_matching("TMO-*"));
}

TEST(RuleGlobs, MustMatchSomething) {
    const auto picked = cli::rules_matching("TMO-*,NOPE-*");

    ASSERT_FALSE(picked);
    EXPECT_THAT(picked.error().message, HasSubstr("NOPE-*"));
}

TEST(Workers, GiveBackWhatTheirTasksSaid) {
    cli::Workers workers{2};
    ASSERT_TRUE(workers.start(7, [] { return model::Result<void>{}; }));
    ASSERT_TRUE(workers.start(8, [] {
        return model::Result<void>{
            model::failure(model::ErrorKind::Unsupported, "cannot freeze", "Use another.")};
    }));

    for (int i = 0; i < 2; ++i) {
        const auto finished = workers.next();
        ASSERT_TRUE(finished);
        EXPECT_EQ(finished->outcome.has_value(), finished->number == 7);
        if (finished->outcome) continue;
        EXPECT_EQ(finished->outcome.error().kind, model::ErrorKind::Unsupported);
        EXPECT_EQ(finished->outcome.error().message, "cannot freeze");
        EXPECT_EQ(finished->outcome.error().remedy, "Use another.");
    }
    EXPECT_FALSE(workers.next());
}

TEST(Workers, SayHowOneDied) {
    cli::Workers workers{1};
    ASSERT_TRUE(workers.start(0, [] {
        kill(getpid(), SIGKILL);
        return model::Result<void>{};
    }));

    const auto finished = workers.next();

    ASSERT_TRUE(finished && !finished->outcome);
    EXPECT_THAT(finished->outcome.error().message, HasSubstr("signal 9"));
}

}  // namespace

}  // namespace hourglass::tests
