#include "model/base/json_reader.hpp"

#include <gtest/gtest.h>

#include <array>

namespace hourglass::model {
namespace {

using namespace std::chrono_literals;

enum class Mode : std::uint8_t { Fast, Careful };

constexpr std::array mode_names{
    Named<Mode>{Mode::Fast, "fast"},
    Named<Mode>{Mode::Careful, "careful"},
};

void read_value(const JsonValue& value, Mode& out) {
    read_named(value, out, mode_names);
}

struct Limits {
    Duration timeout{};
    std::uint8_t retries = 3;
    Mode mode{};
    std::vector<std::string> names;
    std::map<std::string, double> weights;
    std::optional<bool> strict;
};

void read_value(const JsonValue& value, Limits& out) {
    ObjectReader object{value};
    object.ignore("$schema");
    object.required("timeout", out.timeout);
    object.optional("retries", out.retries);
    object.optional("mode", out.mode);
    object.optional("names", out.names);
    object.optional("weights", out.weights);
    object.optional("strict", out.strict);
    object.finish();
}

std::string complaint_about(std::string_view text) {
    const auto limits = decode_text<Limits>(text, "x.json");
    return limits ? "none" : limits.error().message;
}

TEST(JsonReader, ReadsEveryMember) {
    const auto limits = decode_text<Limits>(
        R"({"$schema": "s", "timeout": "20ms", "retries": 5, "mode": "careful",
            "names": ["a", "b"], "weights": {"a": 0.5, "b": 2}, "strict": true})",
        "x.json");

    ASSERT_TRUE(limits) << limits.error().message;
    EXPECT_EQ(limits->timeout, 20ms);
    EXPECT_EQ(limits->retries, 5);
    EXPECT_EQ(limits->mode, Mode::Careful);
    EXPECT_EQ(limits->names, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(limits->weights.at("b"), 2);
    EXPECT_EQ(limits->strict, true);
}

TEST(JsonReader, KeepsTheDefaultOfAnAbsentMember) {
    const auto limits = decode_text<Limits>(R"({"timeout": "1s", "strict": null})", "x.json");

    EXPECT_EQ(limits->retries, 3);
    EXPECT_EQ(limits->strict, std::nullopt);
}

TEST(JsonReader, NamesAMissingMember) {
    EXPECT_EQ(complaint_about("{}"), "x.json: $.timeout: is missing");
}

TEST(JsonReader, NamesAnUnknownMember) {
    const auto limits = decode_text<Limits>(R"({"timeout": "0", "retry": 1})", "x.json");

    EXPECT_EQ(limits.error().message, "x.json: $.retry: is not a member that is known here");
    EXPECT_EQ(limits.error().remedy,
              "use one of $schema, timeout, retries, mode, names, weights, strict");
}

TEST(JsonReader, QuotesAnOddNameInThePlace) {
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "a \"b": 1})"),
              R"(x.json: $["a \"b"]: is not a member that is known here)");
}

TEST(JsonReader, NamesThePlaceOfAnElement) {
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "names": ["a", 7]})"),
              "x.json: $.names[1]: expected a string, got a number");
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "weights": {"a": "b"}})"),
              "x.json: $.weights.a: expected a number, got a string");
}

TEST(JsonReader, RefusesTheWrongType) {
    EXPECT_EQ(complaint_about("[]"), "x.json: $: expected an object, got an array");
    EXPECT_EQ(complaint_about(R"({"timeout": 20})"),
              "x.json: $.timeout: expected a duration such as \"20ms\", got a number");
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "strict": 1})"),
              "x.json: $.strict: expected true or false, got a number");
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "names": {}})"),
              "x.json: $.names: expected an array, got an object");
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "weights": null})"),
              "x.json: $.weights: expected an object, got null");
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "retries": true})"),
              "x.json: $.retries: expected a whole number, got true");
}

TEST(JsonReader, RefusesANumberOutOfRange) {
    const std::string start = "x.json: $.retries: expected a whole number from 0 to 255, got ";

    EXPECT_EQ(complaint_about(R"({"timeout": "0", "retries": 256})"), start + "256");
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "retries": -1})"), start + "-1");
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "retries": 1.5})"), start + "1.5");
}

TEST(JsonReader, HoldsWholeNumbersToTheEndsOfTheirType) {
    EXPECT_EQ(decode<std::int64_t>(Json(INT64_MIN)).value(), INT64_MIN);
    EXPECT_EQ(decode<std::uint64_t>(Json(UINT64_MAX)).value(), UINT64_MAX);
    EXPECT_FALSE(decode<std::int64_t>(Json(std::uint64_t{INT64_MAX} + 1)));
    EXPECT_FALSE(decode<std::int64_t>(Json(1e30)));
}

TEST(JsonReader, NamesTheKnownNamesOfAnEnum) {
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "mode": "slow"})"),
              "x.json: $.mode: expected one of fast, careful, got \"slow\"");
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "mode": 1})"),
              "x.json: $.mode: expected a string, got a number");
}

TEST(JsonReader, KeepsTheFirstComplaint) {
    EXPECT_EQ(complaint_about(R"({"timeout": "x", "retries": "y", "mode": "z", "no": 1})"),
              "x.json: $.timeout: expected a duration, got \"x\"");
}

TEST(JsonText, NamesLineAndColumnOfASyntaxError) {
    EXPECT_EQ(complaint_about("{\"timeout\":\n  \"1s\",}").substr(0, 25),
              "x.json: line 2, column 8:");
    EXPECT_NE(complaint_about("{").find("line 1, column 2: "), std::string::npos);
    EXPECT_EQ(complaint_about("{\"timeout\": 1e999}"), "x.json: number overflow parsing '1e999'");
    EXPECT_NE(complaint_about("\"\xff\"").find("line 1"), std::string::npos);
}

TEST(JsonText, RefusesAnEmptyText) {
    EXPECT_EQ(complaint_about(""), "x.json: is empty");
    EXPECT_EQ(complaint_about(" \n"), "x.json: is empty");
}

TEST(JsonText, RefusesMoreBytesThanTheLimit) {
    const auto limits = decode_text<Limits>(R"({"timeout": "0"})", "x.json", {.bytes = 15});

    EXPECT_EQ(limits.error().message, "x.json: 16 bytes, more than the 15 that are read");
}

TEST(JsonText, RefusesAMemberThatIsThereTwice) {
    EXPECT_EQ(complaint_about(R"({"timeout": "0", "timeout": "1s"})"),
              "x.json: has the member \"timeout\" twice");
}

TEST(JsonText, TakesTheSameNameInTwoObjects) {
    EXPECT_TRUE(parse_json(R"([{"a": {"a": 1}}, {"a": [{"a": 2}]}, {"a": 3}])", "x.json"));
}

TEST(JsonText, RefusesDeepNesting) {
    const std::string deep(100'000, '[');

    EXPECT_TRUE(parse_json(std::string(64, '[') + std::string(64, ']'), "x.json"));
    EXPECT_EQ(parse_json(std::string(65, '[') + std::string(65, ']'), "x.json").error().message,
              "x.json: nested deeper than 64");
    EXPECT_FALSE(parse_json(deep, "x.json"));
}

}  // namespace
}  // namespace hourglass::model
