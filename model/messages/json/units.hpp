// How the units and names that messages share stand in JSON.
#pragma once

#include "model/base/json_codecs.hpp"
#include "model/base/json_fields.hpp"
#include "model/messages/body.hpp"
#include "model/messages/environment.hpp"
#include "model/messages/error_type.hpp"
#include "model/messages/init.hpp"
#include "model/messages/quantity.hpp"
#include "model/messages/response_mode.hpp"
#include "model/messages/wall_time.hpp"

#include <memory>
#include <optional>

namespace hourglass::model {

// A bare number.
void read_value(const JsonValue& value, ByteCount& out);
void read_value(const JsonValue& value, BytesPerSecond& out);
void read_value(const JsonValue& value, Megabytes& out);
Json write_value(AsJson, ByteCount in);
Json write_value(AsJson, BytesPerSecond in);
Json write_value(AsJson, Megabytes in);

// Base64.
void read_value(const JsonValue& value, Body& out);
Json write_value(AsJson, const Body& in);

// The text; empty where there is no error.
void read_value(const JsonValue& value, ErrorType& out);
Json write_value(AsJson, const ErrorType& in);

// "Buffered", "Streaming", or "" where there is no mode.
void read_value(const JsonValue& value, ResponseMode& out);
Json write_value(AsJson, ResponseMode in);

struct AsModeOrEmpty {
    void read(const JsonValue& value, std::optional<ResponseMode>& out) const;
    Json write(const std::optional<ResponseMode>& in) const;
};
inline constexpr AsModeOrEmpty as_mode_or_empty;

// Whether the sandbox was brought up ahead of any invoke.
struct AsThrottled {
    void read(const JsonValue& value, SandboxType& out) const;
    Json write(SandboxType in) const { return in == SandboxType::PreWarmed; }
};
inline constexpr AsThrottled as_throttled;

// "Classic", "PreWarmed"; "init", "invoke".
void read_value(const JsonValue& value, SandboxType& out);
void read_value(const JsonValue& value, LifecyclePhase& out);
Json write_value(AsJson, SandboxType in);
Json write_value(AsJson, LifecyclePhase in);

// RFC 3339; no time is the zero time of the wire.
struct AsWallTime {
    void read(const JsonValue& value, std::optional<WallTime>& out) const;
    Json write(const std::optional<WallTime>& in) const;
};
inline constexpr AsWallTime as_wall_time;

// One object with a member for each class of variables.
void read_value(const JsonValue& value, Environment& out);
Json write_value(AsJson, const Environment& in);

// null where there is none.
struct AsShared {
    template <class T>
    void read(const JsonValue& value, std::shared_ptr<T>& out) const {
        out = value.json().is_null() ? nullptr : std::make_shared<T>();
        if (out) read_value(value, *out);
    }
    template <class T>
    Json write(const std::shared_ptr<T>& in) const {
        return in ? write_value(AsJson{}, *in) : Json{};
    }
};
inline constexpr AsShared as_shared;

}  // namespace hourglass::model
