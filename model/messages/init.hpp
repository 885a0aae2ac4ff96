// Asking for an init, and what comes of it.
#pragma once

#include "model/messages/ack.hpp"
#include "model/messages/bootstrap.hpp"
#include "model/messages/domain.hpp"
#include "model/messages/environment.hpp"
#include "model/messages/error_type.hpp"
#include "model/messages/metrics.hpp"
#include "model/messages/quantity.hpp"
#include "model/messages/wall_time.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace hourglass::model {

enum class SandboxType : std::uint8_t {
    Classic,    // brought up by the first invoke that needs it
    PreWarmed,  // brought up ahead of any invoke
};

struct Init {
    std::string invoke_id{};  // names a failed init in logs; usually empty
    std::string handler{};
    std::string account_id{};  // for extensions that ask for it
    std::string aws_key{};
    std::string aws_secret{};
    std::string aws_session{};
    std::optional<WallTime> credentials_expiry{};
    bool suppress_init{};                        // start nothing now, the first invoke does
    std::chrono::milliseconds timeout_invoke{};  // of a whole invoke
    std::chrono::milliseconds timeout_init{};    // of init alone
    std::string xray_daemon_address{};
    std::string function_name{};
    std::string function_version{};
    Variables customer_environment_variables{};
    SandboxType sandbox_type{};
    std::string log_stream_name{};  // initStart calls it the instance's id
    Megabytes instance_max_memory{};
    DynamicDomainConfig operator_domain_extra_config{};
    DynamicDomainConfig runtime_domain_extra_config{};
    RuntimeInfo runtime_info{};
    std::shared_ptr<Bootstrap> bootstrap{};                // not in JSON
    std::shared_ptr<Environment> environment_variables{};  // one object for all inits of a sandbox
};

struct InitSuccess {
    std::int64_t active_extensions{};  // all that are known, in whatever state
    std::string extension_names{};     // METR-07
    std::string runtime_release{};     // METR-08
    std::optional<TelemetrySubscriptionMetrics> logs_api_metrics{};  // nothing without telemetry
    Ack ack{};

    bool operator==(const InitSuccess&) const = default;
};

// The next invoke is still expected to work: it initialises again.
struct InitFailure {
    bool reset_received{};  // a reset ended the init
    bool request_reset{};   // whoever asked should reset the sandbox
    ErrorType error_type{};
    std::string error_message{};
    std::int64_t active_extensions{};
    std::string runtime_release{};
    std::optional<TelemetrySubscriptionMetrics> logs_api_metrics{};
    Ack ack{};

    bool operator==(const InitFailure&) const = default;
};

// What an invoke needs of the init request, since it may have to initialise again.
struct SandboxInfoFromInit {
    std::shared_ptr<Environment> environment_variables{};
    SandboxType sandbox_type{};
    std::shared_ptr<Bootstrap> runtime_bootstrap{};  // not in JSON
};

// Which request an initialisation belongs to.
enum class LifecyclePhase : std::uint8_t { Init = 1, Invoke = 2 };

}  // namespace hourglass::model
