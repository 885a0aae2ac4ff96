// Suites of AWS's containerized-test-runner-for-aws-lambda: JSON files of tests, each a handler, an
// environment, a request and what must come back. A test becomes a scenario for somebody's own
// runtime (docs/suites.md).
#pragma once

#include "model/base/result.hpp"
#include "scenarios/scenario.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::scenarios {

// A test that means nothing without a container, or asks for what scenarios do not have.
struct LeftOut {
    std::string name;  // that its scenario would have
    std::string reason;
};

struct Suite {
    std::vector<Scenario> scenarios;  // without a path: they stand in no file
    std::vector<LeftOut> left_out;
};

// `origin` is the file's name in messages; files that the suite names lie in `folder`.
model::Result<Suite> parse_suite(std::string_view text, std::string_view origin,
                                 const std::filesystem::path& folder);
model::Result<Suite> load_suite(const std::filesystem::path& file);

}  // namespace hourglass::scenarios
