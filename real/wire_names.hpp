// The names under which invokes and extensions appear on the wire, both ways.
#pragma once

#include "model/base/id.hpp"
#include "real/identity.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hourglass::real {

struct ExtensionName {
    std::uint8_t slot = 0;
    std::uint32_t generation = 0;
};

class WireNames {
public:
    explicit WireNames(std::uint64_t seed) : seed_(seed) {}

    // From now on the id of this invoke is known; that of one long ago is no longer.
    void publish(model::InvokeId invoke) {
        invokes_.emplace(id_of(invoke), invoke);
        latest_ = invoke;
        if (invoke.value > remembered) invokes_.erase(id_of({invoke.value - remembered}));
    }
    std::string id_of(model::InvokeId invoke) const {
        return uuid_of(seed_, IdentityOf::Invoke, invoke.value);
    }
    model::InvokeId invoke_of(std::string_view id) const {
        const auto found = invokes_.find(std::string{id});
        return found == invokes_.end() ? model::InvokeId{} : found->second;
    }
    model::InvokeId latest() const { return latest_; }

    // Known from its first use on.
    std::string identifier_of(ExtensionName extension) {
        const std::uint64_t number = std::uint64_t{extension.generation} << 8 | extension.slot;
        std::string identifier = uuid_of(seed_, IdentityOf::Extension, number);
        extensions_.emplace(identifier, extension);
        return identifier;
    }
    std::optional<ExtensionName> extension_of(const std::string& identifier) const {
        const auto found = extensions_.find(identifier);
        if (found == extensions_.end()) return std::nullopt;
        return found->second;
    }

    std::uint64_t seed() const { return seed_; }

private:
    static constexpr std::uint32_t remembered = 4096;

    std::uint64_t seed_;
    model::InvokeId latest_;
    std::unordered_map<std::string, model::InvokeId> invokes_;
    std::unordered_map<std::string, ExtensionName> extensions_;
};

}  // namespace hourglass::real
