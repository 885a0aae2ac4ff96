#include "model/messages/environment.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace hourglass::model {

namespace {

using enum VariableClass;

struct Reserved {
    VariableClass variable_class{};
    std::string_view name;
};

constexpr std::array reserved{
    Reserved{Internal, "_LAMBDA_SB_ID"},
    Reserved{Internal, "_LAMBDA_LOG_FD"},
    Reserved{Internal, "_LAMBDA_SHARED_MEM_FD"},
    Reserved{Internal, "_LAMBDA_CONTROL_SOCKET"},
    Reserved{Internal, "_LAMBDA_DIRECT_INVOKE_SOCKET"},
    Reserved{Internal, "_LAMBDA_RUNTIME_LOAD_TIME"},
    Reserved{Internal, "_LAMBDA_CONSOLE_SOCKET"},
    Reserved{Internal, "_X_AMZN_TRACE_ID"},
    Reserved{Internal, "_LAMBDA_TELEMETRY_API_PASSPHRASE"},
    Reserved{Platform, "AWS_REGION"},
    Reserved{Platform, "AWS_DEFAULT_REGION"},
    Reserved{Platform, "AWS_LAMBDA_FUNCTION_NAME"},
    Reserved{Platform, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE"},
    Reserved{Platform, "AWS_LAMBDA_FUNCTION_VERSION"},
    Reserved{Platform, "AWS_LAMBDA_RUNTIME_API"},
    Reserved{Platform, "TZ"},
    Reserved{Runtime, "_HANDLER"},
    Reserved{Runtime, "AWS_EXECUTION_ENV"},
    Reserved{Runtime, "AWS_LAMBDA_LOG_GROUP_NAME"},
    Reserved{Runtime, "AWS_LAMBDA_LOG_STREAM_NAME"},
    Reserved{Runtime, "LAMBDA_TASK_ROOT"},
    Reserved{Runtime, "LAMBDA_RUNTIME_DIR"},
    Reserved{PlatformUnreserved, "AWS_XRAY_DAEMON_ADDRESS"},
    Reserved{Credential, "AWS_ACCESS_KEY_ID"},
    Reserved{Credential, "AWS_SECRET_ACCESS_KEY"},
    Reserved{Credential, "AWS_SESSION_TOKEN"},
    Reserved{Credential, "AWS_CONTAINER_CREDENTIALS_FULL_URI"},
    Reserved{Credential, "AWS_CONTAINER_AUTHORIZATION_TOKEN"},
};

// Customers get these although they begin with '_'.
constexpr std::array<std::string_view, 3> underscored{
    "_AWS_XRAY_DAEMON_ADDRESS",
    "_AWS_XRAY_DAEMON_PORT",
    "_LAMBDA_TELEMETRY_LOG_FD",
};

constexpr std::size_t index_of(VariableClass wanted) {
    return static_cast<std::size_t>(wanted);
}

void lay_over(Variables& below, const Variables& above) {
    for (const auto& [name, value] : above) below[name] = value;
}

void set_unless_empty(Variables& variables, const char* name, std::string_view value) {
    if (!value.empty()) variables[name] = value;
}

}  // namespace

VariableClass class_of(std::string_view variable) {
    const auto* const found = std::ranges::find(reserved, variable, &Reserved::name);
    return found == reserved.end() ? Customer : found->variable_class;
}

Variables customer_variables(const Variables& environment) {
    Variables customer;
    for (const auto& [name, value] : environment) {
        const bool hidden =
            name.starts_with('_') && std::ranges::find(underscored, name) == underscored.end();
        if (class_of(name) == Customer && !hidden) customer[name] = value;
    }
    return customer;
}

Environment::Environment(const Variables& platform) {
    for (const auto& [name, value] : platform) {
        const auto its_class = class_of(name);
        const bool kept = its_class != Customer && its_class != Credential;
        if (kept) variables(its_class)[name] = value;
    }
}

void Environment::set_customer(Variables variables) {
    by_class_[index_of(Customer)] = std::move(variables);
}

void Environment::set_credentials(const Credentials& credentials) {
    variables(Credential) = {
        {"AWS_ACCESS_KEY_ID", credentials.key},
        {"AWS_SECRET_ACCESS_KEY", credentials.secret},
        {"AWS_SESSION_TOKEN", credentials.session},
    };
}

void Environment::set_credentials_endpoint(const CredentialsEndpoint& endpoint) {
    variables(Credential) = {
        {"AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint.uri},
        {"AWS_CONTAINER_AUTHORIZATION_TOKEN", endpoint.token},
    };
}

void Environment::set_handler(std::string_view handler) {
    set_unless_empty(variables(Runtime), "_HANDLER", handler);
}

void Environment::set_function(std::string_view name, std::string_view version) {
    set_unless_empty(variables(Platform), "AWS_LAMBDA_FUNCTION_NAME", name);
    set_unless_empty(variables(Platform), "AWS_LAMBDA_FUNCTION_VERSION", version);
}

void Environment::set_runtime_api(std::string_view address) {
    variables(Platform)["AWS_LAMBDA_RUNTIME_API"] = address;
}

const Variables& Environment::variables(VariableClass wanted) const {
    return by_class_[index_of(wanted)];
}

Variables& Environment::variables(VariableClass wanted) {
    return by_class_[index_of(wanted)];
}

bool Environment::is_complete() const {
    return variables(Platform).contains("AWS_LAMBDA_RUNTIME_API") && !variables(Credential).empty();
}

Variables Environment::for_runtime() const {
    Variables all;
    for (const auto layer : {Customer, PlatformUnreserved, Credential, Runtime, Platform}) {
        lay_over(all, variables(layer));
    }
    return all;
}

Variables Environment::for_extensions() const {
    Variables all;
    for (const auto layer : {Customer, Credential, Platform}) {
        lay_over(all, variables(layer));
    }
    std::erase_if(all, [](const auto& variable) {
        return variable.first.starts_with('_') || variable.first == "AWS_XRAY_CONTEXT_MISSING";
    });
    return all;
}

}  // namespace hourglass::model
