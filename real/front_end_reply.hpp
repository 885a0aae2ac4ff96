// What the caller of an invoke gets over HTTP, and what is printed of it.
#pragma once

#include "model/base/time.hpp"
#include "model/lifecycle/profile.hpp"
#include "model/trace/record.hpp"
#include "real/http_message.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace hourglass::real {

// One invoke, from its request to its end.
struct InvokeStory {
    model::InvokeId invoke{};
    std::string request_id{};
    std::string version{};
    model::Duration timeout{};
    // What the platform answered.
    model::Reply reply{};
    std::string payload{};
    std::string error_type{};
    std::int64_t size = 0;  // of a response that was too large
    std::string cause{};    // what ended first: "Runtime exited with error: exit status 1"
    bool failed = false;    // whatever was answered before
    // What it took.
    model::Duration duration{};
    std::optional<model::Duration> init_duration{};
    std::string memory_size{};        // MB, as configured
    std::int64_t memory_used_mb = 0;  // the most that the runtime had
};

// Takes the payload out of the story.
HttpReply invoke_reply(InvokeStory& story, model::ProfileName profile);

std::string start_line(const InvokeStory& story);
std::string end_line(const InvokeStory& story);
std::string report_line(const InvokeStory& story);

}  // namespace hourglass::real
