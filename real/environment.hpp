// The variables that a runtime and an extension find in their environment.
#pragma once

#include "model/trace/record.hpp"
#include "real/api_answer.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
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

// What a sandbox gets for credentials, in its environment or from its credentials address.
struct SandboxCredentials {
    std::string key = "HOURGLASSKEY";
    std::string secret = "hourglass-secret";
    std::string session = "hourglass-session";
    std::string expiration = "2099-12-31T23:59:59Z";  // no run lives to see it
};
// Names a set of them to the credentials address; the sets of a run are counted.
inline constexpr std::uint32_t most_credential_sets = 64;
std::string credentials_token(std::uint32_t set);
bool is_credentials_token(std::string_view token);

// NAME=value, sorted.
std::vector<std::string> runtime_environment(const EnvironmentSource& source);
std::vector<std::string> extension_environment(const EnvironmentSource& source);

// What an environment says of credentials.
struct CredentialsFound {
    std::uint8_t forms{};  // plain_credentials, credentials_token
    std::string token{};
};

CredentialsFound credentials_in(const std::vector<std::string>& environment);

// HOURGLASS_PROCESS=runtime:0:1, by which a probe says who it is.
std::string process_variable(const model::ProcessName& name);
// What the kernel says that a process has in its environment; "(none)" if it has no such variable,
// "" if the kernel does not say: the process has ended already.
std::string variable_of(pid_t pid, std::string_view name);
// What the value of that variable says; nothing if it is none.
std::optional<model::ProcessName> process_of_variable(const std::string& value);

}  // namespace hourglass::real
