#include "real/front_end_reply.hpp"

#include "model/messages/response.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hourglass::real {
namespace {

using model::ProfileName;
using model::Reply;

double milliseconds(model::Duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

std::string timeout_text(const InvokeStory& story) {
    return fmt::format("Task timed out after {:.2f} seconds",
                       std::chrono::duration<double>(story.timeout).count());
}

std::string platform_error(const InvokeStory& story, std::string_view message) {
    return model::body_for_caller(model::default_error_response(model::ErrorType{story.error_type},
                                                                message, story.request_id));
}

// A response is handed on, not copied: it may be large.
std::string body_of(InvokeStory& story) {
    switch (story.reply) {
        case Reply::Oversize:
            return model::body_for_caller(model::oversize_response(model::ByteCount{story.size}));
        case Reply::TimedOut:
            return platform_error(story, timeout_text(story));
        case Reply::PlatformError:
        case Reply::Empty:
            return platform_error(story, story.cause);
        default:
            return std::move(story.payload);
    }
}

// Function errors of every kind are answered 200, with a mark.
HttpReply service_reply(InvokeStory& story) {
    HttpReply reply{.status = 200, .headers = {}, .body = body_of(story)};
    reply.add_header("Content-Type", "application/json");
    if (story.reply != Reply::Response) reply.add_header("X-Amz-Function-Error", "Unhandled");
    return reply;
}

// No marks: function errors look like successes, timeouts are a sentence. What failed after its
// response does not look like a success (FE-33).
HttpReply emulator_reply(InvokeStory& story) {
    if (story.reply == Reply::TimedOut) return text_reply(200, timeout_text(story));
    if (!story.failed) return text_reply(200, body_of(story));
    if (story.reply == Reply::Empty) return text_reply(502, {});
    return text_reply(
        502, story.reply == Reply::Response ? platform_error(story, story.cause) : body_of(story));
}

}  // namespace

HttpReply invoke_reply(InvokeStory& story, ProfileName profile) {
    return profile == ProfileName::Aws ? service_reply(story) : emulator_reply(story);
}

std::string start_line(const InvokeStory& story) {
    return fmt::format("START RequestId: {} Version: {}", story.request_id, story.version);
}

std::string end_line(const InvokeStory& story) {
    return fmt::format("END RequestId: {}", story.request_id);
}

std::string report_line(const InvokeStory& story) {
    const double duration = milliseconds(std::min(story.duration, story.timeout));
    // Of the figure that is printed: 2.999 ms is "3.00 ms", which bills 3 ms.
    const double printed = std::round(duration * 100) / 100;
    std::string init;
    if (story.init_duration) {
        init = fmt::format("Init Duration: {:.2f} ms\t", milliseconds(*story.init_duration));
    }
    return fmt::format(
        "REPORT RequestId: {}\tDuration: {:.2f} ms\tBilled Duration: {:.0f} ms\t"
        "Memory Size: {} MB\tMax Memory Used: {} MB\t{}",
        story.request_id, printed, std::ceil(printed), story.memory_size, story.memory_used_mb,
        init);
}

}  // namespace hourglass::real
