#include "tests/model/judge/trace_builder.hpp"

#include <algorithm>

namespace hourglass::model {

namespace {

template <class Code>
std::uint16_t number(Code code) {
    return static_cast<std::uint16_t>(code);
}

}  // namespace

TraceBuilder::TraceBuilder(ProfileName profile) {
    trace_.header.setup.profile = profile;
    trace_.header.setup.function_timeout = 3s;
    trace_.header.backend = "hand";
}

TraceBuilder& TraceBuilder::extensions(const std::vector<std::string_view>& names) {
    Setup& setup = trace_.header.setup;
    for (const std::string_view name : names) {
        setup.names.at(setup.external_extensions++) = text(name);
    }
    return *this;
}

TraceBuilder& TraceBuilder::suppressed() {
    trace_.header.setup.init_mode = InitMode::Suppressed;
    return *this;
}

TraceBuilder& TraceBuilder::foreign() {
    trace_.header.clients = Clients::Foreign;
    return *this;
}

TraceBuilder& TraceBuilder::restorable() {
    trace_.header.setup.init_caching = InitCaching::On;
    return *this;
}

TraceBuilder& TraceBuilder::payload(std::string_view bytes) {
    trace_.payloads.emplace_back(bytes);
    return *this;
}

TraceBuilder& TraceBuilder::after(Duration time) {
    report();
    now_ += time;
    return *this;
}

TraceBuilder& TraceBuilder::add(Record record) {
    const bool still_ending = record.kind == Kind::InvokeAnswered || record.kind == Kind::Telemetry;
    if (!still_ending) report();
    record.at = now_;
    trace_.records.push_back(record);
    return *this;
}

TraceBuilder& TraceBuilder::saying(std::string_view said) {
    trace_.records.back().text = text(said);
    return *this;
}

Trace TraceBuilder::end(std::uint8_t flags) {
    after(1ms).add({.kind = Kind::End, .flags = flags});
    return trace_;
}

bool TraceBuilder::any_extension() const {
    return std::ranges::any_of(slots_, [](const Extension& one) { return one.known; });
}

// ---- whole phases

TraceBuilder& TraceBuilder::init() {
    return ask_init().init_start().bring_up().init_report().init_done(Outcome::Success).freeze();
}

TraceBuilder& TraceBuilder::invoke(std::uint32_t id) {
    begin_invoke(id).deliver(id).after(5ms).respond(id, id + 100).all_poll();
    return end_invoke(id, id + 100);
}

TraceBuilder& TraceBuilder::cold_invoke(std::uint32_t id) {
    ask_invoke(id).arm_timeout().suppressed_init().told_start(id).deliver(id).after(5ms);
    return respond(id, id + 100).all_poll().end_invoke(id, id + 100);
}

TraceBuilder& TraceBuilder::shutdown() {
    return ask_shutdown().stop_all("spindown").shutdown_done();
}

TraceBuilder& TraceBuilder::reset(std::string_view reason) {
    return ask_reset(reason).stop_all(reason).reset_done(reason);
}

// ---- init

TraceBuilder& TraceBuilder::ask_init() {
    return add({.kind = Kind::InitAsked, .who = Who::Invoker});
}

TraceBuilder& TraceBuilder::init_start() {
    ++generation_;
    return told_of_init(PlatformEvent::InitStart);
}

TraceBuilder& TraceBuilder::bring_up(std::uint8_t events) {
    start_extensions(events).start(Who::Runtime).after(2ms).runtime_polls();
    for (std::uint8_t slot = 0; slot < trace_.header.setup.external_extensions; ++slot) {
        extension_polls(slot);
    }
    return *this;
}

TraceBuilder& TraceBuilder::start_extensions(std::uint8_t events) {
    const Setup& setup = trace_.header.setup;
    for (std::uint8_t slot = 0; slot < setup.external_extensions; ++slot) {
        start(Who::Extension, slot);
    }
    if (setup.external_extensions > 0) after(1ms);
    for (std::uint8_t slot = 0; slot < setup.external_extensions; ++slot) {
        register_as(trace_.texts.text_of(setup.names.at(slot)), slot, events);
    }
    return *this;
}

TraceBuilder& TraceBuilder::start(Who who, std::uint8_t slot) {
    if (who == Who::Runtime) runtime_alive_ = true;
    if (who == Who::Extension) {
        slots_.at(slot).known = slots_.at(slot).external = slots_.at(slot).alive = true;
    }
    const bool token = trace_.header.setup.init_caching == InitCaching::On;
    return add({.call = CallId{token ? 1U : 0U},
                .generation = generation_,
                .kind = Kind::ProcessStart,
                .who = who,
                .slot = slot,
                .flags = token ? credentials_token : plain_credentials});
}

TraceBuilder& TraceBuilder::register_as(std::string_view name, std::uint8_t slot,
                                        std::uint8_t events) {
    ask_register(name, events);
    slots_.at(slot).known = true;
    slots_.at(slot).events = events;
    return add({.call = last_call_,
                .generation = generation_,
                .code = number(Answer::Registered),
                .kind = Kind::CallAnswered,
                .slot = slot});
}

TraceBuilder& TraceBuilder::ask_register(std::string_view name, std::uint8_t events) {
    last_call_ = CallId{++calls_};
    return add({.call = last_call_,
                .generation = generation_,
                .text = text(name),
                .kind = Kind::RegisterCalled,
                .flags = events});
}

TraceBuilder& TraceBuilder::init_report(std::string_view error) {
    const std::uint8_t failed = error.empty() ? 0 : status_error;
    if (runtime_alive_ || !error.empty()) {
        told_of_init(PlatformEvent::InitRuntimeDone, {.text = text(error), .flags = failed});
    }
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (!slots_.at(slot).known) continue;
        told(PlatformEvent::Extension, {.amount = 3, .slot = slot});  // Ready
    }
    return told_of_init(PlatformEvent::InitReport, {.amount = 1'000'000});
}

TraceBuilder& TraceBuilder::init_done(Outcome outcome, std::string_view error, std::uint8_t flags) {
    return add({.amount = std::ranges::count_if(slots_, &Extension::known),
                .generation = generation_,
                .text = text(error),
                .code = number(outcome),
                .kind = Kind::InitDone,
                .flags = flags});
}

TraceBuilder& TraceBuilder::suppressed_init() {
    return enter_suppressed_init().init_start().bring_up().init_report().leave_suppressed_init();
}

TraceBuilder& TraceBuilder::enter_suppressed_init() {
    inside_invoke_ = true;
    return *this;
}

TraceBuilder& TraceBuilder::leave_suppressed_init() {
    inside_invoke_ = false;
    return *this;
}

// ---- calls

TraceBuilder& TraceBuilder::call(Kind kind, std::uint32_t invoke, std::uint32_t payload) {
    last_call_ = CallId{++calls_};
    if (kind == Kind::RuntimeNextCalled || kind == Kind::RestoreNextCalled) {
        runtime_poll_ = last_call_;
    }
    return add({.amount = payload == 0 ? 0 : 10,
                .call = last_call_,
                .invoke = InvokeId{invoke},
                .payload = PayloadId{payload},
                .generation = generation_,
                .kind = kind});
}

TraceBuilder& TraceBuilder::call_of(Kind kind, std::uint8_t slot) {
    last_call_ = CallId{++calls_};
    return add({.call = last_call_, .generation = generation_, .kind = kind, .slot = slot});
}

TraceBuilder& TraceBuilder::extension_polls(std::uint8_t slot) {
    call_of(Kind::ExtensionNextCalled, slot);
    slots_.at(slot).poll = last_call_;
    return *this;
}

TraceBuilder& TraceBuilder::answer(Answer answer) {
    if (runtime_poll_ == last_call_) runtime_poll_ = {};
    for (Extension& one : slots_) {
        if (one.poll == last_call_) one.poll = {};
    }
    return add({.call = last_call_, .code = number(answer), .kind = Kind::CallAnswered});
}

// ---- invoke

TraceBuilder& TraceBuilder::ask_invoke(std::uint32_t id) {
    current_ = InvokeId{id};
    return add({.invoke = InvokeId{id},
                .payload = PayloadId{id},
                .kind = Kind::InvokeAsked,
                .who = Who::Invoker});
}

TraceBuilder& TraceBuilder::begin_invoke(std::uint32_t id) {
    return ask_invoke(id).thaw().arm_timeout().told_start(id);
}

TraceBuilder& TraceBuilder::told_start(std::uint32_t id) {
    released_ = now_;
    produced_ = 0;
    return told(PlatformEvent::Start, {.invoke = InvokeId{id}});
}

TraceBuilder& TraceBuilder::arm_timeout() {
    due_ = now_ + trace_.header.setup.function_timeout;
    return arm(Timer::FunctionTimeout, due_ - now_);
}

TraceBuilder& TraceBuilder::deliver(std::uint32_t id) {
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const Extension& one = slots_.at(slot);
        if (one.poll && (one.events & subscribe_invoke) != 0) deliver_to_extension(id, slot);
    }
    return deliver_to_runtime(id);
}

TraceBuilder& TraceBuilder::deliver_to_runtime(std::uint32_t id) {
    const CallId poll = runtime_poll_;
    runtime_poll_ = {};
    return add({.amount = due_.time_since_epoch().count(),
                .call = poll,
                .invoke = InvokeId{id},
                .payload = PayloadId{id},
                .generation = generation_,
                .code = number(Answer::InvokeEvent),
                .kind = Kind::CallAnswered});
}

TraceBuilder& TraceBuilder::deliver_to_extension(std::uint32_t id, std::uint8_t slot) {
    const CallId poll = slots_.at(slot).poll;
    slots_.at(slot).poll = {};
    return add({.amount = due_.time_since_epoch().count(),
                .call = poll,
                .invoke = InvokeId{id},
                .generation = generation_,
                .code = number(Answer::InvokeEvent),
                .kind = Kind::CallAnswered,
                .slot = slot});
}

TraceBuilder& TraceBuilder::respond(std::uint32_t id, std::uint32_t payload) {
    produced_ = 10;
    call(Kind::ResponsePosted, id, payload).answer(Answer::Accepted);
    return aws() ? answered(id, Reply::Response, payload) : *this;
}

TraceBuilder& TraceBuilder::report_error(std::uint32_t id, std::uint32_t payload) {
    call(Kind::ErrorPosted, id, payload).answer(Answer::Accepted);
    return aws() ? answered(id, Reply::FunctionError, payload) : *this;
}

TraceBuilder& TraceBuilder::all_poll() {
    runtime_polls();
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const Extension& one = slots_.at(slot);
        if (one.known && !one.poll) extension_polls(slot);
    }
    return *this;
}

TraceBuilder& TraceBuilder::answered(std::uint32_t id, Reply reply, std::uint32_t payload,
                                     std::string_view error) {
    return add({.invoke = InvokeId{id},
                .payload = PayloadId{payload},
                .text = text(error),
                .code = number(reply),
                .kind = Kind::InvokeAnswered});
}

TraceBuilder& TraceBuilder::runtime_done(std::uint32_t id) {
    return told(
        PlatformEvent::RuntimeDone,
        {.amount = (now_ - released_).count(), .call = CallId{produced_}, .invoke = InvokeId{id}});
}

TraceBuilder& TraceBuilder::done(std::uint32_t id, Outcome outcome, std::string_view error,
                                 std::uint8_t flags) {
    add({.invoke = InvokeId{id},
         .text = text(error),
         .code = number(outcome),
         .kind = Kind::InvokeDone,
         .flags = flags});
    unreported_ = InvokeId{id};
    current_ = {};
    return *this;
}

TraceBuilder& TraceBuilder::end_invoke(std::uint32_t id, std::uint32_t payload) {
    runtime_done(id);
    if (!aws()) answered(id, Reply::Response, payload);
    return done(id, Outcome::Success).freeze();
}

TraceBuilder& TraceBuilder::fail_invoke(std::uint32_t id, std::string_view error) {
    done(id, Outcome::Failure, error, request_reset);
    return aws() ? answered(id, Reply::PlatformError, 0, error) : *this;
}

TraceBuilder& TraceBuilder::time_out_invoke(std::uint32_t id) {
    const std::string_view error = aws() ? "Sandbox.Timedout" : "Sandbox.Timeout";
    now_ = due_;
    done(id, Outcome::TimedOut, error, request_reset);
    return aws() ? answered(id, Reply::TimedOut, 0, error) : *this;
}

}  // namespace hourglass::model
