#include "model/messages/environment.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

Environment environment() {
    Environment made{{
        {"AWS_REGION", "eu-west-1"},
        {"AWS_XRAY_DAEMON_ADDRESS", "x:1"},
        {"LAMBDA_TASK_ROOT", "/var/task"},
        {"_LAMBDA_SB_ID", "7"},
        {"AWS_ACCESS_KEY_ID", "of the platform itself"},
        {"HOME", "/root"},
    }};
    made.set_credentials({"key", "", ""});
    made.set_runtime_api("127.0.0.1:9001");
    return made;
}

TEST(Environment, TakesReservedVariablesOfThePlatformOnly) {
    const auto runtime = environment().for_runtime();

    EXPECT_EQ(runtime, (Variables{
                           {"AWS_REGION", "eu-west-1"},
                           {"AWS_XRAY_DAEMON_ADDRESS", "x:1"},
                           {"LAMBDA_TASK_ROOT", "/var/task"},
                           {"AWS_ACCESS_KEY_ID", "key"},
                           {"AWS_SECRET_ACCESS_KEY", ""},
                           {"AWS_SESSION_TOKEN", ""},
                           {"AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"},
                       }));
}

TEST(Environment, GivesExtensionsNoVariablesOfTheRuntime) {
    const auto extensions = environment().for_extensions();

    EXPECT_FALSE(extensions.contains("LAMBDA_TASK_ROOT"));
    EXPECT_FALSE(extensions.contains("AWS_XRAY_DAEMON_ADDRESS"));
    EXPECT_TRUE(extensions.contains("AWS_ACCESS_KEY_ID"));
    EXPECT_TRUE(extensions.contains("AWS_LAMBDA_RUNTIME_API"));
}

TEST(Environment, HidesUnderscoredVariablesFromExtensions) {
    auto made = environment();
    made.set_customer({{"_FOO", "1"}, {"AWS_XRAY_CONTEXT_MISSING", "2"}, {"FOO", "3"}});

    const auto extensions = made.for_extensions();

    EXPECT_FALSE(extensions.contains("_FOO"));
    EXPECT_FALSE(extensions.contains("AWS_XRAY_CONTEXT_MISSING"));
    EXPECT_EQ(extensions.at("FOO"), "3");
    EXPECT_EQ(made.for_runtime().at("_FOO"), "1");
}

TEST(Environment, LetsThePlatformWinOverTheCustomer) {
    auto made = environment();
    made.set_customer({{"AWS_LAMBDA_RUNTIME_API", "mine"},
                       {"AWS_ACCESS_KEY_ID", "mine"},
                       {"AWS_XRAY_DAEMON_ADDRESS", "mine"},
                       {"LAMBDA_TASK_ROOT", "mine"}});

    EXPECT_EQ(made.for_runtime(), environment().for_runtime());
    EXPECT_EQ(made.for_extensions().at("LAMBDA_TASK_ROOT"), "mine");
    EXPECT_EQ(made.for_extensions().at("AWS_ACCESS_KEY_ID"), "key");
}

TEST(Environment, KeepsHandlerAndFunctionUnlessTheInitNamesThem) {
    Environment made{{{"_HANDLER", "old"}, {"AWS_LAMBDA_FUNCTION_NAME", "old"}}};

    made.set_handler("");
    made.set_function("", "7");

    EXPECT_EQ(made.for_runtime(), (Variables{{"_HANDLER", "old"},
                                             {"AWS_LAMBDA_FUNCTION_NAME", "old"},
                                             {"AWS_LAMBDA_FUNCTION_VERSION", "7"}}));
}

TEST(Environment, OffersAnEndpointInsteadOfCredentials) {
    auto made = environment();

    made.set_credentials_endpoint({.uri = "http://x", .token = "t"});

    EXPECT_FALSE(made.for_runtime().contains("AWS_ACCESS_KEY_ID"));
    EXPECT_EQ(made.for_extensions().at("AWS_CONTAINER_AUTHORIZATION_TOKEN"), "t");
}

TEST(Environment, IsCompleteWithAddressAndCredentials) {
    Environment made;
    EXPECT_FALSE(made.is_complete());

    made.set_runtime_api("x:1");
    EXPECT_FALSE(made.is_complete());

    made.set_credentials({});
    EXPECT_TRUE(made.is_complete());
}

TEST(CustomerVariables, AreThoseOfNoOtherClass) {
    const auto customer = customer_variables({{"FOO", "1"},
                                              {"_FOO", "2"},
                                              {"_AWS_XRAY_DAEMON_PORT", "3"},
                                              {"TZ", "4"},
                                              {"AWS_SESSION_TOKEN", "5"}});

    EXPECT_EQ(customer, (Variables{{"FOO", "1"}, {"_AWS_XRAY_DAEMON_PORT", "3"}}));
}

}  // namespace
}  // namespace hourglass::model
