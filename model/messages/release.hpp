// Names that init and invoke results report: of the extensions, and of the runtime's release.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace hourglass::model {

inline constexpr std::size_t longest_extension_names = 127;  // bytes
inline constexpr std::size_t longest_runtime_release = 128;  // bytes

// The names joined by ';'. If that is too long, the names that end before the last ';' of its
// first 127 bytes; none if there is no such ';' (METR-07).
std::string extension_names(std::span<const std::string> names);

// What a runtime says of itself in the headers of its calls (METR-08). The first word of the first
// User-Agent stands; features are appended to it once.
class RuntimeRelease {
public:
    // Takes the headers of one call; each is empty if it was not sent.
    void note(std::string_view user_agent, std::string_view features);

    const std::string& text() const { return text_; }

private:
    std::string text_;
};

}  // namespace hourglass::model
