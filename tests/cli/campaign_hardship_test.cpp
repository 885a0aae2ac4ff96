// A campaign whose disk is full, and one that is killed in the middle.
#include "tests/cli/program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sys/mount.h>

namespace hourglass::tests {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class CampaignHardship : public ProgramTest {
protected:
    std::size_t seeds() const {
        std::error_code error;
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator{folder() / "corpus/seeds", error}) {
            if (entry.path().extension() == ".choices") ++count;
        }
        return count;
    }

    // Polls, because the program is another process; the limit only ends a test that fails.
    bool has_seeds(std::size_t wanted) const {
        for (int i = 0; i < 3000; ++i) {
            if (seeds() >= wanted) return true;
            poll(nullptr, 0, 10);
        }
        return false;
    }
};

TEST_F(CampaignHardship, KeepsItsCorpusWhenItIsKilled) {
    const pid_t pid = start({"fuzz", "--quiet", "--time", "600s", "--corpus", "corpus"});
    ASSERT_TRUE(has_seeds(50));
    kill(pid, SIGKILL);
    EXPECT_EQ(wait_for(pid).status, 128 + SIGKILL);
    const std::size_t kept = seeds();

    const Outcome next = hourglass({"fuzz", "--quiet", "--cases", "200", "--corpus", "corpus"});

    EXPECT_EQ(next.status, 0) << next.output << next.complaint;
    EXPECT_THAT(next.complaint, HasSubstr("a campaign was killed while it played"));
    EXPECT_GE(seeds(), kept);
    EXPECT_EQ(hourglass({"replay", "corpus/died-0.choices"}).status, 0);
}

TEST_F(CampaignHardship, ReportsBesideAnOutputThatTakesNothing) {
    const Outcome outcome = hourglass(
        {"fuzz", "--quiet", "--cases", "500", "--defect", "event-lost", "--json", "/dev/full"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.complaint, HasSubstr("/dev/full"));
    EXPECT_THAT(outcome.output, HasSubstr("INV-43"));
}

// A file system of a few pages, if we may mount one.
class SmallDisk : public CampaignHardship {
protected:
    void SetUp() override {
        disk_ = (folder() / "disk").string();
        fs::create_directory(disk_);
        mounted_ = mount("none", disk_.c_str(), "tmpfs", 0, "size=48k") == 0;
        if (!mounted_) GTEST_SKIP() << "cannot mount a small disk: " << std::strerror(errno);
    }
    void TearDown() override {
        if (mounted_) umount2(disk_.c_str(), MNT_DETACH);
    }

    std::string disk_;
    bool mounted_ = false;
};

TEST_F(SmallDisk, EndsACampaignThatCannotKeepItsCorpus) {
    const Outcome full =
        hourglass({"fuzz", "--quiet", "--time", "600s", "--corpus", disk_ + "/corpus"});

    EXPECT_EQ(full.status, 2) << full.output;
    EXPECT_THAT(full.complaint, HasSubstr("cannot write " + disk_ + "/corpus/seeds"));
    EXPECT_THAT(full.output, HasSubstr("cases"));
    for (const auto& entry : fs::directory_iterator{disk_ + "/corpus/seeds"}) {
        EXPECT_EQ(entry.path().extension(), ".choices") << entry.path();
    }
}

TEST_F(SmallDisk, ReportsFindingsThatCannotBeWritten) {
    const Outcome full = hourglass({"fuzz", "--quiet", "--cases", "3000", "--defect", "event-lost",
                                    "--report", disk_ + "/fuzz", "--json", "result.json"});

    EXPECT_EQ(full.status, 2) << full.output;
    EXPECT_THAT(full.complaint, HasSubstr(disk_ + "/fuzz"));
    EXPECT_THAT(full.output, HasSubstr("INV-43"));
    EXPECT_FALSE(nlohmann::json::parse(read("result.json"))["findings"].empty());
}

}  // namespace

}  // namespace hourglass::tests
