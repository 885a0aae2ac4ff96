#include "real/environment.hpp"

#include "model/messages/environment.hpp"
#include "model/trace/record.hpp"
#include "real/identity.hpp"
#include "scenarios/needs.hpp"
#include "scenarios/unkindness.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace hourglass::real {
namespace {

using model::Variables;

// Of our own environment: what a program needs to be found and to speak.
constexpr std::array passed_on{"PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH"};

std::string_view name_of(model::InitType type) {
    switch (type) {
        case model::InitType::OnDemand:
            return "on-demand";
        case model::InitType::ProvisionedConcurrency:
            return "provisioned-concurrency";
        case model::InitType::SnapStart:
            return "snap-start";
    }
    return "";
}

Variables customer(const EnvironmentSource& source) {
    Variables variables{{"TMPDIR", source.folder}};
    for (const char* name : passed_on) {
        if (const char* value = std::getenv(name)) variables.insert_or_assign(name, value);
    }
    for (const auto& [name, value] : source.config.environment) {
        if (name == scenarios::unkind_variable || name == scenarios::served_variable) continue;
        variables.insert_or_assign(name, value);
    }
    variables.insert_or_assign("AWS_LAMBDA_INITIALIZATION_TYPE",
                               std::string{name_of(source.config.init_type)});
    const std::size_t equals = source.marker.find('=');
    variables.insert_or_assign(source.marker.substr(0, equals), source.marker.substr(equals + 1));
    return variables;
}

Variables reserved(const EnvironmentSource& source) {
    const auto memory = source.config.environment.find("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
    const bool sized = memory != source.config.environment.end();
    return {{"AWS_REGION", source.function.region},
            {"AWS_DEFAULT_REGION", source.function.region},
            {"AWS_LAMBDA_FUNCTION_MEMORY_SIZE", sized ? memory->second : "3008"},
            {"TZ", ":UTC"},
            {"AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/Functions"},
            {"AWS_LAMBDA_LOG_STREAM_NAME", "$LATEST"},
            {"LAMBDA_TASK_ROOT", source.task_root},
            {"LAMBDA_RUNTIME_DIR", "/var/runtime"}};
}

model::Environment environment_of(const EnvironmentSource& source) {
    model::Environment environment{reserved(source)};
    environment.set_customer(customer(source));
    environment.set_handler(source.function.handler);
    environment.set_function(source.function.name, source.function.version);
    environment.set_runtime_api(source.runtime_api);
    if (source.credential_set != 0) {
        environment.set_credentials_endpoint(
            {.uri = "http://" + source.runtime_api + "/2021-04-23/credentials",
             .token = credentials_token(source.credential_set)});
    } else {
        const SandboxCredentials keys;
        environment.set_credentials(
            {.key = keys.key, .secret = keys.secret, .session = keys.session});
    }
    return environment;
}

std::vector<std::string> lines(const Variables& variables) {
    std::vector<std::string> out;
    for (const auto& [name, value] : variables) {
        out.push_back(name);
        out.back() += '=';
        out.back() += value;
    }
    return out;
}

}  // namespace

std::string credentials_token(std::uint32_t set) {
    return uuid_of(0, IdentityOf::Delivery, set);
}

bool is_credentials_token(std::string_view token) {
    for (std::uint32_t set = 0; set <= most_credential_sets; ++set) {
        if (token == credentials_token(set)) return true;
    }
    return false;
}

std::vector<std::string> runtime_environment(const EnvironmentSource& source) {
    return lines(environment_of(source).for_runtime());
}

std::vector<std::string> extension_environment(const EnvironmentSource& source) {
    return lines(environment_of(source).for_extensions());
}

CredentialsFound credentials_in(const std::vector<std::string>& environment) {
    static constexpr std::array<std::string_view, 3> plain{
        "AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY=", "AWS_SESSION_TOKEN="};
    static constexpr std::string_view address = "AWS_CONTAINER_CREDENTIALS_FULL_URI=";
    static constexpr std::string_view token = "AWS_CONTAINER_AUTHORIZATION_TOKEN=";
    CredentialsFound found;
    std::size_t variables = 0;
    bool addressed = false;
    for (const std::string_view line : environment) {
        for (const std::string_view name : plain) variables += line.starts_with(name) ? 1 : 0;
        addressed = addressed || line.starts_with(address);
        if (line.starts_with(token)) found.token = line.substr(token.size());
    }
    if (variables == plain.size()) found.forms |= model::plain_credentials;
    if (addressed && !found.token.empty()) found.forms |= model::credentials_token;
    return found;
}

std::string process_variable(const model::ProcessName& name) {
    return fmt::format("HOURGLASS_PROCESS={}:{}:{}",
                       name.who == model::Who::Runtime ? "runtime" : "extension", name.slot,
                       name.generation);
}

std::string variable_of(pid_t pid, std::string_view name) {
    std::ifstream environment{fmt::format("/proc/{}/environ", pid)};
    std::string line;
    bool any = false;
    while (std::getline(environment, line, '\0')) {
        any = true;
        if (line.size() > name.size() && line[name.size()] == '=' && line.starts_with(name)) {
            return line.substr(name.size() + 1);
        }
    }
    return any ? "(none)" : "";
}

std::optional<model::ProcessName> process_of_variable(const std::string& value) {
    const bool runtime = value.starts_with("runtime:");
    unsigned slot = 0;
    unsigned generation = 0;
    const std::size_t colon = value.find(':');
    if (colon == std::string::npos || (!runtime && !value.starts_with("extension:")) ||
        std::sscanf(value.c_str() + colon, ":%u:%u", &slot, &generation) != 2) {
        return std::nullopt;
    }
    return model::ProcessName{.who = runtime ? model::Who::Runtime : model::Who::Extension,
                              .slot = static_cast<std::uint8_t>(slot),
                              .generation = generation};
}

}  // namespace hourglass::real
