// What an init request says of the domains that its processes run in. No platform of ours acts on
// it; it is carried from request to event.
#pragma once

#include "model/messages/environment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::model {

struct RuntimeInfo {
    std::string image_json{};  // the image's configuration
    std::string arn{};
    std::string version{};  // the arn for people, e.g. "python:3.12.v38"

    bool operator==(const RuntimeInfo&) const = default;
};

// A program that runs when a domain starts.
struct DomainHook {
    std::string name{};
    std::string path{};
    std::vector<std::string> args{};
    Variables env{};

    bool operator==(const DomainHook&) const = default;
};

enum class MountType : std::uint8_t { Drive, Bind };

struct DomainMount {
    MountType type{};
    std::string source{};
    std::string destination{};
    std::string file_system{};  // of a drive
    std::vector<std::string> options{};

    bool operator==(const DomainMount&) const = default;
};

struct DynamicDomainConfig {
    std::vector<DomainHook> additional_start_hooks{};
    std::vector<DomainMount> mounts{};

    bool operator==(const DynamicDomainConfig&) const = default;
};

}  // namespace hourglass::model
