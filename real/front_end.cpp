#include "real/front_end.hpp"

#include "model/messages/termination.hpp"
#include "real/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>

namespace hourglass::real {
namespace {

using model::Kind;
using model::PlatformEvent;
using model::ProfileName;
using model::Record;
using model::Result;
using namespace std::chrono_literals;

// How much of what is sent is kept, and how long a quiet moment lasts.
constexpr std::size_t kept_sent = 4096;
constexpr model::Duration moment = 50ms;
constexpr model::Duration between_looks = 20ms;
constexpr std::uint8_t streamed_invoke = model::direct_invoke | model::wants_stream;
// A reset with all its kills.
constexpr model::Duration stop_limit = 15s;

// The request as it may have been sent, from what the server kept of it.
std::string raw_form(const HttpRequest& request) {
    std::string raw = fmt::format("{} {} HTTP/1.1\r\n", request.method, request.path);
    for (const auto& [name, value] : request.headers) raw += fmt::format("{}: {}\r\n", name, value);
    raw += "\r\n";
    if (raw.size() < kept_sent) raw += request.body.substr(0, kept_sent - raw.size());
    return raw;
}

std::int64_t head_size(const HttpRequest& request) {
    std::size_t size = request.method.size() + request.path.size() + 14;
    for (const auto& [name, value] : request.headers) size += name.size() + value.size() + 4;
    return static_cast<std::int64_t>(size);
}

std::string raw_form(const HttpReply& reply) {
    return fmt::format("HTTP/1.1 {} {}\r\n{}Content-Length: {}\r\n\r\n", reply.status,
                       reason_phrase(reply.status), reply.headers, reply.body.size()) +
           reply.body.substr(0, most_kept_of_answer + 1);
}

// The most memory that the process has had, in MB; 0 if it is gone.
std::int64_t memory_used_mb(std::int64_t pid) {
    std::ifstream status{fmt::format("/proc/{}/status", pid)};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return (std::strtoll(line.c_str() + 6, nullptr, 10) + 1023) / 1024;
    }
    return 0;
}

}  // namespace

FrontEnd::FrontEnd(ProcessBackend& backend, FrontEndOptions options)
    : backend_(backend), options_(std::move(options)) {}

Result<std::unique_ptr<FrontEnd>> FrontEnd::open(ProcessBackend& backend, FrontEndOptions options) {
    const bool aws = options.profile == ProfileName::Aws;
    const HttpLimits limits{.body = aws ? longest_request : longest_emulator_request};
    const HttpPlace place = options.place;
    std::unique_ptr<FrontEnd> front_end{new FrontEnd{backend, std::move(options)}};
    auto server = HttpServer::listen(backend.loop(), *front_end, limits, place);
    if (!server) return tl::make_unexpected(server.error());
    front_end->server_ = *std::move(server);
    backend.stream_to(front_end.get());
    return front_end;
}

FrontEnd::~FrontEnd() {
    backend_.stream_to(nullptr);
}

Result<void> FrontEnd::serve(const std::function<bool()>& stop) {
    while (!stop()) {
        if (auto turned = turn(moment); !turned) return turned;
    }
    return wind_up();
}

Result<void> FrontEnd::turn(model::Duration longest) {
    const auto record = backend_.next(backend_.now() + longest);
    if (!record) return tl::make_unexpected(record.error());
    if (*record) see(**record);
    return {};
}

// ---- callers

void FrontEnd::requested(const HttpRequest& request) {
    exchanges_.emplace(
        request.call.value,
        Exchange{.sent = raw_form(request),
                 .size = head_size(request) + static_cast<std::int64_t>(request.body_size)});
    auto read = read_invoke_request(request, options_.profile, backend_.function());
    if (auto* refusal = std::get_if<HttpReply>(&read)) return reply(request.call, *refusal);
    if (stopping_) {
        return reply(request.call, endpoint_error(options_.profile, 503, "ServiceException",
                                                  "The endpoint is being stopped"));
    }
    if (queue_.size() >= options_.most_waiting) {
        return reply(request.call, endpoint_error(options_.profile, 429, "TooManyRequestsException",
                                                  "Too many requests wait already"));
    }
    auto& invoke = std::get<InvokeRequest>(read);
    const bool waits = invoke.type == Invocation::RequestResponse;
    queue_.push_back({waits ? request.call : model::CallId{}, std::move(invoke)});
    if (!waits) reply(request.call, {.status = 202, .headers = {}, .body = {}});
    start_next();
}

// The invoke goes on; nobody gets what comes of it.
void FrontEnd::abandoned(model::CallId call) {
    const auto found = exchanges_.find(call.value);
    if (found == exchanges_.end()) return;
    found->second.left = true;
    if (caller_ == call) found->second.invoke = story_->invoke;
    reply(call, {});
    if (caller_ == call) {
        caller_ = {};
        backend_.stream_has_room();  // for nobody
    }
    for (Waiting& one : queue_) {
        if (one.call == call) one.call = {};
    }
}

void FrontEnd::reply(model::CallId call, HttpReply reply) {
    const auto found = exchanges_.find(call.value);
    if (found == exchanges_.end()) return;
    const Exchange exchange = std::move(found->second);
    exchanges_.erase(found);
    identify(exchange, reply);
    note(exchange, exchange.left ? std::string{} : raw_form(reply));
    if (exchange.left) return;
    ++served_;
    server_->answer(call, std::move(reply));
}

void FrontEnd::identify(const Exchange& exchange, HttpReply& reply) {
    if (options_.profile != ProfileName::Aws) return;
    reply.add_header("X-Amzn-RequestId", exchange.invoke
                                             ? backend_.request_id(exchange.invoke)
                                             : uuid_of(1, IdentityOf::Delivery, ++refusals_));
    reply.add_header("X-Amz-Executed-Version", backend_.function().version);
}

void FrontEnd::note(const Exchange& exchange, std::string_view got) {
    std::uint8_t flags = exchange.left ? model::wire_left : 0;
    if (got.size() > most_kept_of_answer) flags |= model::wire_cut;
    got = got.substr(0, most_kept_of_answer);
    backend_.note({.amount = exchange.size,
                   .invoke = exchange.invoke,
                   .payload = got.empty() ? model::PayloadId{} : backend_.payload(got),
                   .text = backend_.foreign_text(exchange.sent),
                   .kind = Kind::WireExchange,
                   .who = model::Who::Invoker,
                   .flags = flags});
}

// ---- the sandbox

void FrontEnd::start_next() {
    if (story_ || queue_.empty() || resetting_) return;
    if (!std::exchange(asked_init_, true)) {
        static_cast<void>(backend_.apply({.kind = Kind::InitAsked, .who = model::Who::Invoker}));
    }
    Waiting next = std::move(queue_.front());
    queue_.pop_front();
    const model::InvokeId invoke{++invokes_};
    caller_ = next.call;
    const bool streams = next.request.mode == ResponseMode::Streaming;
    started_ = backend_.now();
    story_ = InvokeStory{.invoke = invoke,
                         .request_id = backend_.request_id(invoke),
                         .version = backend_.function().version,
                         .timeout = options_.timeout,
                         .memory_size = options_.memory_size};
    if (const auto found = exchanges_.find(caller_.value); found != exchanges_.end()) {
        found->second.invoke = invoke;
    }
    backend_.announce(invoke, std::move(next.request.caller));
    static_cast<void>(backend_.apply({.invoke = invoke,
                                      .payload = backend_.payload(next.request.payload),
                                      .kind = Kind::InvokeAsked,
                                      .who = model::Who::Invoker,
                                      .flags = streams ? streamed_invoke : std::uint8_t{}}));
}

void FrontEnd::see(const Record& record) {
    switch (record.kind) {
        case Kind::Telemetry:
            return see_telemetry(record);
        case Kind::ProcessStarted:
            if (record.who == model::Who::Runtime) runtime_pid_ = record.amount;
            return;
        case Kind::ProcessExited:
        case Kind::ProcessStartFailed:
            return see_end_of_process(record);
        case Kind::InvokeAnswered:
            return keep_answer(record);
        case Kind::InvokeDone:
            return end_invoke(record);
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            cause_.clear();
            resetting_ = false;
            return start_next();
        default:
            return;
    }
}

void FrontEnd::see_telemetry(const Record& record) {
    const auto event = model::code_of<PlatformEvent>(record);
    if (event == PlatformEvent::Start && story_ && record.invoke == story_->invoke) {
        started_ = record.at;
        print(start_line(*story_));
    }
    const bool cold = event == PlatformEvent::InitReport && invokes_ <= 1 &&
                      (record.flags & model::phase_invoke) == 0;
    if (cold) init_duration_ = model::Duration{record.amount};
}

void FrontEnd::see_end_of_process(const Record& record) {
    if (!cause_.empty()) return;
    if (record.kind == Kind::ProcessStartFailed) {
        cause_ = fmt::format("fork/exec: {}", std::strerror(static_cast<int>(record.amount)));
        return;
    }
    const bool signalled = (record.flags & model::exited_by_signal) != 0;
    const model::Termination end{signalled ? model::EndedBy::Signal : model::EndedBy::Exit,
                                 static_cast<int>(record.amount)};
    cause_ = record.who == model::Who::Runtime ? model::runtime_exit_message(end)
                                               : model::extension_exit_message(end);
}

void FrontEnd::keep_answer(const Record& record) {
    if (!story_ || record.invoke != story_->invoke) return;
    story_->reply = model::code_of<model::Reply>(record);
    story_->payload = backend_.bytes_of(record.payload);
    story_->error_type = backend_.text_of(record.text);
    story_->size = record.amount;
    story_->cause = cause_;
    answered_ = true;
    // The emulator answers when all is over, because that decides the status.
    if (options_.profile == ProfileName::Aws) answer_caller();
    close_story();
}

void FrontEnd::answer_caller() {
    if (streamed() != nullptr) return;  // the end of its stream is still to come
    const model::CallId caller = std::exchange(caller_, {});
    if (caller) reply(caller, invoke_reply(*story_, options_.profile));
}

void FrontEnd::end_invoke(const Record& done) {
    if (!story_ || done.invoke != story_->invoke) return;
    story_->failed = model::code_of<model::Outcome>(done) == model::Outcome::Failure;
    story_->duration = done.at - started_;
    if (story_->invoke.value == 1) story_->init_duration = init_duration_;
    // It is the most there ever was, and costs a look at a file: not for each of many invokes.
    if (done.at - memory_seen_ >= between_looks || memory_used_mb_ == 0) {
        memory_seen_ = done.at;
        memory_used_mb_ = std::max(memory_used_mb_, memory_used_mb(runtime_pid_));
    }
    story_->memory_used_mb = memory_used_mb_;
    print(end_line(*story_));
    print(report_line(*story_));
    done_ = true;
    close_story();
}

// An invoke is over when it has its answer and its verdict, in whatever order.
void FrontEnd::close_story() {
    if (!answered_ || !done_) return;
    answer_caller();
    if (streamed() != nullptr) stream_ends({model::StreamEnd::Truncated, "Sandbox.Failure"});
    answered_ = done_ = false;
    story_.reset();
    start_next();
}

void FrontEnd::print(const std::string& line) {
    backend_.note(
        {.invoke = story_->invoke, .text = backend_.foreign_text(line), .kind = Kind::InvokeLine});
    if (options_.print) options_.print(line);
}

// Nobody new is served, the sandbox is reset, and who still waits is answered.
Result<void> FrontEnd::wind_up() {
    stopping_ = true;
    for (const Waiting& one : std::exchange(queue_, {})) {
        reply(one.call, endpoint_error(options_.profile, 503, "ServiceException",
                                       "The endpoint is being stopped"));
    }
    resetting_ = asked_init_;
    if (asked_init_) {
        const auto asked = backend_.apply({.amount = model::no_amount,
                                           .text = model::known_text("SandboxTerminated"),
                                           .kind = Kind::ResetAsked,
                                           .who = model::Who::Invoker});
        if (!asked) return asked;
    }
    const model::Instant limit = backend_.now() + stop_limit;
    while ((resetting_ || story_) && backend_.now() < limit) {
        if (auto turned = turn(moment); !turned) return turned;
    }
    return turn(moment);  // what was answered leaves the machine
}

}  // namespace hourglass::real
