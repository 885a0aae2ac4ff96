// The JSON of an init and its ends. What an operator posts to start an init keeps the names it has
// there; the rest has the names of the platform we imitate. Acks and bootstraps are not data.
#pragma once

#include "model/messages/init.hpp"
#include "model/messages/json/metrics.hpp"
#include "model/messages/json/units.hpp"

namespace hourglass::model {

constexpr auto json_fields(std::type_identity<RuntimeInfo>) {
    using T = RuntimeInfo;
    return std::tuple{
        omitted_if_empty("runtimeImageJSON", &T::image_json),
        omitted_if_empty("runtimeArn", &T::arn),
        omitted_if_empty("runtimeVersion", &T::version),
    };
}

constexpr auto json_fields(std::type_identity<DomainHook>) {
    using T = DomainHook;
    return std::tuple{
        field("name", &T::name),
        field("path", &T::path),
        omitted_if_empty("args", &T::args),
        omitted_if_empty("envs", &T::env),
    };
}

void read_value(const JsonValue& value, MountType& out);
Json write_value(AsJson, MountType in);

constexpr auto json_fields(std::type_identity<DomainMount>) {
    using T = DomainMount;
    return std::tuple{
        field("type", &T::type),
        omitted_if_empty("source", &T::source),
        omitted_if_empty("destination", &T::destination),
        omitted_if_empty("fs_type", &T::file_system),
        omitted_if_empty("options", &T::options),
    };
}

constexpr auto json_fields(std::type_identity<DynamicDomainConfig>) {
    using T = DynamicDomainConfig;
    return std::tuple{
        omitted_if_empty("AdditionalStartHooks", &T::additional_start_hooks),
        omitted_if_empty("Mounts", &T::mounts),
    };
}

// {"environment": {...}}
struct AsCustomer {
    void read(const JsonValue& value, Variables& out) const;
    Json write(const Variables& in) const;
};
inline constexpr AsCustomer as_customer;

constexpr auto json_fields(std::type_identity<Init>) {
    using T = Init;
    return std::tuple{
        omitted_if_empty("InvokeID", &T::invoke_id),
        omitted_if_empty("handler", &T::handler),
        omitted_if_empty("AccountID", &T::account_id),
        omitted_if_empty("awskey", &T::aws_key),
        omitted_if_empty("awssecret", &T::aws_secret),
        omitted_if_empty("awssession", &T::aws_session),
        omitted_if_empty("credentialsExpiry", &T::credentials_expiry, as_wall_time),
        omitted_if_empty("SuppressInit", &T::suppress_init),
        field("invokeTimeoutMs", &T::timeout_invoke, as_count),
        omitted_if_empty("InitTimeoutMs", &T::timeout_init, as_count),
        omitted_if_empty("XRayDaemonAddress", &T::xray_daemon_address),
        field("functionName", &T::function_name),
        field("functionVersion", &T::function_version),
        omitted_if_empty("customer", &T::customer_environment_variables, as_customer),
        omitted_if_empty("throttled", &T::sandbox_type, as_throttled),
        omitted_if_empty("LogStreamName", &T::log_stream_name),
        omitted_if_empty("InstanceMaxMemory", &T::instance_max_memory),
        omitted_if_empty("OperatorDomainExtraConfig", &T::operator_domain_extra_config),
        omitted_if_empty("RuntimeDomainExtraConfig", &T::runtime_domain_extra_config),
        omitted_if_empty("runtimeInfo", &T::runtime_info),
        omitted_if_empty("EnvironmentVariables", &T::environment_variables, as_shared),
    };
}

constexpr auto json_fields(std::type_identity<InitSuccess>) {
    using T = InitSuccess;
    return std::tuple{
        field("NumActiveExtensions", &T::active_extensions),
        field("ExtensionNames", &T::extension_names),
        field("RuntimeRelease", &T::runtime_release),
        field("LogsAPIMetrics", &T::logs_api_metrics),
    };
}

constexpr auto json_fields(std::type_identity<InitFailure>) {
    using T = InitFailure;
    return std::tuple{
        field("ResetReceived", &T::reset_received),
        field("RequestReset", &T::request_reset),
        field("ErrorType", &T::error_type),
        field("ErrorMessage", &T::error_message),
        field("NumActiveExtensions", &T::active_extensions),
        field("RuntimeRelease", &T::runtime_release),
        field("LogsAPIMetrics", &T::logs_api_metrics),
    };
}

constexpr auto json_fields(std::type_identity<SandboxInfoFromInit>) {
    using T = SandboxInfoFromInit;
    return std::tuple{
        field("EnvironmentVariables", &T::environment_variables, as_shared),
        field("SandboxType", &T::sandbox_type),
    };
}

}  // namespace hourglass::model
