#include "model/base/json_fields.hpp"

#include "model/base/json_codecs.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

using namespace std::chrono_literals;

struct Stay {
    std::chrono::milliseconds asked{};
    std::chrono::microseconds took{};
    std::optional<Instant> ready;
    Instant deadline{};

    bool operator==(const Stay&) const = default;
};

constexpr auto json_fields(std::type_identity<Stay>) {
    return std::tuple{
        field("askedMs", &Stay::asked, as_count),
        field("tookMs", &Stay::took, as_milliseconds),
        field("readyNs", &Stay::ready, as_count),
        field("deadlineNs", &Stay::deadline, as_decimal_text),
    };
}

struct Guest {
    std::string name;
    std::vector<std::string> bags;
    Stay stay;

    bool operator==(const Guest&) const = default;
};

constexpr auto json_fields(std::type_identity<Guest>) {
    return std::tuple{
        field("name", &Guest::name),
        omitted_if_empty("bags", &Guest::bags),
        embedded(&Guest::stay),
    };
}

const Guest ann{
    .name = "Ann",
    .bags = {},
    .stay = {20ms, 1500us, std::nullopt, instant_at(7ns)},
};
const auto ann_in_json = R"({"askedMs":20,"deadlineNs":"7","name":"Ann","readyNs":0,"tookMs":1.5})";

std::string complaint_about(std::string_view name, const Json& json) {
    Json guest = encode(ann);
    guest[std::string{name}] = json;
    const auto decoded = decode<Guest>(guest);
    return decoded ? "none" : decoded.error().message;
}

TEST(JsonFields, WritesEachMemberByItsCodec) {
    EXPECT_EQ(encode(ann).dump(), ann_in_json);
}

TEST(JsonFields, ReadsWhatItWrites) {
    EXPECT_EQ(decode_text<Guest>(ann_in_json, "ann").value(), ann);
}

TEST(JsonFields, ReadsAMemberThatMayBeOmitted) {
    Json json = encode(ann);
    json["bags"] = {"red", "blue"};

    EXPECT_EQ(decode<Guest>(json)->bags, (std::vector<std::string>{"red", "blue"}));
}

TEST(JsonFields, NamesAMissingMemberOfAnEmbeddedObject) {
    Json json = encode(ann);
    json.erase("tookMs");

    EXPECT_EQ(decode<Guest>(json).error().message, "$.tookMs: is missing");
}

TEST(JsonFields, RefusesUnknownMembers) {
    EXPECT_EQ(complaint_about("wallet", 1), "$.wallet: is not a member that is known here");
}

TEST(JsonCodecs, RefuseWhatIsNoQuantity) {
    EXPECT_EQ(complaint_about("askedMs", "20"), "$.askedMs: expected a whole number, got a string");
    EXPECT_EQ(complaint_about("tookMs", "1"), "$.tookMs: expected a number, got a string");
    EXPECT_EQ(complaint_about("deadlineNs", 7), "$.deadlineNs: expected a string, got a number");
    EXPECT_EQ(complaint_about("deadlineNs", "7s"),
              "$.deadlineNs: expected a whole number as text, got \"7s\"");
}

TEST(JsonCodecs, RefuseWhatNanosecondsCannotHold) {
    EXPECT_EQ(complaint_about("askedMs", 9'223'372'036'854), "none");
    EXPECT_EQ(complaint_about("askedMs", 9'223'372'036'855),
              "$.askedMs: expected a whole number from -9223372036854 to 9223372036854, "
              "got 9223372036855");
    EXPECT_EQ(complaint_about("tookMs", 1e13),
              "$.tookMs: expected milliseconds, at most 1000000000000, got 10000000000000");
    EXPECT_EQ(complaint_about("deadlineNs", "9223372036854775808"),
              "$.deadlineNs: expected a whole number as text, got \"9223372036854775808\"");
}

TEST(JsonCodecs, TakeTheLastInstant) {
    EXPECT_EQ(decode<Guest>(Json::parse(R"({"askedMs":0,"deadlineNs":"9223372036854775807",
                  "name":"","readyNs":9223372036854775807,"tookMs":0})"))
                  ->stay.ready,
              end_of_time);
}

}  // namespace
}  // namespace hourglass::model
