// The variables that a runtime and an extension find in their environment.
#pragma once

#include "real/api_answer.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
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
    std::uint32_t credential_set{};  // behind an address and a token; 0: in plain variables
};

// NAME=value, sorted.
std::vector<std::string> runtime_environment(const EnvironmentSource& source);
std::vector<std::string> extension_environment(const EnvironmentSource& source);

// What an environment says of credentials.
struct CredentialsFound {
    std::uint8_t forms{};  // plain_credentials, credentials_token
    std::string token{};
};

CredentialsFound credentials_in(const std::vector<std::string>& environment);

}  // namespace hourglass::real
