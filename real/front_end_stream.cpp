// A response on its way to the caller, while it comes from the runtime.
#include "real/front_end.hpp"
#include "real/wire_form.hpp"

#include <fmt/format.h>

namespace hourglass::real {
namespace {

// The runtime is not read any further while the caller has so many bytes to take yet.
constexpr std::size_t most_unsent = 1 << 20;

std::string_view name_of(model::StreamEnd end) {
    switch (end) {
        case model::StreamEnd::Complete:
            return "Complete";
        case model::StreamEnd::Oversized:
            return "Oversized";
        default:
            return "Truncated";
    }
}

std::string trailers_of(const StreamEnding& ending) {
    HttpReply lines;
    lines.add_header("End-Of-Response", name_of(ending.how));
    if (!ending.error_type.empty()) {
        lines.add_header("Lambda-Runtime-Function-Error-Type", ending.error_type);
    }
    if (!ending.error_body.empty()) {
        lines.add_header("Lambda-Runtime-Function-Error-Body", ending.error_body);
    }
    return lines.headers;
}

}  // namespace

// Of the invoke that is served, if the answer to its caller has begun.
FrontEnd::Exchange* FrontEnd::streamed() {
    const auto found = exchanges_.find(caller_.value);
    const bool begun = caller_ && found != exchanges_.end() && found->second.streamed;
    return begun ? &found->second : nullptr;
}

void FrontEnd::stream_begins(std::string_view content_type) {
    const auto found = exchanges_.find(caller_.value);
    if (!caller_ || found == exchanges_.end()) return;
    HttpReply head;
    if (content_type.empty()) content_type = "application/octet-stream";
    head.add_header("Content-Type", content_type);
    head.add_header("Lambda-Runtime-Function-Response-Mode", "streaming");
    head.add_header("Trailer", "End-Of-Response");
    head.add_header("Trailer", "Lambda-Runtime-Function-Error-Type");
    head.add_header("Trailer", "Lambda-Runtime-Function-Error-Body");
    identify(found->second, head);
    found->second.streamed = true;
    found->second.got = head_of_stream(head, Framing::Chunks, After::KeepOpen);
    server_->begin(caller_, head);
}

void FrontEnd::take_piece(std::string_view bytes) {
    Exchange* const exchange = streamed();
    if (exchange == nullptr) return;
    if (exchange->got.size() <= most_kept_of_answer) exchange->got += chunk_of(bytes);
    server_->send_piece(caller_, bytes);
}

void FrontEnd::stream_ends(const StreamEnding& ending) {
    Exchange* const exchange = streamed();
    if (exchange == nullptr) return;
    const std::string trailers = trailers_of(ending);
    note(*exchange, exchange->got + last_chunk(trailers));
    const model::CallId call = std::exchange(caller_, {});
    exchanges_.erase(call.value);
    ++served_;
    server_->finish(call, trailers);
}

bool FrontEnd::is_behind() const {
    return caller_ && server_->unsent(caller_) > most_unsent;
}

void FrontEnd::drained(model::CallId call) {
    if (call == caller_) backend_.stream_has_room();
}

}  // namespace hourglass::real
