#include "model/trace/bytes.hpp"

#include <array>
#include <cstdint>

namespace hourglass::model {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint8_t no_digit = 0xff;

constexpr auto digits = [] {
    std::array<std::uint8_t, 256> table{};
    for (auto& entry : table) entry = no_digit;
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

constexpr unsigned byte_at(std::string_view bytes, std::size_t index) {
    return static_cast<unsigned char>(bytes[index]);
}

// How many bytes the sequence that starts at `at` has; 0 if it is none of UTF-8.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
    const unsigned lead = byte_at(bytes, at);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.size()) return 0;
    unsigned point = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned next = byte_at(bytes, at + i);
        if ((next & 0xc0U) != 0x80) return 0;
        point = (point << 6U) | (next & 0x3fU);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    return overlong || surrogate || point > 0x10ffff ? 0 : length;
}

void append_escaped(std::string& out, unsigned char byte) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (byte) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    out += "\\u00";
    out += hex[byte >> 4U];
    out += hex[byte & 0xfU];
}

bool needs_escape(char byte) {
    return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\';
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = sequence_length(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

void append_bytes(std::string& out, std::string_view bytes) {
    if (!is_utf8(bytes)) {
        out.append(R"({"base64":")").append(to_base64(bytes)).append(R"("})");
        return;
    }
    out += '"';
    std::size_t clean = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (!needs_escape(bytes[at])) continue;
        out.append(bytes, clean, at - clean);
        append_escaped(out, static_cast<unsigned char>(bytes[at]));
        clean = at + 1;
    }
    out.append(bytes, clean);
    out += '"';
}

std::string to_base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        unsigned group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group = (group << 8U) | (i < count ? byte_at(bytes, at + i) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            text += i <= count ? alphabet[(group >> (18U - 6U * i)) & 0x3fU] : '=';
        }
    }
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') {
        ++padding;
    }
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    unsigned group = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool pad = at + padding >= text.size();
        const std::uint8_t digit = pad ? 0 : digits.at(byte_at(text, at));
        if (digit == no_digit) return std::nullopt;
        group = ((group << 6U) | digit) & 0xffffffU;
        if (at % 4 != 3) continue;
        for (unsigned shift = 24; shift > 0;) {
            shift -= 8;
            bytes += static_cast<char>((group >> shift) & 0xffU);
        }
    }
    bytes.resize(bytes.size() - padding);
    return bytes;
}

}  // namespace hourglass::model
