// The variables that processes of a sandbox get, by class; who gets which is INIT-19.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hourglass::model {

using Variables = std::map<std::string, std::string>;

enum class VariableClass : std::uint8_t {
    Internal,            // between platform and sandbox: for nobody
    Platform,            // reserved: region, function, API address
    Runtime,             // reserved: handler, log names, directories
    PlatformUnreserved,  // the customer may set it, the platform wins
    Credential,
    Customer,  // everything else
};

VariableClass class_of(std::string_view variable);

// Those of a platform's own environment that it passes on as the customer's: in no other class,
// and not beginning with '_' but for three that are named so.
Variables customer_variables(const Variables& environment);

struct Credentials {
    std::string key{};
    std::string secret{};
    std::string session{};

    bool operator==(const Credentials&) const = default;
};

// Where a sandbox that may be restored fetches its credentials, instead of having them.
struct CredentialsEndpoint {
    std::string uri{};
    std::string token{};
};

// Made once for a sandbox and kept for every later init of it.
class Environment {
public:
    Environment() = default;
    // Takes the reserved classes out of a platform's own environment.
    explicit Environment(const Variables& platform);

    void set_customer(Variables variables);
    // Credentials are exported even when they are empty.
    void set_credentials(const Credentials& credentials);
    void set_credentials_endpoint(const CredentialsEndpoint& endpoint);
    // Empty values leave what is there.
    void set_handler(std::string_view handler);
    void set_function(std::string_view name, std::string_view version);
    void set_runtime_api(std::string_view address);

    const Variables& variables(VariableClass wanted) const;
    Variables& variables(VariableClass wanted);

    // Whether the runtime API's address and the credentials are set: no process starts before.
    bool is_complete() const;

    // Later ones win: customer, unreserved, credentials, runtime, platform.
    Variables for_runtime() const;
    // Customer, credentials, platform, without what begins with '_' or is about X-Ray's absence.
    Variables for_extensions() const;

    bool operator==(const Environment&) const = default;

private:
    std::array<Variables, 6> by_class_;
};

}  // namespace hourglass::model
