// Reads JSON into values of ours and, when it cannot, says where: "$.steps[3].work: expected a
// number, got a string". It knows no format: scenarios, messages and results bring their own.
//
//     void read_value(const JsonValue& value, Limits& limits) {
//         ObjectReader object{value};
//         object.required("timeout", limits.timeout);      // "20ms"; any type with a read_value
//         object.optional("retries", limits.retries);      // absent: stays what it was
//         object.finish();                                 // complains of members not asked for
//     }
//     Result<Limits> limits = decode_text<Limits>(text, "limits.json");
//
// An own enum has a table of names: `read_named(value, mode, mode_names)` in its read_value.
// (1) The first complaint stands; reading goes on with defaults, so no caller checks in between.
// (2) decode() and decode_text() return that complaint as an Error, or the value.
#pragma once

#include "model/base/duration_text.hpp"
#include "model/base/result.hpp"
#include "model/base/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hourglass::model {

using Json = nlohmann::json;

struct JsonLimits {
    std::size_t bytes = std::size_t{16} << 20;
    int depth = 64;
};

// Refuses what is too large, nested too deeply, empty, not JSON (with line and column), or has a
// member twice. `origin` names the text in messages: a file, a request.
Result<Json> parse_json(std::string_view text, std::string_view origin, JsonLimits limits = {});

// A value and its place, e.g. "$.metrics.durationMs". Valid while the decode() that made it runs.
class JsonValue {
public:
    JsonValue(const Json& json, std::string path, std::optional<Error>& complaint)
        : json_{&json}, path_{std::move(path)}, complaint_{&complaint} {}

    const Json& json() const { return *json_; }
    const std::string& path() const { return path_; }

    // Complains of this place; the first complaint of a decode() stands.
    void complain(std::string_view message, std::string_view remedy = {}) const;
    // "expected a number, got a string"
    void expected(std::string_view wanted) const;
    void is_missing(std::string_view name) const;  // complains of a member that is not there

    JsonValue here(const Json& json) const { return {json, path_, *complaint_}; }  // other value
    JsonValue element(std::size_t index) const;         // of an array that has it
    JsonValue member(std::string_view name) const;      // of an object that has it
    std::string place_of(std::string_view name) const;  // of a member, there or not

private:
    const Json* json_;
    std::string path_;
    std::optional<Error>* complaint_;
};

void read_value(const JsonValue& value, bool& out);
void read_value(const JsonValue& value, double& out);
void read_value(const JsonValue& value, std::string& out);
void read_value(const JsonValue& value, Duration& out);  // as text, never negative

// A whole number from `least` to `most`; 0 after a complaint.
std::int64_t read_whole(const JsonValue& value, std::int64_t least, std::int64_t most);
std::uint64_t read_unsigned(const JsonValue& value, std::uint64_t most);
Duration read_duration(const JsonValue& value, DurationRange range);

template <std::signed_integral Number>
void read_value(const JsonValue& value, Number& out) {
    using Limits = std::numeric_limits<Number>;
    out = static_cast<Number>(read_whole(value, Limits::min(), Limits::max()));
}

template <std::unsigned_integral Number>
void read_value(const JsonValue& value, Number& out) {
    out = static_cast<Number>(read_unsigned(value, std::numeric_limits<Number>::max()));
}

// One enumerator and its name in the text.
template <class Enum>
struct Named {
    Enum value;
    std::string_view name;
};

void complain_of_name(const JsonValue& value, std::span<const std::string_view> known);

// `names` is an array of Named<Enum>.
template <class Enum, class Names>
void read_named(const JsonValue& value, Enum& out, const Names& names) {
    std::vector<std::string_view> known;
    for (const auto& [candidate, name] : names) {
        known.push_back(name);
        if (!value.json().is_string() || value.json().get_ref<const std::string&>() != name) {
            continue;
        }
        out = candidate;
        return;
    }
    complain_of_name(value, known);
}

// The name of an enumerator; "?" if the table has none.
template <class Enum, class Names>
constexpr std::string_view name_in(const Names& names, Enum wanted) {
    for (const auto& [candidate, name] : names) {
        if (candidate == wanted) return name;
    }
    return "?";
}

template <class T>
void read_value(const JsonValue& value, std::vector<T>& out);
template <class T>
void read_value(const JsonValue& value, std::map<std::string, T>& out);

// null is nothing.
template <class T>
void read_value(const JsonValue& value, std::optional<T>& out) {
    out.reset();
    if (value.json().is_null()) return;
    T there{};
    read_value(value, there);
    out = std::move(there);
}

template <class T>
void read_value(const JsonValue& value, std::vector<T>& out) {
    out.clear();
    if (!value.json().is_array()) return value.expected("an array");
    for (std::size_t i = 0; i < value.json().size(); ++i) {
        T element{};
        read_value(value.element(i), element);
        out.push_back(std::move(element));
    }
}

template <class T>
void read_value(const JsonValue& value, std::map<std::string, T>& out) {
    out.clear();
    if (!value.json().is_object()) return value.expected("an object");
    for (const auto& member : value.json().items()) {
        read_value(value.member(member.key()), out[member.key()]);
    }
}

// The members of one object. Ask for each by name, then finish().
class ObjectReader {
public:
    explicit ObjectReader(JsonValue value);

    // The value of a member that may be absent; it is known from now on.
    std::optional<JsonValue> find(std::string_view name);
    // The same, and complains when it is absent.
    std::optional<JsonValue> need(std::string_view name);

    template <class T>
    void required(std::string_view name, T& out) {
        if (const auto member = need(name)) read_value(*member, out);
    }
    template <class T>
    void optional(std::string_view name, T& out) {
        if (const auto member = find(name)) read_value(*member, out);
    }
    // A member that may be there and is not read, such as "$schema".
    void ignore(std::string_view name) { find(name); }

    void finish();

    const JsonValue& value() const { return value_; }

private:
    JsonValue value_;
    std::vector<std::string_view> known_;
};

template <class T>
Result<T> decode(const Json& json) {
    std::optional<Error> complaint;
    T out{};
    read_value(JsonValue{json, "$", complaint}, out);
    if (complaint) return tl::make_unexpected(*std::move(complaint));
    return out;
}

// The messages then start with the origin: "limits.json: $.retries: expected ...".
template <class T>
Result<T> decode_text(std::string_view text, std::string_view origin, JsonLimits limits = {}) {
    const auto json = parse_json(text, origin, limits);
    if (!json) return tl::make_unexpected(json.error());
    auto decoded = decode<T>(*json);
    if (!decoded) decoded.error().message = fmt::format("{}: {}", origin, decoded.error().message);
    return decoded;
}

}  // namespace hourglass::model
