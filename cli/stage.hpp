// Where and how one scenario is played.
#pragma once

#include "cli/clients.hpp"
#include "model/lifecycle/profile.hpp"

#include <cstdint>
#include <string>

namespace hourglass::cli {

struct Stage {
    std::string backend;
    model::ProfileName profile{};
    std::uint64_t seed = 1;
    std::string defect{};  // planted in the simulated platform, "" for none
    Clients clients;
};

}  // namespace hourglass::cli
