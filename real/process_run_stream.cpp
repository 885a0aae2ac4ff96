// Responses that take their time: watched from their head on, and passed on if their caller wants
// them so.
#include "model/trace/answer.hpp"
#include "real/api_call.hpp"
#include "real/process_run.hpp"

namespace hourglass::real {
namespace {

using model::Kind;
using model::Record;

constexpr std::string_view before_id = "/2018-06-01/runtime/invocation/";
constexpr std::string_view after_id = "/response";

std::string_view id_in(std::string_view path) {
    const bool response = path.starts_with(before_id) && path.ends_with(after_id) &&
                          path.size() > before_id.size() + after_id.size();
    if (!response) return {};
    return path.substr(before_id.size(), path.size() - before_id.size() - after_id.size());
}

model::StreamLimits limits_of(const model::Setup& setup, std::int64_t usual) {
    const model::Profile& profile = model::profile_of(setup.profile);
    const model::StreamLimits& own = setup.stream;
    return {.burst = own.burst != 0 ? own.burst : profile.stream_burst,
            .rate = own.rate != 0 ? own.rate : profile.stream_rate,
            .most = own.most != 0 ? own.most : usual};
}

}  // namespace

// Only what the platform would take as it stands: the answer of a running runtime to its invoke.
std::shared_ptr<Upload> ProcessBackend::Run::upload_began(const HttpRequest& head) {
    const model::InvokeId invoke = names_.invoke_of(id_in(head.path));
    const bool expected = head.method == "POST" && invoke && invoke == names_.latest() &&
                          platform_.runtime_state() == model::RuntimeState::Running;
    const std::uint8_t mode = mode_of(head.header("Lambda-Runtime-Function-Response-Mode"));
    if (!expected || (mode & model::mode_unknown) != 0) return nullptr;
    const bool streams =
        (mode & model::mode_streaming) != 0 && (direct_ & model::wants_stream) != 0;
    const StreamPlan plan{
        .call = head.call,
        .invoke = invoke,
        .mode = streams ? mode : std::uint8_t{0},
        .passed_on = streams,
        .limits = limits_of(setup_, model::profile_of(setup_.profile).stream_limit),
        .content_type = head.header("Content-Type")};
    stream_ = std::make_shared<ResponseStream>(
        loop_, plan,
        StreamSurroundings{
            .note = [this](Record record) { note(record); },
            .now = [this] { return now(); },
            .text = [this](std::string_view text) { return intern_foreign(texts_, text); },
            .taker = [this] { return stream_taker_; }});
    return stream_;
}

void ProcessBackend::Run::stream_has_room() {
    if (stream_) stream_->read_on();
}

// Whether the response is one that was watched, and is taken when it has been passed on.
bool ProcessBackend::Run::taken_when_passed_on(const HttpRequest& request, const Record& event) {
    if (!stream_ || stream_->plan().call != request.call) return false;
    stream_->finish({.type = request.header("Lambda-Runtime-Function-Error-Type"),
                     .body = request.header("Lambda-Runtime-Function-Error-Body")},
                    [this, event] { take_response(event); });
    return true;
}

// A direct caller that takes the response as a whole sees how it ends, too.
void ProcessBackend::Run::take_response(const Record& event) {
    const bool whole =
        (direct_ & model::direct_invoke) != 0 &&
        !(stream_ && stream_->plan().call == event.call && stream_->plan().passed_on);
    take(event);
    if (!whole || event.kind != Kind::ResponsePosted || !was_taken_) return;
    const std::int64_t most =
        limits_of(setup_, model::profile_of(setup_.profile).response_limit).most;
    const bool oversized = event.amount > most;
    note({.amount = oversized ? most + 1 : event.amount,
          .invoke = event.invoke,
          .code = static_cast<std::uint16_t>(oversized ? model::StreamEnd::Oversized
                                                       : model::StreamEnd::Complete),
          .kind = Kind::StreamEnded});
}

// What concerns responses of the effects of the platform.
void ProcessBackend::Run::see_for_stream(const Record& effect) {
    if (effect.kind == Kind::CallAnswered) {
        const auto answer = model::code_of<model::Answer>(effect);
        was_taken_ = answer == model::Answer::Accepted || answer == model::Answer::ResponseTooLarge;
    }
    if (effect.kind != Kind::InvokeDone || !stream_ || stream_->plan().invoke != effect.invoke) {
        return;
    }
    const auto outcome = model::code_of<model::Outcome>(effect);
    // The transfer of a whole response is not interrupted.
    if (outcome == model::Outcome::Success || !stream_->plan().passed_on) return;
    const bool late = outcome == model::Outcome::TimedOut || reset_for_timeout_;
    stream_->cut(late ? "Sandbox.Timeout" : "Sandbox.Failure");
}

}  // namespace hourglass::real
