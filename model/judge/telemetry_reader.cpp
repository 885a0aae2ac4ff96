#include "model/judge/telemetry_reader.hpp"

#include "model/messages/wall_time.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace hourglass::model::judging {

namespace {

using nlohmann::json;

bool is_among(const json& value, std::initializer_list<std::string_view> texts) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    return std::ranges::find(texts, std::string_view{text}) != texts.end();
}

const json& member(const json& object, const char* name) {
    static const json none(json::value_t::discarded);
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

bool knows_version(SubscriptionApi api, const json& version) {
    if (api == SubscriptionApi::Telemetry) {
        return is_among(version, {"2022-07-01", "2022-12-13", "2025-01-29"});
    }
    return version.is_discarded() || is_among(version, {"2020-08-15", "2021-03-18"});
}

Soundness read_topics(const json& types, std::uint8_t& topics) {
    if (!types.is_array() || types.empty()) return Soundness::Wrong;
    for (const json& type : types) {
        const Topic topic =
            type.is_string() ? topic_of(type.get_ref<const std::string&>()) : Topic::None;
        if (topic == Topic::None ||
            type.get_ref<const std::string&>().find('.') != std::string::npos) {
            return Soundness::Wrong;
        }
        topics |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(topic));
    }
    return Soundness::Sound;
}

// The documentation names sandbox.localdomain; other names of the machine itself it leaves open.
Soundness read_address(std::string_view uri) {
    constexpr std::string_view scheme = "http://";
    if (!uri.starts_with(scheme)) return Soundness::Wrong;
    uri.remove_prefix(scheme.size());
    const std::string_view host = uri.substr(0, uri.find_first_of(":/"));
    if (host == "sandbox.localdomain") return Soundness::Sound;
    const bool near = host == "sandbox" || host == "localhost" || host == "127.0.0.1";
    return near ? Soundness::Unclear : Soundness::Wrong;
}

Soundness read_destination(const json& destination) {
    if (!destination.is_object()) return Soundness::Wrong;
    const json& protocol = member(destination, "protocol");
    if (is_among(protocol, {"HTTP"})) {
        const json& uri = member(destination, "URI");
        return uri.is_string() ? read_address(uri.get_ref<const std::string&>()) : Soundness::Wrong;
    }
    const bool tcp = is_among(protocol, {"TCP"}) && member(destination, "port").is_number_integer();
    return tcp ? Soundness::Sound : Soundness::Wrong;
}

struct Range {
    const char* name;
    std::int64_t least;
    std::int64_t most;
};

bool read_limit(const json& buffering, const Range& range, std::int64_t& limit) {
    const json& value = member(buffering, range.name);
    if (value.is_discarded()) return true;
    if (!value.is_number_integer()) return false;
    limit = value.get<std::int64_t>();
    return limit >= range.least && limit <= range.most;
}

Soundness read_limits(const json& buffering, SubscriptionAsked& asked) {
    if (buffering.is_discarded()) return Soundness::Sound;
    if (!buffering.is_object()) return Soundness::Wrong;
    asked.names_limits = !buffering.empty();
    std::int64_t age_ms = 1'000;
    const bool items = read_limit(buffering, {"maxItems", 1'000, 10'000}, asked.most_items);
    const bool bytes = read_limit(buffering, {"maxBytes", 262'144, 1'048'576}, asked.most_bytes);
    const bool age = read_limit(buffering, {"timeoutMs", 25, 30'000}, age_ms);
    if (!items || !bytes || !age) return Soundness::Wrong;
    asked.most_age = std::chrono::milliseconds{age_ms};
    return Soundness::Sound;
}

EventTold event_in(const json& value) {
    EventTold event;
    event.record = json(json::value_t::discarded);
    if (!value.is_object()) return event;
    const auto time = parse_wall_time(text_in(value, "time"));
    if (time) {
        event.wall_ms =
            std::chrono::duration_cast<std::chrono::milliseconds>(time->time_since_epoch()).count();
    }
    event.type = text_in(value, "type");
    event.record = member(value, "record");
    return event;
}

}  // namespace

Topic topic_of(std::string_view type) {
    if (type == "function") return Topic::Function;
    if (type == "extension") return Topic::Extension;
    if (type == "platform" || type.starts_with("platform.")) return Topic::Platform;
    return Topic::None;
}

SubscriptionAsked read_subscription(SubscriptionApi api, std::string_view body) {
    SubscriptionAsked asked;
    const json parsed = json::parse(body, nullptr, false);
    if (!parsed.is_object()) {
        asked.schema = Soundness::Wrong;
        return asked;
    }
    asked.schema = read_topics(member(parsed, "types"), asked.topics);
    if (!knows_version(api, member(parsed, "schemaVersion"))) asked.schema = Soundness::Wrong;
    asked.destination = read_destination(member(parsed, "destination"));
    asked.limits = read_limits(member(parsed, "buffering"), asked);
    return asked;
}

std::optional<std::vector<EventTold>> read_batch(std::string_view protocol,
                                                 std::string_view bytes) {
    std::vector<EventTold> events;
    if (protocol != "TCP") {
        const json parsed = json::parse(bytes, nullptr, false);
        if (!parsed.is_array()) return std::nullopt;
        for (const json& value : parsed) events.push_back(event_in(value));
        return events;
    }
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const json parsed = json::parse(bytes.substr(0, end), nullptr, false);
        if (parsed.is_discarded()) return std::nullopt;
        events.push_back(event_in(parsed));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return events;
}

std::string text_in(const json& record, const char* name) {
    if (!record.is_object()) return {};
    const json& value = member(record, name);
    return value.is_string() ? value.get<std::string>() : std::string{};
}

}  // namespace hourglass::model::judging
