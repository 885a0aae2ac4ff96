// The macros of a suite: its template makes several tests of one, its defaults fill in what a test
// leaves out, and its resources stand where a member is called NAME.ref.
#pragma once

#include "model/base/result.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace hourglass::scenarios {

struct ExpandedTest {
    nlohmann::json json;
    std::string place;  // in the suite: "$.tests[3]"
};

// A string as it is, anything else as JSON: suites write numbers where text is meant.
std::string as_written(const nlohmann::json& value);

// Errors name a place in the suite.
model::Result<std::vector<ExpandedTest>> expanded_tests(const nlohmann::json& suite,
                                                        const std::filesystem::path& folder);

}  // namespace hourglass::scenarios
