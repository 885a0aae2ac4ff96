// Fits a generated play into a world whose clock cannot be wound on: waits become short, but those
// that race with a deadline, and what the backend cannot be asked for is left out.
#pragma once

#include "scenarios/generators/draft.hpp"

#include <optional>
#include <string>

namespace hourglass::cli {

// Nothing if too little is left to be played on that backend.
std::optional<scenarios::Draft> fitted(const scenarios::Draft& draft, const std::string& backend);

// The play as it is, if the backend takes it: what a shrinker asks of its candidates.
bool is_playable(const scenarios::Draft& draft, const std::string& backend);

}  // namespace hourglass::cli
