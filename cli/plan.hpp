// What a verify run is going to do: checked before anything is played.
#pragma once

#include "cli/play.hpp"
#include "model/base/result.hpp"
#include "reports/console.hpp"
#include "reports/fold.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/suites/suite.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace hourglass::cli {

struct Shard {
    std::uint32_t part = 1;  // from 1
    std::uint32_t of = 1;
};

struct VerifyOptions {
    std::vector<std::string> backends;
    std::string profile = "aws";  // or rapid, all
    std::string rules;            // globs, parted by commas
    std::vector<std::string> scenarios;
    std::vector<std::string> suites;  // of AWS's test runner, see scenarios/suites
    ClientOptions clients;
    bool unkind = false;  // each scenario once more, see cli/unkind.hpp
    std::uint64_t seed = 1;
    std::uint32_t cases = 1;
    std::uint32_t jobs = 0;  // 0: as many as there are processors
    Shard shard;
    std::string report = "hourglass-report";
    std::string json;               // file, "-" for standard output, "" for none
    std::string junit;              // likewise
    std::string baseline;           // file of accepted deviations, "" for none
    std::string baseline_to_write;  // likewise
    reports::Detail detail{};
    std::string program;  // as it was called
};

// One scenario on one stage, under so many seeds from the stage's on.
struct Assignment {
    const scenarios::Scenario* scenario{};
    Stage stage;
    std::uint32_t cases = 1;
};

struct Plan {
    std::vector<std::unique_ptr<scenarios::Scenario>> scenarios;
    std::vector<scenarios::LeftOut> left_out;  // of the suites
    std::vector<Assignment> assignments;       // in the order of the report; refer to `scenarios`
    reports::Scope scope;
    std::filesystem::path folder;
    std::string program;
    std::uint64_t plays{};
};

// The n-th case of an assignment, counted from 0.
Part part_of(const Plan& plan, const Assignment& assignment, std::uint32_t number);

model::Result<Plan> plan_of(const VerifyOptions& options);

}  // namespace hourglass::cli
