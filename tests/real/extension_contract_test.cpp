// Calls of an extension.
#include "tests/real/contract.hpp"

#include <gmock/gmock.h>

namespace hourglass::real {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

TEST_F(Contract, ARegistrationGivesAnIdentifierAndNamesTheFunction) {
    start_with_runtime(R"("invoker": ["init"], "config": {"handler": "app.run"})");
    Peer extension = connected();

    const Answered answered = extension.ask(register_line, "Lambda-Extension-Name: inside\r\n",
                                            R"({"events":["INVOKE"]})");

    EXPECT_EQ(answered.status, 200);
    EXPECT_THAT(answered.header("Lambda-Extension-Identifier"), MatchesRegex(uuid_form));
    EXPECT_EQ(answered.body,
              "{\"functionName\":\"test_function\",\"functionVersion\":\"$LATEST\","
              "\"handler\":\"app.run\"}\n");
}

TEST_F(Contract, DisabledExtensionsAreNotThere) {
    start_with_runtime(R"("invoker": ["init"], "config": {"disable_extensions": true})");
    Peer extension = connected();

    for (const std::string_view line :
         {std::string_view{register_line}, std::string_view{"GET /2020-01-01/extension/event/next"},
          std::string_view{"POST /2020-01-01/extension/exit/error"}}) {
        const Answered answered =
            extension.ask(line, "Lambda-Extension-Name: inside\r\n", R"({"events":["INVOKE"]})");
        EXPECT_EQ(answered.status, 404) << line;
        EXPECT_EQ(answered.body, "") << line;
    }
}

struct BadRegistration {
    std::string_view headers;
    std::string_view body;
    std::string_view type;
    std::string_view message;
};

TEST_F(Contract, ARegistrationIsCheckedInOrder) {
    start_with_runtime();
    Peer extension = connected();
    const std::string_view name = "Lambda-Extension-Name: inside\r\n";
    const std::vector<BadRegistration> bad{
        {"", "", "Extension.InvalidExtensionName", "Empty extension name"},
        {name, "", "InvalidRequestFormat", "unexpected end of JSON input"},
        {name, "{", "InvalidRequestFormat", "unexpected end of JSON input"},
        {name, "x", "InvalidRequestFormat", "invalid character 'x' looking for beginning of value"},
        {name, "{}x", "InvalidRequestFormat", "invalid character 'x' after top-level value"},
        {name, R"({"configurationKeys":["a"],"events":["BAD"]})", "InvalidRequestFormat",
         "configurationKeys are deprecated; use environment variables instead"},
        {name, R"({"Events":["INVOKE","invoke"]})", "Extension.InvalidEventType",
         "invoke: ErrorInvalidEventType"},
        {name, R"({"events":["SHUTDOWN"]})", "Extension.InvalidEventType",
         "SHUTDOWN: ShutdownEventNotSupportedForInternalExtension"},
    };

    for (const BadRegistration& one : bad) {
        const Answered answered = extension.ask(register_line, one.headers, one.body);
        EXPECT_EQ(answered.status, 403) << one.body;
        EXPECT_EQ(answered.body, error_body(one.type, one.message));
    }
}

TEST_F(Contract, ANameMayBeTakenOnce) {
    start_with_runtime();
    Peer extension = connected();
    const std::string_view name = "Lambda-Extension-Name: inside\r\n";

    EXPECT_EQ(extension.ask(register_line, name, "null").status, 200);
    const Answered again = extension.ask(register_line, name, "{}");

    EXPECT_EQ(again.body, error_body("Extension.InvalidExtensionState",
                                     "Extension with this name already registered"));
}

TEST_F(Contract, AnIdentifierIsCheckedBeforeTheCall) {
    start_with_runtime();
    Peer extension = connected();
    const std::string unknown = "Lambda-Extension-Identifier: 11111111-2222-4333-8444-555555555555";
    const std::string error_line = "POST /2020-01-01/extension/exit/error";

    EXPECT_EQ(extension.ask(error_line).body,
              error_body("Extension.MissingExtensionIdentifier",
                         "Missing Lambda-Extension-Identifier header"));
    EXPECT_EQ(
        extension.ask(error_line, "Lambda-Extension-Identifier: 7\r\n").body,
        error_body("Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier"));
    EXPECT_EQ(
        extension.ask(error_line, unknown + "\r\n").body,
        error_body("Extension.MissingHeader", "Lambda-Extension-Function-Error-Type not found"));
    EXPECT_EQ(
        extension.ask(error_line, unknown + "\r\nLambda-Extension-Function-Error-Type: X\r\n").body,
        error_body("Extension.UnknownExtensionIdentifier", "Unknown Lambda-Extension-Identifier"));
    EXPECT_EQ(extension.ask(event_next, unknown + "\r\n").body,
              error_body("Extension.UnknownExtensionIdentifier",
                         "Unknown extension 11111111-2222-4333-8444-555555555555"));
}

TEST_F(Contract, AnExtensionGetsTheInvokeEvent) {
    start_with_runtime();
    Peer extension = connected();
    Peer runtime = connected();
    const std::string id =
        extension
            .ask(register_line, "lambda-extension-name: inside\r\n", R"({"events":["INVOKE"]})")
            .header("Lambda-Extension-Identifier");
    extension.post(event_next, fmt::format("Lambda-Extension-Identifier: {{{}}}\r\n", id), "");
    extension.read_available();

    const std::string request = runtime_with_event(runtime);
    const Answered event = extension.read_answer();

    EXPECT_EQ(event.status, 200);
    EXPECT_EQ(event.header("Content-Type"), "application/json");
    EXPECT_THAT(event.header("Lambda-Extension-Event-Identifier"), MatchesRegex(uuid_form));
    EXPECT_THAT(event.body, AllOf(StartsWith(R"({"eventType":"INVOKE","deadlineMs":)"),
                                  HasSubstr(R"("requestId":")" + request + '"'),
                                  HasSubstr(R"("invokedFunctionArn":"arn:aws:lambda:)")));
}

TEST_F(Contract, AnExtensionThatExitsIsTaughtTheStatesByTheirNames) {
    start_with_runtime();
    Peer extension = connected();
    const std::string id = extension.ask(register_line, "Lambda-Extension-Name: inside\r\n", "{}")
                               .header("Lambda-Extension-Identifier");
    const std::string headers = fmt::format(
        "Lambda-Extension-Identifier: {}\r\nLambda-Extension-Function-Error-Type: X\r\n", id);

    EXPECT_EQ(extension.ask("POST /2020-01-01/extension/init/error", headers).status, 202);
    const Answered refused = extension.ask("POST /2020-01-01/extension/exit/error", headers);

    EXPECT_EQ(refused.body,
              error_body("Extension.InvalidExtensionState",
                         fmt::format("State transition from InitError to Exited failed for "
                                     "extension {}. Error: State transition is not allowed",
                                     id)));
}

}  // namespace
}  // namespace hourglass::real
