// What goes over the wire and into an environment: identities, request bodies, variables.
#include "model/trace/record.hpp"
#include "real/environment.hpp"
#include "real/identity.hpp"
#include "real/payloads.hpp"
#include "real/request_bodies.hpp"
#include "real/wire_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::real {
namespace {

using testing::Contains;
using testing::Each;
using testing::Not;
using testing::StartsWith;

TEST(Uuid, DependsOnSeedPurposeAndNumber) {
    const std::string one = uuid_of(1, IdentityOf::Invoke, 1);

    EXPECT_EQ(one, uuid_of(1, IdentityOf::Invoke, 1));
    EXPECT_NE(one, uuid_of(2, IdentityOf::Invoke, 1));
    EXPECT_NE(one, uuid_of(1, IdentityOf::Extension, 1));
    EXPECT_NE(one, uuid_of(1, IdentityOf::Invoke, 2));
}

TEST(Uuid, IsReadInEveryAcceptedSpelling) {
    const std::string canonical = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

    for (const char* spelling :
         {"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d", "0A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D",
          "urn:uuid:0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d", "{0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d}",
          "0a1b2c3d4e5f4a6b8c7d9e0f1a2b3c4d"}) {
        EXPECT_EQ(canonical_uuid(spelling), canonical) << spelling;
    }
}

TEST(Uuid, IsNothingElse) {
    for (const char* text :
         {"", "7", "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4", "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4g",
          "0a1b2c3d04e5f-4a6b-8c7d-9e0f1a2b3c4d", "{0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
          "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d0"}) {
        EXPECT_EQ(canonical_uuid(text), std::nullopt) << text;
    }
}

TEST(WireNames, FindWhatTheyNamed) {
    WireNames names{7};

    names.publish({3});
    const std::string identifier = names.identifier_of({2, 5});

    EXPECT_EQ(names.invoke_of(names.id_of({3})), model::InvokeId{3});
    EXPECT_EQ(names.invoke_of(names.id_of({4})), model::InvokeId{});
    ASSERT_TRUE(names.extension_of(identifier));
    EXPECT_EQ(names.extension_of(identifier)->slot, 2);
    EXPECT_EQ(names.extension_of(identifier)->generation, 5U);
}

TEST(Payloads, GiveEqualBytesEqualIds) {
    Payloads payloads;

    const auto one = payloads.intern("one");

    EXPECT_EQ(payloads.intern("two"), model::PayloadId{2});
    EXPECT_EQ(payloads.intern("one"), one);
    EXPECT_EQ(payloads.bytes_of(one), "one");
    EXPECT_EQ(payloads.intern(""), model::PayloadId{3});
}

TEST(ErrorWithoutCause, KeepsTheRestAndEscapesIt) {
    EXPECT_EQ(error_without_cause(R"({"errorType":"T","errorMessage":"a<b","stackTrace":["x","y"],)"
                                  R"("errorCause":{"message":"m"}})"),
              R"({"errorMessage":"a\u003cb","errorType":"T","stackTrace":["x","y"]})");
}

TEST(ErrorWithoutCause, SaysThatABodyIsNoError) {
    for (const char* body :
         {"", "[]", "x", R"({"errorType":1})", R"({"stackTrace":[1]})", R"({"errorCause":"x"})"}) {
        EXPECT_EQ(error_without_cause(body), R"("Invalid error body")") << body;
    }
}

class EnvironmentTest : public testing::Test {
protected:
    EnvironmentTest() {
        config_.environment = {{"MINE", "1"}, {"AWS_REGION", "mars"}, {"_UNDER", "2"}};
    }

    EnvironmentSource source() const {
        return {.config = config_,
                .function = function_,
                .runtime_api = "127.0.0.1:9001",
                .folder = "/tmp/x",
                .marker = "HOURGLASS_SANDBOX=x",
                .task_root = "/var/task"};
    }

    scenarios::Config config_;
    FunctionIdentity function_{.handler = "app.run"};
};

TEST_F(EnvironmentTest, GivesARuntimeItsOwnAndThePlatformsVariables) {
    const auto variables = runtime_environment(source());

    for (const char* wanted :
         {"MINE=1", "AWS_REGION=us-east-1", "_UNDER=2", "_HANDLER=app.run", "TMPDIR=/tmp/x",
          "AWS_LAMBDA_RUNTIME_API=127.0.0.1:9001", "AWS_LAMBDA_FUNCTION_NAME=test_function",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=3008", "LAMBDA_TASK_ROOT=/var/task",
          "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand", "HOURGLASS_SANDBOX=x"}) {
        EXPECT_THAT(variables, Contains(wanted));
    }
    EXPECT_THAT(variables, Contains(StartsWith("AWS_ACCESS_KEY_ID=")));
    EXPECT_THAT(variables, Contains(StartsWith("PATH=")));
}

TEST_F(EnvironmentTest, KeepsTheRuntimesVariablesFromExtensions) {
    const auto variables = extension_environment(source());

    EXPECT_THAT(variables, Contains("MINE=1"));
    EXPECT_THAT(variables, Contains("AWS_LAMBDA_RUNTIME_API=127.0.0.1:9001"));
    EXPECT_THAT(variables, Each(Not(StartsWith("_"))));
    EXPECT_THAT(variables, Not(Contains(StartsWith("LAMBDA_TASK_ROOT="))));
}

TEST_F(EnvironmentTest, NamesAnEndpointInsteadOfCredentialsWithInitCaching) {
    EnvironmentSource behind_token = source();
    behind_token.credential_set = 1;

    const auto variables = runtime_environment(behind_token);

    EXPECT_THAT(variables, Contains("AWS_CONTAINER_CREDENTIALS_FULL_URI="
                                    "http://127.0.0.1:9001/2021-04-23/credentials"));
    EXPECT_THAT(variables, Not(Contains(StartsWith("AWS_ACCESS_KEY_ID="))));
    EXPECT_EQ(credentials_in(variables).forms, model::credentials_token);
}

TEST_F(EnvironmentTest, GivesEachCredentialSetATokenOfItsOwn) {
    EnvironmentSource first = source();
    EnvironmentSource second = source();
    first.credential_set = 1;
    second.credential_set = 2;

    const auto token_of = [](const EnvironmentSource& each) {
        return credentials_in(runtime_environment(each)).token;
    };

    EXPECT_NE(token_of(first), token_of(second));
    EXPECT_EQ(token_of(first), credentials_in(extension_environment(first)).token);
}

TEST_F(EnvironmentTest, IsReadForWhatItSaysOfCredentials) {
    EXPECT_EQ(credentials_in(runtime_environment(source())).forms, model::plain_credentials);
    EXPECT_EQ(credentials_in({"AWS_ACCESS_KEY_ID=a", "PATH=/"}).forms, 0);
}

}  // namespace
}  // namespace hourglass::real
