// What holds for the JSON of each message, whichever it is.
#include "tests/model/messages/generators.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <concepts>
#include <functional>
#include <set>
#include <string>

namespace hourglass::model {
namespace {

template <class Message>
class EveryMessage : public testing::Test {};

using Messages = testing::Types<
    Init, InitSuccess, InitFailure, SandboxInfoFromInit, RuntimeInfo, DynamicDomainConfig,
    DomainHook, DomainMount, Invoke, Token, InvokeSuccess, InvokeFailure, InvokeMetrics,
    ResponseMetrics, InvokeResponseMetrics, InvokeResponseHeaders, FunctionError,
    ErrorInvokeResponse, StreamableInvokeResponse, Reset, ResetSuccess, ResetFailure, Shutdown,
    ShutdownSuccess, Restore, RestoreResult, RestoreFailure, Done, DoneFail, DoneWithState,
    InternalStateDescription, ReleaseResponse, ResetDescription, InitStartEvent,
    InitRuntimeDoneEvent, InitReportEvent, RestoreRuntimeDoneEvent, InvokeStartEvent,
    InvokeRuntimeDoneEvent, ExtensionInitEvent, Span, ReportEvent, EndEvent, FaultEvent>;
TYPED_TEST_SUITE(EveryMessage, Messages);

// One instance of rapidcheck's machinery for all types.
bool always(const std::function<void()>& property) {
    return rc::check(property);
}

template <class Message>
void comes_back_equal(const Message& message) {
    const auto json = encode(message);
    const auto read = decode<Message>(json);
    if (!read) RC_FAIL(read.error().message + " in " + json.dump());
    RC_ASSERT((encode(*read) == json));
    if constexpr (std::equality_comparable<Message>) RC_ASSERT((*read == message));
}

TYPED_TEST(EveryMessage, ReadsBackWhatItWrites) {
    EXPECT_TRUE(always([] { comes_back_equal(arbitrary_message<TypeParam>()); }));
}

TYPED_TEST(EveryMessage, SurvivesItsOwnText) {
    const auto json = encode(TypeParam{});

    const auto read = decode_text<TypeParam>(json.dump(), "message");

    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(encode(*read), json);
}

TYPED_TEST(EveryMessage, RefusesAnUnknownMember) {
    auto json = encode(TypeParam{});
    json["colour"] = "red";

    EXPECT_EQ(decode<TypeParam>(json).error().message,
              "$.colour: is not a member that is known here");
}

TYPED_TEST(EveryMessage, NamesAMissingMember) {
    const auto written = encode(TypeParam{});
    for (const auto& member : written.items()) {
        auto json = written;
        json.erase(member.key());

        EXPECT_EQ(decode<TypeParam>(json).error().message, "$." + member.key() + ": is missing");
    }
}

// Of the members that are always there, and of those that may be omitted.
template <class Message>
std::set<std::string> member_names() {
    std::set<std::string> names;
    const auto written = encode(Message{});
    for (const auto& member : written.items()) names.insert(member.key());
    if constexpr (HasJsonFields<Message>) {
        for_each_field<Message>([&](const auto& field) {
            if (field.presence != Presence::Embedded) names.emplace(field.name);
        });
    }
    return names;
}

// What is said of a message whose member `name` is an array of a number.
template <class Message>
std::string complaint_about(const std::string& name) {
    auto json = encode(Message{});
    json[name] = Json::array({1});
    const auto read = decode<Message>(json);
    return read ? "none" : read.error().message;
}

TYPED_TEST(EveryMessage, NamesAnIllTypedMember) {
    for (const auto& name : member_names<TypeParam>()) {
        EXPECT_THAT(
            complaint_about<TypeParam>(name),
            testing::AllOf(testing::StartsWith("$." + name), testing::HasSubstr(": expected")));
    }
}

TYPED_TEST(EveryMessage, RefusesWhatIsNoObject) {
    EXPECT_EQ(decode<TypeParam>(Json::array()).error().message,
              "$: expected an object, got an array");
}

}  // namespace
}  // namespace hourglass::model
