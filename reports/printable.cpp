#include "reports/printable.hpp"

#include <cstdint>

namespace hourglass::reports {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Character {
    std::uint32_t value{};
    std::size_t size{};  // 0: not UTF-8
};

std::size_t size_by_lead(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

Character decode(std::string_view text) {
    const auto lead = static_cast<std::uint8_t>(text[0]);
    const std::size_t size = size_by_lead(lead);
    if (size == 0 || size > text.size()) return {};
    if (size == 1) return {lead, 1};
    std::uint32_t value = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if ((byte & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (byte & 0x3FU);
    }
    constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    return value < smallest[size] ? Character{} : Character{value, size};
}

// What XML 1.0 allows, less the C1 control characters.
bool is_allowed(std::uint32_t value) {
    if (value == '\n' || value == '\t') return true;
    if (value < 0x20 || (value >= 0x7F && value < 0xA0)) return false;
    if (value >= 0xD800 && value < 0xE000) return false;
    return value < 0x110000 && value != 0xFFFE && value != 0xFFFF;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const Character character = decode(text);
        if (character.size == 0) {
            clean += replacement;
            text.remove_prefix(1);
            continue;
        }
        if (is_allowed(character.value)) clean += text.substr(0, character.size);
        text.remove_prefix(character.size);
    }
    return clean;
}

std::string shortened(std::string_view text, std::size_t width) {
    std::string line;
    std::size_t characters = 0;
    std::size_t cut = 0;  // where the line ends if it must make room for "..."
    for (const char c : printable(text)) {
        const bool starts = (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U;
        if (starts && characters + 3 <= width) cut = line.size();
        if (starts && ++characters > width) return line.substr(0, cut) + "...";
        line += c == '\n' || c == '\t' ? ' ' : c;
    }
    return line;
}

}  // namespace hourglass::reports
