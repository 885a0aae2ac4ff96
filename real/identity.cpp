#include "real/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace hourglass::real {
namespace {

// splitmix64
std::uint64_t mixed(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

bool is_hex(char letter) {
    return std::isxdigit(static_cast<unsigned char>(letter)) != 0;
}

std::string with_dashes(std::string_view digits) {
    return fmt::format("{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4),
                       digits.substr(12, 4), digits.substr(16, 4), digits.substr(20));
}

// The 32 digits of a UUID with dashes in the right places, or "".
std::string without_dashes(std::string_view text) {
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash_here = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash_here != (text[i] == '-')) return "";
        if (!dash_here) digits += text[i];
    }
    return digits;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

}  // namespace

std::string uuid_of(std::uint64_t seed, IdentityOf what, std::uint64_t number) {
    const std::uint64_t start = mixed(seed ^ (std::uint64_t{1} + static_cast<std::uint8_t>(what)));
    std::uint64_t high = mixed(start + number);
    std::uint64_t low = mixed(high ^ start);
    high = (high & ~std::uint64_t{0xf000}) | 0x4000;
    low = (low & ~(std::uint64_t{3} << 62)) | (std::uint64_t{2} << 62);
    return with_dashes(fmt::format("{:016x}{:016x}", high, low));
}

std::string trace_header_of(std::uint64_t seed, std::uint64_t number, std::int64_t wall_ms) {
    const std::uint64_t root = mixed(seed + number);
    return fmt::format("Root=1-{:08x}-{:08x}{:016x};Parent={:016x};Sampled=0",
                       static_cast<std::uint32_t>(wall_ms / 1000),
                       static_cast<std::uint32_t>(mixed(root)), root, mixed(root + 1));
}

std::optional<std::string> canonical_uuid(std::string_view text) {
    std::string plain = lower(std::string{text});
    text = plain;
    if (text.starts_with("urn:uuid:")) text.remove_prefix(9);
    if (text.size() == 38 && text.front() == '{' && text.back() == '}') {
        text = text.substr(1, 36);
    }
    const std::string digits = text.size() == 36 ? without_dashes(text) : std::string{text};
    if (digits.size() != 32 || !std::all_of(digits.begin(), digits.end(), is_hex)) {
        return std::nullopt;
    }
    return with_dashes(digits);
}

}  // namespace hourglass::real
