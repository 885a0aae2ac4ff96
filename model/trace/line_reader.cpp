#include "model/trace/line_reader.hpp"

#include "model/trace/bytes.hpp"

#include <fmt/format.h>

#include <limits>

namespace hourglass::model {

namespace {

std::string listed(EnumNames names) {
    std::string list;
    for (const std::string_view name : names) {
        if (name.empty()) continue;
        if (!list.empty()) list += ", ";
        list += name;
    }
    return list;
}

}  // namespace

Result<void> LineReader::parse(std::string_view line) {
    complaint_.reset();
    return flat_.parse(line);
}

bool LineReader::has(std::string_view path) {
    return flat_.take(path) != nullptr;
}

bool LineReader::is_null(std::string_view path) {
    const Scalar* value = flat_.take(path);
    return value != nullptr && std::holds_alternative<std::monostate>(*value);
}

std::optional<std::int64_t> LineReader::number(std::string_view path) {
    const Scalar* value = flat_.take(path);
    if (value == nullptr) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(value)) return *whole;
    constexpr auto limit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (const auto* positive = std::get_if<std::uint64_t>(value); positive && *positive <= limit) {
        return static_cast<std::int64_t>(*positive);
    }
    complain(path, "not a whole number within 64 bits");
    return std::nullopt;
}

std::optional<std::uint64_t> LineReader::unsigned_number(std::string_view path) {
    const Scalar* value = flat_.take(path);
    if (value == nullptr) return std::nullopt;
    if (const auto* positive = std::get_if<std::uint64_t>(value)) return *positive;
    complain(path, "not a whole number of 0 or more");
    return std::nullopt;
}

std::optional<bool> LineReader::truth(std::string_view path) {
    const Scalar* value = flat_.take(path);
    if (value == nullptr) return std::nullopt;
    if (const auto* truth = std::get_if<bool>(value)) return *truth;
    complain(path, "neither true nor false");
    return std::nullopt;
}

std::optional<std::string> LineReader::bytes(std::string_view path) {
    if (const Scalar* value = flat_.take(path)) {
        if (const auto* text = std::get_if<std::string>(value)) return *text;
        complain(path, "not a string");
        return std::nullopt;
    }
    const auto nested = fmt::format("{}.base64", path);
    const Scalar* value = flat_.take(nested);
    if (value == nullptr) return std::nullopt;
    if (const auto* text = std::get_if<std::string>(value)) {
        if (auto decoded = from_base64(*text)) return decoded;
    }
    complain(nested, "not base64");
    return std::nullopt;
}

std::optional<std::uint16_t> LineReader::enumerator(std::string_view path, EnumNames names) {
    const Scalar* value = flat_.take(path);
    if (value == nullptr) return std::nullopt;
    if (const auto* text = std::get_if<std::string>(value)) {
        if (const auto found = value_named(names, *text)) return found;
        complain(path, fmt::format("\"{}\" is none of {}", *text, listed(names)));
        return std::nullopt;
    }
    complain(path, "not a string");
    return std::nullopt;
}

void LineReader::complain(std::string_view path, std::string_view what) {
    if (!complaint_) complaint_ = fmt::format("{}: {}", path, what);
}

std::optional<std::string> LineReader::finish() {
    if (complaint_) return complaint_;
    const FlatMember* member = flat_.untaken();
    if (member == nullptr) return std::nullopt;
    return fmt::format("{}: no such member", member->path);
}

}  // namespace hourglass::model
