#include "model/trace/format.hpp"

#include "model/rules/catalogue.hpp"
#include "model/trace/record_forms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace hourglass::model {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view header =
    R"({"format":"hourglass-trace","version":1,"setup":{"profile":"aws","extensions":["a"]}})"
    "\n";

Record record(Kind kind) {
    Record made;
    made.at = instant_at(7ns);
    made.kind = kind;
    return made;
}

std::string line_of(const Record& made, Texts texts = {}) {
    Trace trace;
    trace.header.setup.external_extensions = 1;
    trace.header.setup.names[0] = texts.intern("agent");
    trace.texts = std::move(texts);
    trace.records = {made};
    const std::string text = write_trace(trace);
    return text.substr(text.find('\n') + 1);
}

Error error_of(std::string_view text) {
    const auto trace = read_trace(text, "t.jsonl");
    return trace ? Error{ErrorKind::Unsupported, "was read", ""} : trace.error();
}

std::string with_line(std::string_view line) {
    return std::string{header}.append(line) + "\n";
}

TEST(TraceFormat, NamesTheProcessOfASignal) {
    Record made = record(Kind::ProcessSignal);
    made.who = Who::Extension;
    made.generation = 3;
    made.code = static_cast<std::uint16_t>(Signal::Kill);

    const std::string line = line_of(made);

    EXPECT_EQ(line,
              R"({"at":7,"kind":"ProcessSignal","process":"extension-agent-3","signal":"Kill"})"
              "\n");
}

TEST(TraceFormat, NamesRuleMachineAndStates) {
    Record made = record(Kind::RuleFired);
    made.code = ("INIT-01"_rule).value;
    made.who = static_cast<Who>(Machine::Runtime);
    made.amount = state_pair(1, 3);

    const std::string line = line_of(made);

    EXPECT_EQ(line, R"({"at":7,"kind":"RuleFired","rule":"INIT-01","machine":"runtime",)"
                    R"("from":"Started","to":"Ready"})"
                    "\n");
}

TEST(TraceFormat, NamesTheStatesOfARefusedTransition) {
    Record made = record(Kind::CallAnswered);
    made.call = CallId{4};
    made.code = static_cast<std::uint16_t>(Answer::InvalidTransition);
    made.amount = state_pair(3, 7);

    const std::string line = line_of(made);

    EXPECT_EQ(line, R"({"at":7,"kind":"CallAnswered","call":4,"answer":"InvalidTransition",)"
                    R"("state":"Ready","target":"InvocationResponse"})"
                    "\n");
}

TEST(TraceFormat, WritesTextThatIsNoUtf8AsBase64) {
    Texts texts;
    Record made = record(Kind::OutputLine);
    made.who = Who::Runtime;
    made.generation = 1;
    made.text = texts.intern("\xff\xfe");

    const std::string line = line_of(made, texts);

    EXPECT_THAT(line, HasSubstr(R"("line":{"base64":"//4="})"));
}

TEST(TraceFormat, KeepsMembersThatTheKindDoesNotSpeakOf) {
    Record made = record(Kind::SandboxFrozen);
    made.slot = 9;

    const std::string line = line_of(made);

    EXPECT_EQ(line, R"({"at":7,"kind":"SandboxFrozen","raw_slot":9})"
                    "\n");
}

TEST(TraceFormat, FieldNamesOfAKindAreDifferent) {
    for (std::size_t kind = 0; kind < kind_names().size(); ++kind) {
        const auto fields = fields_of(static_cast<Kind>(kind));

        for (std::size_t i = 0; i < fields.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) EXPECT_NE(fields[i].name, fields[j].name);
        }
    }
}

TEST(TraceFormat, AnEmptyFileIsRefused) {
    EXPECT_EQ(error_of("").message, "t.jsonl: empty");
}

TEST(TraceFormat, AFileThatIsNoTraceIsRefused) {
    EXPECT_THAT(error_of("{\"version\":1}\n").message, StartsWith("t.jsonl:1: format: not an"));
    EXPECT_THAT(error_of("PK\x03\x04\n").message, StartsWith("t.jsonl:1: not the header"));
}

TEST(TraceFormat, ANewerVersionIsRefused) {
    const auto error = error_of(R"({"format":"hourglass-trace","version":99})"
                                "\n");

    EXPECT_EQ(error.kind, ErrorKind::Unsupported);
    EXPECT_EQ(error.message,
              "t.jsonl:1: version: 99 is newer than 1, the newest that is understood here");
    EXPECT_EQ(error.remedy, "Use a newer Hourglass.");
}

TEST(TraceFormat, ALineThatIsCutOffIsNamed) {
    const auto error = error_of(std::string{header} + R"({"at":1,"kind":"Res)");

    EXPECT_EQ(error.message, "t.jsonl:2: the line is cut off, so the file is not whole");
    EXPECT_THAT(error.remedy, StartsWith("Delete the last line"));
}

TEST(TraceFormat, ComplaintsNameLineAndPath) {
    EXPECT_EQ(error_of(with_line(R"({"at":"x","kind":"End"})")).message,
              "t.jsonl:2: at: not a whole number within 64 bits");
    EXPECT_EQ(error_of(with_line(R"({"at":-1,"kind":"End"})")).message,
              "t.jsonl:2: at: not a time between 0 and 30 years, in nanoseconds");
    EXPECT_EQ(error_of(with_line(R"({"at":1,"kind":"End","color":3})")).message,
              "t.jsonl:2: color: no such member");
    EXPECT_EQ(error_of(with_line(R"({"at":1,"kind":"End","flags":["x"]})")).message,
              "t.jsonl:2: flags[0]: \"x\" is none of horizon_reached");
    EXPECT_EQ(error_of(with_line(R"({"at":1,"kind":"End","at":1})")).message,
              "t.jsonl:2: at: given twice");
    EXPECT_EQ(error_of(with_line(R"({"at":1,"kind":"CallLost","call":4294967296})")).message,
              "t.jsonl:2: call: out of range");
    EXPECT_EQ(error_of(with_line(R"({"at":1})")).message, "t.jsonl:2: kind: missing");
    EXPECT_EQ(error_of(with_line(R"({"payload":2,"bytes":"x"})")).message,
              "t.jsonl:2: payload: not 1, the next number");
}

TEST(TraceFormat, DeepNestingIsRefused) {
    const std::string deep = R"({"at":)" + std::string(100'000, '[');

    EXPECT_THAT(error_of(with_line(deep)).message, EndsWith("nested too deeply"));
}

TEST(TraceFormat, AProcessThatCannotExistIsRefused) {
    const auto error = error_of(with_line(R"({"at":1,"kind":"ProcessStart","process":"b-1"})"));

    EXPECT_THAT(error.message, HasSubstr("process: neither runtime-<generation> nor"));
}

TEST(TraceFormat, ASavedTraceIsLoadedAgain) {
    const auto file = std::filesystem::path{testing::TempDir()} / "saved.jsonl";
    Trace trace;
    trace.records = {record(Kind::SandboxFrozen), record(Kind::End)};

    const auto saved = save_trace(trace, file);
    const auto loaded = load_trace(file);
    std::filesystem::remove(file);

    ASSERT_TRUE(saved.has_value());
    ASSERT_TRUE(loaded.has_value());
    EXPECT_EQ(write_trace(*loaded), write_trace(trace));
}

TEST(TraceFormat, AFileThatIsNotThereIsNamed) {
    const auto loaded = load_trace("/nonexistent/t.jsonl");

    ASSERT_FALSE(loaded.has_value());
    EXPECT_EQ(loaded.error().message, "/nonexistent/t.jsonl: No such file or directory");
    EXPECT_FALSE(save_trace(Trace{}, "/nonexistent/t.jsonl").has_value());
}

TEST(TraceFormat, AFolderIsRefused) {
    EXPECT_EQ(load_trace("/").error().message, "/: a folder, not a trace");
}

}  // namespace
}  // namespace hourglass::model
