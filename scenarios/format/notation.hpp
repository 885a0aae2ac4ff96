// The short notation of steps, e.g. "work 20ms", "register INVOKE as logger", "reset timeout &".
// The errors say what is wrong with the text; the reader adds the place.
#pragma once

#include "model/base/duration_text.hpp"
#include "model/base/result.hpp"
#include "scenarios/format/vocabulary.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hourglass::scenarios {

inline constexpr model::DurationRange step_durations{.most = std::chrono::hours{1}};
inline constexpr std::int64_t max_response_bytes = std::int64_t{64} << 20;
inline constexpr std::int64_t max_stream_bytes = std::int64_t{256} << 20;
inline constexpr std::int64_t max_allocation = std::int64_t{4} << 30;

// One line that can stand in a header, an environment or a log: no control characters.
bool is_one_line(std::string_view text);
// What can name a file or an extension: letters, digits, dots, dashes; at most 127 of them.
bool is_file_name(std::string_view text);

// A step of a program; `who` is the runtime or an extension.
model::Result<Step> parse_step(std::string_view text, Role who);
std::string write_step(const Step& step);

model::Result<InvokerStep> parse_invoker_step(std::string_view text);
// Nothing if the step needs the long form, an object.
std::optional<std::string> write_invoker_step(const InvokerStep& step);

// What an invoke sends that names no payload.
inline constexpr std::string_view default_payload = "{}";

}  // namespace hourglass::scenarios
