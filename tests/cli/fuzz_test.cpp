// hourglass fuzz and report from outside.
#include "tests/cli/program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace hourglass::tests {

namespace {

using nlohmann::json;
using testing::HasSubstr;

class Fuzz : public ProgramTest {
protected:
    // A campaign of so many cases and its result.
    json campaign(Arguments more, std::string_view result = "result.json") const {
        Arguments arguments{"fuzz",     "--quiet",
                            "--report", (folder() / "fuzz").string(),
                            "--json",   (folder() / result).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        status_ = hourglass(arguments);
        return json::parse(exists(result) ? read(result) : "{}");
    }

    mutable Outcome status_;
};

TEST_F(Fuzz, FindsNothingOnAHealthyPlatform) {
    const json result = campaign({"--cases", "4000"});

    EXPECT_EQ(status_.status, 0) << status_.output << status_.complaint;
    EXPECT_EQ(result["cases"], 4000);
    EXPECT_TRUE(result["findings"].empty());
    EXPECT_GT(result["coverage"]["triples"], 200);
}

TEST_F(Fuzz, PlaysOnRealProcessesAndFindsNothingThere) {
    const json result =
        campaign({"--backend", "process", "--cases", "16", "--seed", "3", "--profile", "aws"});

    EXPECT_EQ(status_.status, 0) << status_.output << status_.complaint;
    EXPECT_EQ(result["backend"], "process");
    EXPECT_EQ(result["cases"], 16);
    EXPECT_TRUE(result["findings"].empty());
    EXPECT_FALSE(exists("fuzz/playing"));
}

TEST_F(Fuzz, SaysWhatARealPlatformCannotDo) {
    campaign({"--backend", "process", "--cases", "1", "--defect", "event-lost"});
    EXPECT_EQ(status_.status, 2);
    EXPECT_THAT(status_.complaint, HasSubstr("process cannot be given a defect"));

    campaign({"--backend", "rie", "--cases", "1", "--rie", "nowhere/aws-lambda-rie"});
    EXPECT_EQ(status_.status, 2);
    EXPECT_THAT(status_.complaint, HasSubstr("nowhere/aws-lambda-rie"));
}

TEST_F(Fuzz, GivesTheSameDigestForTheSameSeed) {
    const json once = campaign({"--cases", "2000", "--seed", "7", "--jobs", "1"});
    const json again = campaign({"--cases", "2000", "--seed", "7", "--jobs", "3"});
    const json other = campaign({"--cases", "2000", "--seed", "8"});

    EXPECT_EQ(once["digest"], again["digest"]);
    EXPECT_EQ(once["coverage"], again["coverage"]);
    EXPECT_NE(once["digest"], other["digest"]);
}

TEST_F(Fuzz, MergesShardsIntoTheWhole) {
    const json whole = campaign({"--cases", "3000", "--defect", "init-told-twice"}, "whole.json");
    campaign({"--cases", "3000", "--defect", "init-told-twice", "--shard", "1/2"}, "1.json");
    campaign({"--cases", "3000", "--defect", "init-told-twice", "--shard", "2/2"}, "2.json");

    const Outcome report =
        hourglass({"report", (folder() / "2.json").string(), (folder() / "1.json").string(),
                   "--json", (folder() / "merged.json").string()});
    const json merged = json::parse(read("merged.json"));

    EXPECT_EQ(report.status, 1) << report.complaint;
    for (const char* member : {"cases", "digest", "records", "events", "coverage", "twice"}) {
        EXPECT_EQ(merged[member], whole[member]) << member;
    }
    EXPECT_TRUE(merged["complete"]);
    ASSERT_EQ(merged["findings"].size(), whole["findings"].size());
    for (std::size_t i = 0; i < merged["findings"].size(); ++i) {
        EXPECT_EQ(merged["findings"][i]["case"], whole["findings"][i]["case"]);
    }
}

TEST_F(Fuzz, RefusesToMergeAShardTwice) {
    campaign({"--cases", "100", "--shard", "1/2"}, "1.json");
    const std::string file = (folder() / "1.json").string();

    const Outcome report = hourglass({"report", file, file});

    EXPECT_EQ(report.status, 2);
    EXPECT_THAT(report.complaint, HasSubstr("shard 1/2 is there twice"));
    EXPECT_EQ(hourglass({"report", file}).status, 3);
}

// The canary: a campaign that does not find what is planted says nothing when it finds nothing.
TEST_F(Fuzz, FindsThePlantedDefectAndWritesItDown) {
    const json result = campaign({"--cases", "2000", "--defect", "event-of-the-invoke-before"});

    EXPECT_EQ(status_.status, 1) << status_.complaint;
    ASSERT_FALSE(result["findings"].empty());
    const json finding = result["findings"].front();
    const std::filesystem::path scenario{finding["scenario"].get<std::string>()};
    const std::string replay = (scenario.parent_path() / "finding.replay.json").string();
    const Outcome again = hourglass({"replay", replay});
    EXPECT_EQ(again.status, 1);
    EXPECT_THAT(again.output, HasSubstr("still wrong: " + finding["rule"].get<std::string>()));
    EXPECT_TRUE(std::filesystem::exists(scenario.parent_path() / "finding.txt"));
    EXPECT_TRUE(std::filesystem::exists(scenario.parent_path() / "finding.jsonl"));
}

TEST_F(Fuzz, PassesOverWhatIsKnown) {
    campaign({"--cases", "1000", "--defect", "init-told-twice"});
    const json result =
        campaign({"--cases", "1000", "--defect", "init-told-twice", "--avoid", "known"});

    EXPECT_EQ(status_.status, 0) << status_.output;
    EXPECT_GT(result["avoided"], 0);
}

TEST_F(Fuzz, GoesOnWithItsCorpus) {
    const std::string corpus = (folder() / "corpus").string();
    campaign({"--cases", "500", "--corpus", corpus});
    write("corpus/playing/0.choices", "what was played when somebody pulled the plug");
    write("corpus/seeds/huge", std::string(100'000, 'x'));

    campaign({"--cases", "500", "--corpus", corpus});

    EXPECT_EQ(status_.status, 0) << status_.complaint;
    EXPECT_THAT(status_.complaint, HasSubstr("a campaign was killed while it played"));
    EXPECT_THAT(status_.complaint, HasSubstr("passed over 1 files"));
    EXPECT_EQ(hourglass({"replay", corpus + "/died-0.choices"}).status, 0);
    EXPECT_FALSE(exists("corpus/playing/0.choices"));
}

TEST_F(Fuzz, RefusesAFolderThatIsNotACorpus) {
    write("foreign/seeds/photo.jpg", "somebody's own");
    write("newer/hourglass-corpus.json", R"({"format": "hourglass-corpus", "version": 99})");

    campaign({"--cases", "10", "--corpus", (folder() / "foreign").string()});
    EXPECT_EQ(status_.status, 2);
    EXPECT_THAT(status_.complaint, HasSubstr("is no corpus of ours"));
    campaign({"--cases", "10", "--corpus", (folder() / "newer").string()});
    EXPECT_EQ(status_.status, 2);
    EXPECT_THAT(status_.complaint, HasSubstr("newer than 1"));
}

TEST_F(Fuzz, SaysWhatIsWrongWithItsOptions) {
    const std::vector<std::pair<Arguments, std::string>> cases{
        {{"--time", "soon"}, "is no time"},
        {{"--time", "1s", "--cases", "5"}, "both end the campaign"},
        {{"--defect", "none-such"}, "no defect is called none-such"},
        {{"--avoid", "everything"}, "is no signature"},
        {{"--cases", "5", "--shard", "1/99"}, "at most 16 shards"},
    };
    for (const auto& [arguments, complaint] : cases) {
        campaign(arguments);
        EXPECT_EQ(status_.status, 2) << complaint;
        EXPECT_THAT(status_.complaint, HasSubstr(complaint));
    }
}

// After a change of the generator the choices mean something else; the words still count.
TEST_F(Fuzz, ReplaysWhatDriftedByItsWords) {
    const json result = campaign({"--cases", "500", "--defect", "init-told-twice"});
    ASSERT_FALSE(result["findings"].empty());
    const std::filesystem::path scenario{result["findings"].front()["scenario"].get<std::string>()};
    const std::string file = (scenario.parent_path() / "finding.replay.json").string();
    json replay = json::parse(read(file));
    replay["choices"] = "ff00ff00";
    replay["model"] = "0";
    write("drifted.replay.json", replay.dump());

    const Outcome again = hourglass({"replay", (folder() / "drifted.replay.json").string()});

    EXPECT_EQ(again.status, 1) << again.complaint;
    EXPECT_THAT(again.output, HasSubstr("its choices would make a scenario of"));
    EXPECT_THAT(again.output, HasSubstr("still wrong"));
}

}  // namespace

}  // namespace hourglass::tests
