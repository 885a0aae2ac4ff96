// The entry point of the fuzzer as an engine calls it.
#include "scenarios/generators/arbitrary_choices.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

RC_GTEST_PROP(Fuzzer, TakesAnyBytes, ()) {
    const hourglass::scenarios::Choices choices = *hourglass::scenarios::arbitrary_choices();

    RC_ASSERT(LLVMFuzzerTestOneInput(choices.data(), choices.size()) == 0);
}

TEST(Fuzzer, TakesNothingAtAll) {
    EXPECT_EQ(LLVMFuzzerTestOneInput(nullptr, 0), 0);
}

TEST(Fuzzer, DiesOfAPlantedDefect) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    const std::array<std::uint8_t, 1> bytes{0};

    ASSERT_EQ(setenv("HOURGLASS_DEFECT", "init-told-twice", 1), 0);
    EXPECT_DEATH(LLVMFuzzerTestOneInput(bytes.data(), bytes.size()), "is broken");
    unsetenv("HOURGLASS_DEFECT");
}

}  // namespace
