// The example extensions, judged by the program.
#include "tests/clients/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace hourglass::clients {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::IsSupersetOf;

// A file of examples/extensions, and the client whose installation it needs.
struct Extension {
    std::string file;
    std::string needs;
};

std::ostream& operator<<(std::ostream& out, const Extension& extension) {
    return out << extension.file;
}

class ExampleExtension : public testing::TestWithParam<Extension> {
protected:
    void SetUp() override {
        const std::string reason = reason_to_skip(GetParam().needs);
        if (!reason.empty()) GTEST_SKIP() << GetParam().needs << ": " << reason;
    }
};

TEST_P(ExampleExtension, KeepsTheRulesForExtensions) {
    const Verification found = verify_extension("extensions/" + GetParam().file);

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.violated, IsEmpty());
    EXPECT_THAT(found.held, IsSupersetOf({"EXC-01", "EXC-02", "EXC-03", "EXC-06", "EXC-07",
                                          "EXC-08", "EXC-09", "EXC-12", "EXC-17", "EXC-18",
                                          "EXC-19", "EXC-20", "EXC-23", "EXC-26"}));
}

INSTANTIATE_TEST_SUITE_P(Of, ExampleExtension,
                         testing::Values(Extension{"bash-extension", "bash"},
                                         Extension{"python-extension", "python"}),
                         [](const auto& extension) { return title(extension.param.file); });

struct ExtensionFault {
    std::string file;
    std::string rule;
    std::string scenario;
};

std::ostream& operator<<(std::ostream& out, const ExtensionFault& fault) {
    return out << fault.file;
}

class BadExtension : public testing::TestWithParam<ExtensionFault> {};

TEST_P(BadExtension, IsToldTheRuleThatItBreaks) {
    const std::string reason = reason_to_skip("bash");
    if (!reason.empty()) GTEST_SKIP() << reason;

    const Verification found =
        verify_extension("bad-extensions/" + GetParam().file,
                         {"scenarios/extensions/" + GetParam().scenario + ".json"});

    EXPECT_EQ(found.status, 1) << found.said;
    EXPECT_THAT(found.violated, Contains(GetParam().rule));
}

INSTANTIATE_TEST_SUITE_P(
    Of, BadExtension,
    testing::Values(ExtensionFault{"wants-telemetry", "EXC-11", "subscription-refused"},
                    ExtensionFault{"idles-after-shutdown", "EXC-03", "serves"}),
    [](const auto& fault) { return title(fault.param.file); });

}  // namespace
}  // namespace hourglass::clients
