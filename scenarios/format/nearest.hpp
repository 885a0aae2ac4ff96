// The known word that somebody may have meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hourglass::scenarios {

// The candidate with the fewest edits from `word`; "" if none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

// A remedy: `did you mean "work"?`, or `otherwise` if nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates,
                         std::string_view otherwise);

}  // namespace hourglass::scenarios
