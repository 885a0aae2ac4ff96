#include "model/messages/error_cause.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

std::string rewritten(std::string_view json) {
    const auto cause = parse_error_cause(json);
    return cause ? write_error_cause(*cause) : "none";
}

TEST(ErrorCause, IsWrittenInItsOwnOrder) {
    EXPECT_EQ(rewritten(R"({"message":"m","paths":["p"],"working_directory":"w","exceptions":
                  [{"type":"t","message":"m","stack":[{"label":"l","line":7,"path":"f"}]}]})"),
              R"({"exceptions":[{"message":"m","type":"t","stack":)"
              R"([{"path":"f","line":7,"label":"l"}]}],)"
              R"("working_directory":"w","paths":["p"],"message":"m"})");
}

TEST(ErrorCause, LeavesEmptyMembersOut) {
    EXPECT_EQ(rewritten(R"({"working_directory":"w"})"),
              R"({"exceptions":null,"working_directory":"w","paths":null})");
    EXPECT_EQ(rewritten(R"({"exceptions":[{"stack":[{}]},{}],"paths":[]})"),
              R"({"exceptions":[{"stack":[{}]},{}],"working_directory":"","paths":[]})");
}

TEST(ErrorCause, PassesOverUnknownMembersAndNulls) {
    EXPECT_EQ(rewritten(R"({"message":"m","colour":1,"paths":null,"exceptions":[{"x":1}]})"),
              R"({"exceptions":[{}],"working_directory":"","paths":null,"message":"m"})");
}

TEST(ErrorCause, PassesUtf8Through) {
    EXPECT_EQ(rewritten("{\"message\":\"\xe2\x98\x83\"}"),
              "{\"exceptions\":null,\"working_directory\":\"\",\"paths\":null,"
              "\"message\":\"\xe2\x98\x83\"}");
}

TEST(ErrorCause, IsNoneIfItIsInvalid) {
    for (const auto* const json :
         {"", "{", "[]", "\"text\"", "{}", R"({"exceptions":[],"paths":[],"message":""})",
          R"({"message":1})", R"({"message":"m","paths":[1]})",
          R"({"message":"m","exceptions":[{"stack":[{"line":"7"}]}]})"}) {
        EXPECT_EQ(parse_error_cause(json), std::nullopt) << json;
    }
}

// Texts of `length` bytes take three more each: quotes and a comma.
ErrorCause cause_of(std::size_t count, std::size_t length) {
    ErrorCause cause;
    cause.paths.emplace(count, std::string(length, 'x'));
    return cause;
}

std::size_t paths_written(const ErrorCause& cause) {
    const auto text = write_error_cause(cause);
    EXPECT_LE(text.size(), longest_error_cause);
    const auto read = parse_error_cause(text);
    return read && read->paths ? read->paths->size() : 0;
}

TEST(ErrorCause, StaysWholeUpToTheLimit) {
    auto cause = cause_of(0, 0);
    cause.message = std::string(longest_error_cause - write_error_cause(cause).size(), 'x');
    cause.message.resize(cause.message.size() - std::string_view{R"(,"message":"")"}.size());

    const auto whole = write_error_cause(cause);
    cause.message += 'x';
    const auto cut = write_error_cause(cause);

    EXPECT_EQ(whole.size(), longest_error_cause);
    EXPECT_LT(cut.size(), longest_cut_text + 100);
}

TEST(ErrorCause, KeepsTheLargestPartThatFits) {
    EXPECT_EQ(paths_written(cause_of(65, 997)), 65U);
    EXPECT_EQ(paths_written(cause_of(66, 997)), 52U);
    EXPECT_EQ(paths_written(cause_of(101, 997)), 60U);
    EXPECT_EQ(paths_written(cause_of(151, 997)), 60U);
    EXPECT_EQ(paths_written(cause_of(326, 997)), 65U);
    EXPECT_EQ(paths_written(cause_of(330, 997)), 0U);
}

TEST(ErrorCause, CutsExceptionsToo) {
    ErrorCause cause;
    cause.exceptions.emplace(
        10, CausingException{.message = std::string(10'000, 'x'), .type = "", .stack = {}});

    const auto read = parse_error_cause(write_error_cause(cause));

    EXPECT_EQ(read->exceptions->size(), 6U);
}

TEST(ErrorCause, CutsTextsInTheEnd) {
    ErrorCause cause = cause_of(1, 10);
    cause.message = std::string(40'000, 'm');
    cause.working_directory = std::string(30'720, 'w');

    const auto read = parse_error_cause(write_error_cause(cause));

    EXPECT_EQ(read->message, std::string(30'717, 'm') + "...");
    EXPECT_EQ(read->working_directory, cause.working_directory);
    EXPECT_EQ(read->paths, std::nullopt);
    EXPECT_EQ(read->exceptions, std::nullopt);
}

}  // namespace
}  // namespace hourglass::model
