#include "model/base/json_reader.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace hourglass::model {

namespace {

std::string_view kind_of(const Json& json) {
    switch (json.type()) {
        case Json::value_t::null:
            return "null";
        case Json::value_t::object:
            return "an object";
        case Json::value_t::array:
            return "an array";
        case Json::value_t::string:
            return "a string";
        case Json::value_t::boolean:
            return json.get<bool>() ? "true" : "false";
        default:
            return "a number";
    }
}

bool is_plain_name(std::string_view name) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '$';
    };
    return !name.empty() && std::ranges::all_of(name, plain);
}

// Looks at the text as it is parsed, for what nlohmann lets through.
class Inspector {
public:
    explicit Inspector(int deepest) : deepest_{deepest} {}

    bool keep(int depth, Json::parse_event_t event, const Json& parsed) {
        using Parse = Json::parse_event_t;
        const auto level = static_cast<std::size_t>(depth);
        if (event == Parse::object_start || event == Parse::array_start) {
            if (depth >= deepest_) complain(fmt::format("nested deeper than {}", deepest_));
            names_.resize(level + 2);
            names_[level + 1].clear();
        }
        if (event == Parse::key && !names_[level].insert(parsed.get<std::string>()).second) {
            complain(fmt::format("has the member {} twice", parsed.dump()));
        }
        return complaint_.empty();
    }

    const std::string& complaint() const { return complaint_; }

private:
    void complain(std::string message) {
        if (complaint_.empty()) complaint_ = std::move(message);
    }

    int deepest_;
    std::vector<std::set<std::string>> names_;  // of the objects that are open, by depth
    std::string complaint_;
};

// nlohmann says "[json.exception.parse_error.101] parse error at line 1, column 2: why".
std::string without_code(std::string_view what) {
    for (const std::string_view opening : {"] ", "parse error at "}) {
        if (const auto at = what.find(opening); at != what.npos) {
            what.remove_prefix(at + opening.size());
        }
    }
    return std::string{what};
}

tl::unexpected<Error> unreadable(std::string_view origin, std::string_view message) {
    return failure(ErrorKind::BadInput, fmt::format("{}: {}", origin, message),
                   "correct the JSON text");
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view origin, JsonLimits limits) {
    if (text.size() > limits.bytes) {
        return unreadable(origin, fmt::format("{} bytes, more than the {} that are read",
                                              text.size(), limits.bytes));
    }
    if (text.find_first_not_of(" \t\r\n") == text.npos) return unreadable(origin, "is empty");
    Inspector inspector{limits.depth};
    try {
        auto json = Json::parse(text, [&](int depth, Json::parse_event_t event, Json& parsed) {
            return inspector.keep(depth, event, parsed);
        });
        if (!inspector.complaint().empty()) return unreadable(origin, inspector.complaint());
        return json;
    } catch (const Json::exception& error) {
        return unreadable(origin, without_code(error.what()));
    }
}

void JsonValue::complain(std::string_view message, std::string_view remedy) const {
    if (*complaint_) return;
    *complaint_ =
        Error{ErrorKind::BadInput, fmt::format("{}: {}", path_, message), std::string{remedy}};
}

void JsonValue::expected(std::string_view wanted) const {
    complain(fmt::format("expected {}, got {}", wanted, kind_of(*json_)));
}

void JsonValue::is_missing(std::string_view name) const {
    JsonValue{*json_, place_of(name), *complaint_}.complain("is missing");
}

JsonValue JsonValue::element(std::size_t index) const {
    return {json_->at(index), fmt::format("{}[{}]", path_, index), *complaint_};
}

JsonValue JsonValue::member(std::string_view name) const {
    return {json_->at(name), place_of(name), *complaint_};
}

std::string JsonValue::place_of(std::string_view name) const {
    if (is_plain_name(name)) return fmt::format("{}.{}", path_, name);
    const auto quoted = Json(name).dump(-1, ' ', false, Json::error_handler_t::replace);
    return fmt::format("{}[{}]", path_, quoted);
}

void read_value(const JsonValue& value, bool& out) {
    if (!value.json().is_boolean()) return value.expected("true or false");
    out = value.json().get<bool>();
}

void read_value(const JsonValue& value, double& out) {
    if (!value.json().is_number()) return value.expected("a number");
    out = value.json().get<double>();
}

void read_value(const JsonValue& value, std::string& out) {
    if (!value.json().is_string()) return value.expected("a string");
    out = value.json().get<std::string>();
}

void read_value(const JsonValue& value, Duration& out) {
    out = read_duration(value, {});
}

std::int64_t read_whole(const JsonValue& value, std::int64_t least, std::int64_t most) {
    const Json& json = value.json();
    if (!json.is_number()) return value.expected("a whole number"), 0;
    const bool fits = json.is_number_unsigned()
                          ? std::in_range<std::int64_t>(json.get<std::uint64_t>())
                          : json.is_number_integer();
    if (fits && json.get<std::int64_t>() >= least && json.get<std::int64_t>() <= most) {
        return json.get<std::int64_t>();
    }
    value.complain(
        fmt::format("expected a whole number from {} to {}, got {}", least, most, json.dump()));
    return 0;
}

std::uint64_t read_unsigned(const JsonValue& value, std::uint64_t most) {
    const Json& json = value.json();
    if (!json.is_number()) return value.expected("a whole number"), 0;
    if (json.is_number_unsigned() && json.get<std::uint64_t>() <= most) {
        return json.get<std::uint64_t>();
    }
    if (json.is_number_integer() && std::in_range<std::uint64_t>(json.get<std::int64_t>()) &&
        json.get<std::uint64_t>() <= most) {
        return json.get<std::uint64_t>();
    }
    value.complain(fmt::format("expected a whole number from 0 to {}, got {}", most, json.dump()));
    return 0;
}

Duration read_duration(const JsonValue& value, DurationRange range) {
    if (!value.json().is_string()) {
        value.expected("a duration such as \"20ms\"");
        return {};
    }
    const auto duration = parse_duration(value.json().get_ref<const std::string&>(), range);
    if (!duration) value.complain(duration.error().message, duration.error().remedy);
    return duration.value_or(Duration::zero());
}

void complain_of_name(const JsonValue& value, std::span<const std::string_view> known) {
    if (!value.json().is_string()) return value.expected("a string");
    const auto& got = value.json().get_ref<const std::string&>();
    value.complain(fmt::format("expected one of {}, got \"{}\"", fmt::join(known, ", "),
                               std::string_view{got}.substr(0, 40)));
}

ObjectReader::ObjectReader(JsonValue value) : value_{std::move(value)} {
    if (!value_.json().is_object()) value_.expected("an object");
}

std::optional<JsonValue> ObjectReader::find(std::string_view name) {
    known_.push_back(name);
    if (!value_.json().is_object() || !value_.json().contains(name)) return std::nullopt;
    return value_.member(name);
}

std::optional<JsonValue> ObjectReader::need(std::string_view name) {
    auto member = find(name);
    if (!member) value_.is_missing(name);
    return member;
}

void ObjectReader::finish() {
    if (!value_.json().is_object()) return;
    for (const auto& member : value_.json().items()) {
        if (std::ranges::find(known_, member.key()) != known_.end()) continue;
        value_.member(member.key())
            .complain("is not a member that is known here",
                      fmt::format("use one of {}", fmt::join(known_, ", ")));
        return;
    }
}

}  // namespace hourglass::model
