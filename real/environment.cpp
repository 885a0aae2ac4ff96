#include "real/environment.hpp"

#include <array>
#include <cstdlib>
#include <map>

namespace hourglass::real {
namespace {

using Variables = std::map<std::string, std::string>;

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

void set(Variables& variables, const Variables& more) {
    for (const auto& [name, value] : more) variables.insert_or_assign(name, value);
}

Variables own_part(const EnvironmentSource& source) {
    Variables variables{{"TMPDIR", source.folder}};
    for (const char* name : passed_on) {
        if (const char* value = std::getenv(name)) variables.insert_or_assign(name, value);
    }
    const std::size_t equals = source.marker.find('=');
    variables.insert_or_assign(source.marker.substr(0, equals), source.marker.substr(equals + 1));
    return variables;
}

Variables credentials(const EnvironmentSource& source) {
    if (source.config.init_caching == model::InitCaching::On) {
        return {{"AWS_CONTAINER_CREDENTIALS_FULL_URI",
                 "http://" + source.runtime_api + "/2021-04-23/credentials"},
                {"AWS_CONTAINER_AUTHORIZATION_TOKEN", uuid_of(0, IdentityOf::Delivery, 0)}};
    }
    return {{"AWS_ACCESS_KEY_ID", "HOURGLASSKEY"},
            {"AWS_SECRET_ACCESS_KEY", "hourglass-secret"},
            {"AWS_SESSION_TOKEN", "hourglass-session"}};
}

Variables platform(const EnvironmentSource& source) {
    return {{"AWS_REGION", source.function.region},
            {"AWS_DEFAULT_REGION", source.function.region},
            {"AWS_LAMBDA_FUNCTION_NAME", source.function.name},
            {"AWS_LAMBDA_FUNCTION_VERSION", source.function.version},
            {"AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "3008"},
            {"AWS_LAMBDA_INITIALIZATION_TYPE", std::string{name_of(source.config.init_type)}},
            {"AWS_LAMBDA_RUNTIME_API", source.runtime_api},
            {"TZ", ":UTC"}};
}

Variables runtime_only(const EnvironmentSource& source) {
    return {{"_HANDLER", source.function.handler},
            {"AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/Functions"},
            {"AWS_LAMBDA_LOG_STREAM_NAME", "$LATEST"},
            {"LAMBDA_TASK_ROOT", source.task_root},
            {"LAMBDA_RUNTIME_DIR", "/var/runtime"}};
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

std::vector<std::string> runtime_environment(const EnvironmentSource& source) {
    Variables variables = own_part(source);
    set(variables, source.config.environment);
    set(variables, credentials(source));
    set(variables, runtime_only(source));
    set(variables, platform(source));
    return lines(variables);
}

std::vector<std::string> extension_environment(const EnvironmentSource& source) {
    Variables variables = own_part(source);
    set(variables, source.config.environment);
    set(variables, credentials(source));
    set(variables, platform(source));
    std::erase_if(variables, [](const auto& variable) {
        return variable.first.starts_with('_') || variable.first == "AWS_XRAY_CONTEXT_MISSING";
    });
    return lines(variables);
}

}  // namespace hourglass::real
