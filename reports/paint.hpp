// Colour for terminals. Plain paint leaves text as it is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass::reports {

enum class Colour : std::uint8_t { Off, On };

class Paint {
public:
    explicit Paint(Colour colour) : colour_(colour) {}

    std::string good(std::string_view text) const { return with("32", text); }
    std::string bad(std::string_view text) const { return with("1;31", text); }
    std::string doubtful(std::string_view text) const { return with("33", text); }
    std::string strong(std::string_view text) const { return with("1", text); }
    std::string faint(std::string_view text) const { return with("2", text); }

private:
    std::string with(std::string_view code, std::string_view text) const {
        if (colour_ == Colour::Off || text.empty()) return std::string{text};
        std::string painted = "\033[";
        painted += code;
        painted += 'm';
        painted += text;
        painted += "\033[0m";
        return painted;
    }

    Colour colour_;
};

}  // namespace hourglass::reports
