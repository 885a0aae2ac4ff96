// The variables that a runtime and an extension find in their environment.
#pragma once

#include "real/api_answer.hpp"
#include "scenarios/scenario.hpp"

#include <string>
#include <vector>

namespace hourglass::real {

struct EnvironmentSource {
    const scenarios::Config& config;
    const FunctionIdentity& function;
    std::string runtime_api;  // host:port
    std::string folder;       // private, for temporary files
    std::string marker;       // NAME=value, by which our processes are found again
    std::string task_root;
};

// NAME=value, sorted.
std::vector<std::string> runtime_environment(const EnvironmentSource& source);
std::vector<std::string> extension_environment(const EnvironmentSource& source);

}  // namespace hourglass::real
