// cmake/setup.sh against a package system made of stubs: what the launchers install and what they
// say when they may not.
#include "tests/repository/tree.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/wait.h>

namespace hourglass::repository {

namespace {

struct Outcome {
    int status{};
    std::string output;
};

// A project with two packages, of which `cmake` is installed.
class Setup : public testing::Test {
protected:
    Setup() {
        std::filesystem::create_directories(folder_ / "cmake");
        std::filesystem::create_directories(folder_ / "bin");
        std::filesystem::create_directories(folder_ / "build/dev");
        write("cmake/packages.txt", "# purpose, package\nbuild  cmake\nbuild  gmake\ntest   git\n");
        command("dpkg-query", "echo cmake installed; echo gmake config-files");
        command("sudo", "exit 1");
        command("id", "echo 0");
        command("apt-get", "echo \"apt-get $*\" >>\"$APT_LOG\"");
    }

    ~Setup() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& path, const std::string& text) {
        std::ofstream{folder_ / path} << text;
    }

    void command(const std::string& name, const std::string& body) {
        write("bin/" + name, "#!/usr/bin/env bash\nset -euo pipefail\n" + body + "\n");
        std::filesystem::permissions(folder_ / "bin" / name, std::filesystem::perms::owner_all);
    }

    Outcome run(const std::string& script) const {
        const std::string place = folder_.string();
        const std::string line =
            "env -u HOURGLASS_PRESET APT_LOG='" + place + "/apt' PATH='" + place +
            "/bin':\"$PATH\" bash -c 'set -euo pipefail; root=" + place + "; source " +
            root().string() + "/cmake/setup.sh; " + script + "' 2>&1 </dev/null";
        Outcome outcome;
        FILE* pipe = popen(line.c_str(), "r");
        if (pipe == nullptr) return {.status = -1, .output = "no pipe"};
        for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
            outcome.output.push_back(static_cast<char>(c));
        }
        outcome.status = WEXITSTATUS(pclose(pipe));
        return outcome;
    }

    std::string apt_calls() const { return read(folder_ / "apt"); }

private:
    static std::filesystem::path fresh_folder() {
        std::string name = (std::filesystem::temp_directory_path() / "hourglass-XXXXXX").string();
        return mkdtemp(name.data());
    }

    std::filesystem::path folder_ = fresh_folder();
};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_F(Setup, ReadsThePackagesOfAPurposeInTheirOrder) {
    EXPECT_EQ(run("packages_for build").output, "cmake\ngmake\n");
    EXPECT_EQ(run("packages_for test build").output, "cmake\ngmake\ngit\n");
}

TEST_F(Setup, InstallsWhatIsMissingAndSaysSoInOneLine) {
    const Outcome outcome = run("need_packages build");

    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.output, "hourglass: installing missing packages: gmake\n");
    EXPECT_TRUE(contains(apt_calls(), "update\n"));
    EXPECT_TRUE(contains(apt_calls(), "install -y --no-install-recommends gmake\n"));
}

TEST_F(Setup, SaysNothingWhenAllIsThere) {
    command("dpkg-query", "echo cmake installed; echo gmake installed");

    const Outcome outcome = run("need_packages build");

    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.output, "");
    EXPECT_EQ(apt_calls(), "");
}

TEST_F(Setup, AsksTheSystemOnceUntilTheListChanges) {
    run("need_packages build");
    command("dpkg-query", "echo asked >&2");

    EXPECT_EQ(run("need_packages build").output, "");
    EXPECT_TRUE(
        contains(run("touch $root/cmake/packages.txt; need_packages build").output, "installing"));
}

TEST_F(Setup, NamesTheCommandWhenItMayNotInstall) {
    command("id", "echo 1000");

    const Outcome outcome = run("need_packages build");

    EXPECT_EQ(outcome.status, 2);
    EXPECT_TRUE(contains(outcome.output, "apt-get install -y --no-install-recommends gmake\n"));
    EXPECT_EQ(apt_calls(), "");
}

TEST_F(Setup, ShowsWhatAptSaidWhenItFails) {
    command("apt-get", "echo the mirror is asleep; exit 100");

    const Outcome outcome = run("need_packages build");

    EXPECT_EQ(outcome.status, 2);
    EXPECT_TRUE(contains(outcome.output, "the mirror is asleep\n"));
    EXPECT_TRUE(contains(outcome.output, "apt-get install -y --no-install-recommends gmake\n"));
}

TEST_F(Setup, AsksAgainAfterAFailure) {
    command("apt-get", "exit 100");
    run("need_packages build");

    EXPECT_EQ(run("need_packages build").status, 2);
}

TEST_F(Setup, ExplainsAFolderThatCannotBeWritten) {
    write("file", "");

    const Outcome outcome = run("build=$root/file/dev; lock_build");

    EXPECT_EQ(outcome.status, 2);
    EXPECT_TRUE(contains(outcome.output, "make the checkout writable"));
}

}  // namespace hourglass::repository
