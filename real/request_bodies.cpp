#include "real/request_bodies.hpp"

#include "model/trace/record.hpp"
#include "real/http_message.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace hourglass::real {
namespace {

using nlohmann::json;

bool same_name(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    });
}

// The members are matched in any letter case; of several the last counts.
const json* member(const json& object, std::string_view name) {
    const json* found = nullptr;
    for (const auto& [key, value] : object.items()) {
        if (same_name(key, name)) found = &value;
    }
    return found;
}

std::string complaint(std::string_view body, std::size_t byte) {
    if (byte == 0 || byte > body.size()) return "unexpected end of JSON input";
    const std::string_view before = body.substr(0, byte - 1);
    return fmt::format(
        "invalid character '{}' {}", body[byte - 1],
        json::accept(before) ? "after top-level value" : "looking for beginning of value");
}

tl::expected<json, std::string> parse(std::string_view body) {
    try {
        return json::parse(body);
    } catch (const json::parse_error& error) {
        return tl::make_unexpected(complaint(body, error.byte));
    } catch (const json::exception&) {
        return tl::make_unexpected(std::string{"invalid JSON"});
    }
}

void subscribe(RegisterBody& result, const std::string& event) {
    if (event == "INVOKE") {
        result.subscription |= model::subscribe_invoke;
    } else if (event == "SHUTDOWN") {
        result.subscription |= model::subscribe_shutdown;
    } else {
        if (!(result.subscription & model::subscribe_unknown)) result.unknown_event = event;
        result.subscription |= model::subscribe_unknown;
    }
}

bool is_array_of_strings(const json& value) {
    return value.is_array() && std::all_of(value.begin(), value.end(),
                                           [](const json& item) { return item.is_string(); });
}

bool is_absent(const json* value) {
    return value == nullptr || value->is_null();
}

// Absent members are empty ones.
bool is_text(const json* value) {
    return is_absent(value) || value->is_string();
}

std::string text_of(const json* value) {
    return is_absent(value) ? std::string{} : value->get<std::string>();
}

std::string strings_of(const json& array) {
    std::string out;
    for (const json& item : array) {
        if (!out.empty()) out += ',';
        out += json_string(item.get_ref<const std::string&>());
    }
    return "[" + out + "]";
}

}  // namespace

tl::expected<RegisterBody, std::string> read_register_body(std::string_view body) {
    const auto parsed = parse(body);
    if (!parsed) return tl::make_unexpected(parsed.error());
    RegisterBody result;
    if (parsed->is_null()) return result;
    if (!parsed->is_object()) {
        return tl::make_unexpected(
            fmt::format("json: cannot unmarshal {} into an object", parsed->type_name()));
    }
    const json* keys = member(*parsed, "configurationKeys");
    if (keys != nullptr && keys->is_array() && !keys->empty()) {
        return tl::make_unexpected(
            std::string{"configurationKeys are deprecated; use environment variables instead"});
    }
    const json* events = member(*parsed, "events");
    if (events == nullptr || events->is_null()) return result;
    if (!is_array_of_strings(*events)) {
        return tl::make_unexpected(std::string{"json: events must be an array of strings"});
    }
    for (const json& event : *events) subscribe(result, event.get_ref<const std::string&>());
    return result;
}

std::string error_without_cause(std::string_view body) {
    static const std::string invalid = R"("Invalid error body")";
    const auto parsed = parse(body);
    if (!parsed || !parsed->is_object()) return invalid;
    const json* message = member(*parsed, "errorMessage");
    const json* type = member(*parsed, "errorType");
    const json* trace = member(*parsed, "stackTrace");
    const json* cause = member(*parsed, "errorCause");
    const bool sound = is_text(message) && is_text(type) &&
                       (is_absent(trace) || is_array_of_strings(*trace)) &&
                       (is_absent(cause) || cause->is_object());
    if (!sound) return invalid;
    std::string out = fmt::format(R"({{"errorMessage":{},"errorType":{})",
                                  json_string(text_of(message)), json_string(text_of(type)));
    if (!is_absent(trace) && !trace->empty()) out += R"(,"stackTrace":)" + strings_of(*trace);
    return out + "}";
}

}  // namespace hourglass::real
