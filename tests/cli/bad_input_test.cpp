// Every bad input ends with status 2 and a sentence that names what is wrong and what to do.
#include "tests/cli/program.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <sys/stat.h>

namespace hourglass::tests {

namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

class BadInput : public ProgramTest {
protected:
    void expect_refused(const Arguments& arguments, const std::string& named) const {
        const Outcome outcome = hourglass(arguments);
        ASSERT_EQ(outcome.status, 2) << testing::PrintToString(arguments) << outcome.complaint;
        EXPECT_THAT(outcome.complaint, AllOf(HasSubstr("hourglass: "), HasSubstr(named)));
        EXPECT_GT(std::count(outcome.complaint.begin(), outcome.complaint.end(), '\n'), 1)
            << "a remedy is missing: " << outcome.complaint;
        EXPECT_EQ(outcome.output, "");
        EXPECT_FALSE(exists("hourglass-report"));
    }

    // A scenario with `find` replaced.
    std::string spoiled(std::string_view find, std::string_view replacement) const {
        std::string text = read(good_scenario());
        const std::size_t at = text.find(find);
        EXPECT_NE(at, std::string::npos);
        text.replace(at, find.size(), replacement);
        return write("spoiled.json", text);
    }

    std::string recorded_trace() const {
        hourglass({"run", good_scenario(), "--quiet", "--trace", "good.jsonl"});
        return "good.jsonl";
    }

    // Sparse, so it costs no disk.
    std::string huge_file(const std::string& name) const {
        write(name, "{");
        std::filesystem::resize_file(folder() / name, std::uintmax_t{100} * 1024 * 1024);
        return name;
    }
};

TEST_F(BadInput, ProgramsThatNobodyCouldStart) {
    const auto program = [this](const std::string& name, const std::string& text) {
        write(name, text);
        chmod((folder() / name).c_str(), 0700);
        return "./" + name;
    };
    const auto old = program("old", "#! /no/such/python -u\nprint()\n");

    expect_refused({"verify", "--runtime", ""}, "--runtime");
    expect_refused({"verify", "--extension", ""}, "--extension");
    expect_refused({"verify", "--runtime", " "}, "empty");
    expect_refused({"verify", "--runtime", old}, "./old names the interpreter /no/such/python,");
    expect_refused({"verify", "--extension", old}, "/no/such/python");
    expect_refused({"verify", "--runtime", program("words", "just words")}, "neither a program");
    expect_refused({"verify", "--extension", program("nothing", "")}, "neither a program");
    expect_refused({"verify", "--unkind"}, "--unkind");
    expect_refused({"verify", "--suite", "suite.json"}, "--suite needs a runtime");
    expect_refused({"verify", "--suite", "suite.json", "--runtime", "cat"}, "suite.json");
}

TEST_F(BadInput, FoldersInPlaceOfFiles) {
    expect_refused({"verify", "--suite", ".", "--runtime", "cat"}, "cannot be read");
    expect_refused({"verify", "--baseline", "."}, "cannot be read");
    expect_refused({"report", "."}, "cannot be read");
    expect_refused({"check", "."}, "folder");
    expect_refused({"replay", "."}, "");
}

TEST_F(BadInput, UnknownCommandsAndOptions) {
    expect_refused({"bogus"}, "there is no command bogus");
    expect_refused({"verify", "--bogus"}, "--bogus");
    expect_refused({"verify", "--backend", "cloud"}, "cloud");
    expect_refused({"verify", "--cases", "0"}, "--cases");
    expect_refused({"verify", "--seed", "-1"}, "--seed");
    expect_refused({"verify", "--shard", "5/4"}, "5/4 is no shard");
    expect_refused({"verify", "--shard", "1"}, "1 is no shard");
    expect_refused({"show", "machine", "toaster"}, "toaster");
}

TEST_F(BadInput, MalformedScenario) {
    expect_refused({"verify", "--scenarios", spoiled("\"rules\"", "rules")}, "spoiled.json");
    expect_refused({"run", "spoiled.json"}, "spoiled.json");
    expect_refused({"replay", "spoiled.json"}, "spoiled.json");
}

TEST_F(BadInput, UnknownStepOrRuleOrMember) {
    expect_refused({"run", spoiled("\"respond\"", "\"respont\"")}, "respont");
    expect_refused({"run", spoiled("INV-05", "INV-999")}, "INV-999");
    expect_refused({"run", spoiled("\"horizon\"", "\"horizont\"")}, "horizont");
}

TEST_F(BadInput, NegativeAndAbsurdDurations) {
    expect_refused({"run", spoiled("300ms", "-300ms")}, "-300ms");
    expect_refused({"run", spoiled("300ms", "300 fortnights")}, "300 fortnights");
    expect_refused({"run", spoiled("20s", "99999999999999999999s")}, "99999999999999999999s");
}

TEST_F(BadInput, MissingEmptyAndHugeScenarioFiles) {
    expect_refused({"run", "missing.json"}, "missing.json");
    expect_refused({"verify", "--scenarios", "missing"}, "missing");
    expect_refused({"run", write("empty.json", "")}, "empty.json");
    expect_refused({"run", huge_file("huge.json")}, "huge.json");
}

TEST_F(BadInput, FolderWithoutScenarios) {
    std::filesystem::create_directory(folder() / "nothing");

    expect_refused({"verify", "--scenarios", "nothing"}, "");
}

TEST_F(BadInput, RuntimeThatIsMissingOrNotExecutable) {
    write("script.sh", "#!/bin/sh\n");
    chmod((folder() / "script.sh").c_str(), 0600);

    expect_refused({"verify", "--runtime", "no-such-program --flag"}, "no-such-program");
    expect_refused({"verify", "--runtime", "./absent"}, "./absent does not exist");
    expect_refused({"verify", "--runtime", "./script.sh"}, "./script.sh is not executable");
    expect_refused({"verify", "--runtime", "'node"}, "a quote without its end");
    expect_refused({"run", good_scenario(), "--runtime", "./absent"}, "./absent");
    expect_refused({"verify", "--extension", "./absent"}, "./absent does not exist");
}

TEST_F(BadInput, RuntimeInTheSimulator) {
    expect_refused({"verify", "--backend", "sim", "--runtime", "cat"}, "sim cannot run");
}

TEST_F(BadInput, RulesThatMatchNothing) {
    expect_refused({"verify", "--rules", "NOPE-*"}, "no rule matches NOPE-*");
    expect_refused({"list", "rules", "NOPE-*"}, "no rule matches NOPE-*");
    expect_refused({"verify", "--rules", "RTC-*"}, "RTC-*");
}

TEST_F(BadInput, ReportThatCannotBeWritten) {
    const std::string file = write("file", "");
    const std::string scenario = good_scenario();

    expect_refused({"verify", "--scenarios", scenario, "--report", file + "/report"},
                   "file/report");
    expect_refused({"verify", "--scenarios", scenario, "--report", "/proc/report"}, "/proc/report");
    expect_refused({"verify", "--scenarios", scenario, "--json", "absent/r.json"}, "absent");
    expect_refused({"verify", "--scenarios", scenario, "--junit", "/proc"}, "/proc");
    expect_refused({"verify", "--scenarios", scenario, "--json", "-", "--junit", "-"},
                   "standard output");
}

TEST_F(BadInput, FolderWithTracesThatAreNotOurs) {
    write("mine/traces/precious.txt", "mine");

    expect_refused({"verify", "--scenarios", good_scenario(), "--report", "mine"}, "mine");

    EXPECT_TRUE(exists("mine/traces/precious.txt"));
}

TEST_F(BadInput, UnreadableTraces) {
    expect_refused({"check", "missing.jsonl"}, "missing.jsonl");
    expect_refused({"check", write("empty.jsonl", "")}, "empty.jsonl");
    expect_refused({"check", write("noise.jsonl", "\x01\x02 not json\n")}, "noise.jsonl");
    expect_refused({"check", huge_file("huge.jsonl")}, "huge.jsonl");
    expect_refused({"check", "."}, ".");
    expect_refused({"replay", "missing.jsonl"}, "missing.jsonl");
}

TEST_F(BadInput, TraceOfANewerVersion) {
    std::string text = read(recorded_trace());
    const std::string version = "1";
    const std::size_t at = text.find(version, text.find("version"));
    text.replace(at, version.size(), "99");

    expect_refused({"check", write("newer.jsonl", text)}, "newer.jsonl");
    expect_refused({"replay", "newer.jsonl"}, "99");
}

TEST_F(BadInput, TraceCutInTheMiddleOfALine) {
    const std::string text = read(recorded_trace());

    expect_refused({"check", write("cut.jsonl", text.substr(0, text.size() - 20))}, "cut.jsonl");
}

TEST_F(BadInput, SeedWithoutACampaign) {
    expect_refused({"replay", "4711"}, "4711 is a seed");
}

TEST_F(BadInput, TraceOfAScenarioThatIsGone) {
    expect_refused({"replay", recorded_trace()}, "INV/good");
}

TEST_F(BadInput, LibraryThatIsNotThere) {
    environment_["HOURGLASS_SCENARIOS"] = "nowhere";

    expect_refused({"verify"}, "nowhere");
    expect_refused({"list", "scenarios"}, "nowhere");
}

}  // namespace

}  // namespace hourglass::tests
