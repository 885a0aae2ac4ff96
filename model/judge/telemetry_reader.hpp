// What requests and batches of the Telemetry API say, read anew from their bytes: the judge takes
// nobody's word for it.
#pragma once

#include "model/base/time.hpp"
#include "model/trace/record.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::model::judging {

enum class Topic : std::uint8_t { Platform, Function, Extension, None };
inline constexpr std::size_t topic_count = 3;

// "platform.start" is Platform, "function" is Function; None if it is none of them.
Topic topic_of(std::string_view type);

// Whether a part of a request keeps to the documentation; a part whose meaning it leaves open is
// Unclear and puts no rule to the test.
enum class Soundness : std::uint8_t { Sound, Unclear, Wrong };

struct SubscriptionAsked {
    Soundness schema{};       // all but what follows
    Soundness limits{};       // of the buffering
    Soundness destination{};  // within the sandbox
    bool names_limits = false;
    std::uint8_t topics = 0;  // bit n: Topic n
    std::int64_t most_items = 10'000;
    std::int64_t most_bytes = 262'144;
    Duration most_age = std::chrono::seconds{1};

    bool is_sound() const {
        return schema == Soundness::Sound && limits == Soundness::Sound &&
               destination == Soundness::Sound;
    }
};

SubscriptionAsked read_subscription(SubscriptionApi api, std::string_view body);

struct EventTold {
    std::optional<std::int64_t> wall_ms;  // nothing if it has no time
    std::string type;
    nlohmann::json record;  // discarded if it has none

    bool is_whole() const { return wall_ms && !type.empty() && !record.is_discarded(); }
};

// A JSON array over HTTP, one event a line over TCP. Nothing if it is neither.
std::optional<std::vector<EventTold>> read_batch(std::string_view protocol, std::string_view bytes);

// The text of a member, "" if it has none.
std::string text_in(const nlohmann::json& record, const char* name);

}  // namespace hourglass::model::judging
