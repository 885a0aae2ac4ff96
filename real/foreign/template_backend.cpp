#include "real/foreign/template_backend.hpp"

#include "model/trace/answer.hpp"

#include <thread>
#include <utility>

namespace hourglass::real {

using model::Answer;
using model::CallId;
using model::Kind;
using model::Outcome;
using model::Record;
using model::Reply;
using model::Who;

TemplateBackend::TemplateBackend(const model::Setup& setup, Platform platform)
    : setup_(setup), platform_(std::move(platform)), start_(std::chrono::steady_clock::now()) {}

// Say what your platform can be asked for beside invokes: Reset, Shutdown, SeparateInit, ...
// Scenarios that need more are skipped, and the report says why.
std::uint32_t TemplateBackend::capabilities() const {
    return static_cast<std::uint32_t>(model::Capability::ScriptedClients);
}

// Records first, passes on then: the platform takes it after it was asked.
model::Result<void> TemplateBackend::apply(const Record& stimulus) {
    if (records_.empty()) {
        // An init that the platform does by itself has who = Platform.
        note({.kind = Kind::InitAsked, .who = Who::Platform});
        note(stimulus);
        start_sandbox();
    } else {
        note(stimulus);
    }
    serve(stimulus);
    return {};
}

// A process is named by the number of its start; its calls carry that number too.
void TemplateBackend::start_sandbox() {
    note({.generation = 1, .kind = Kind::ProcessStarted, .who = Who::Runtime});
    waiting_ = poll();
}

// A call stands where its client sent it.
CallId TemplateBackend::poll() {
    const CallId call{++calls_};
    note({.call = call, .generation = 1, .kind = Kind::RuntimeNextCalled, .who = Who::Runtime});
    return call;
}

// An answer stands where its client got it, and the invoke's where its caller did.
void TemplateBackend::serve(const Record& asked) {
    const auto due = now() + std::chrono::duration_cast<model::Duration>(setup_.function_timeout);
    note({.amount = due.time_since_epoch().count(),
          .call = waiting_,
          .invoke = asked.invoke,
          .payload = asked.payload,
          .code = static_cast<std::uint16_t>(Answer::InvokeEvent),
          .kind = Kind::CallAnswered});
    const std::string response = platform_(std::string{bytes_of(asked.payload)});
    const model::PayloadId answer = payloads_.intern(response);
    const CallId post{++calls_};
    note({.amount = static_cast<std::int64_t>(response.size()),
          .call = post,
          .invoke = asked.invoke,
          .payload = answer,
          .generation = 1,
          .kind = Kind::ResponsePosted,
          .who = Who::Runtime});
    note({.call = post,
          .code = static_cast<std::uint16_t>(Answer::Accepted),
          .kind = Kind::CallAnswered});
    waiting_ = poll();
    note({.invoke = asked.invoke,
          .payload = answer,
          .code = static_cast<std::uint16_t>(Reply::Response),
          .kind = Kind::InvokeAnswered});
    note({.invoke = asked.invoke,
          .code = static_cast<std::uint16_t>(Outcome::Success),
          .kind = Kind::InvokeDone});
}

// What has been seen and was not handed out; a platform with a life of its own is waited for here.
model::Result<std::optional<Record>> TemplateBackend::next(model::Instant until) {
    if (handed_out_ < records_.size()) return records_[handed_out_++];
    std::this_thread::sleep_for(until - now());
    return std::nullopt;
}

model::Instant TemplateBackend::now() const {
    return model::instant_at(std::chrono::steady_clock::now() - start_);
}

// Stop everything here, and note a Kind::Leak for what is left behind.
model::Result<model::Trace> TemplateBackend::finish() {
    note({.kind = Kind::End});
    model::Trace trace;
    trace.header.backend = "template";
    trace.header.setup = setup_;
    trace.header.view = model::View::Black;
    trace.header.tolerance = std::chrono::milliseconds{50};
    trace.records = std::move(records_);
    trace.texts = std::move(texts_);
    trace.payloads = payloads_.take();
    return trace;
}

void TemplateBackend::note(Record record) {
    record.at = now();
    records_.push_back(record);
}

}  // namespace hourglass::real
