#include "model/messages/error_type.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

TEST(FatalError, HasATextThatNamesIt) {
    for (auto number = 0; number <= static_cast<int>(FatalError::SandboxTimeout); ++number) {
        const auto error = static_cast<FatalError>(number);

        EXPECT_EQ(fatal_error_of(text_of(error)), error) << text_of(error);
    }
}

TEST(FatalError, IsSpelledAsOnTheWire) {
    EXPECT_EQ(text_of(FatalError::ExtensionCrash), "Extension.Crash");
    EXPECT_EQ(text_of(FatalError::FunctionOversizedResponse), "Function.ResponseSizeTooLarge");
}

TEST(FatalError, IsNotNamedByAnyOtherText) {
    EXPECT_EQ(fatal_error_of(""), std::nullopt);
    EXPECT_EQ(fatal_error_of("Runtime.exiterror"), std::nullopt);
}

TEST(ErrorType, KnowsWhetherItIsTheOneOfAPlatform) {
    EXPECT_EQ(ErrorType{FatalError::SandboxFailure}.fatal_error(), FatalError::SandboxFailure);
    EXPECT_EQ(ErrorType{"Runtime.Mine"}.fatal_error(), std::nullopt);
    EXPECT_TRUE(ErrorType{}.empty());
}

TEST(Scrubbing, KeepsATypeOfAKnownFamily) {
    for (const std::string text :
         {"Runtime.MyCustomErrorTypeHere", "Function.Ab", "xFunction.Abc!", "MyError Runtime.Xy",
          "Runtime.Runtime.Ab", "Runtime.aFunction.Bc"}) {
        EXPECT_EQ(scrubbed(text).text(), text);
    }
}

TEST(Scrubbing, KeepsOnlyTheFamilyOfAFunctionsOtherTypes) {
    for (const auto* const text : {"Function.", "Function.a", "Function.A", "Function.A1"}) {
        EXPECT_EQ(scrubbed(text), FatalError::FunctionUnknown) << text;
    }
}

TEST(Scrubbing, CallsEveryOtherTypeUnknown) {
    for (const auto* const text : {"", "MyError", "MyCustomError.Error", "Runtime.", "Runtime.A",
                                   "runtime.Error", "xFunction.a", "Extension.Crash"}) {
        EXPECT_EQ(scrubbed(text), FatalError::RuntimeUnknown) << text;
    }
}

}  // namespace
}  // namespace hourglass::model
