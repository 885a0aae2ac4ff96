// The part of the TraceBuilder that resets, shuts down, freezes and records.
#include "tests/model/judge/trace_builder.hpp"

#include <algorithm>

namespace hourglass::model {

namespace {

template <class Code>
std::uint16_t number(Code code) {
    return static_cast<std::uint16_t>(code);
}

}  // namespace

TraceBuilder& TraceBuilder::ask_reset(std::string_view reason, std::int64_t budget) {
    return add({.amount = budget, .text = text(reason), .kind = Kind::ResetAsked});
}

TraceBuilder& TraceBuilder::ask_shutdown(std::int64_t budget) {
    return add({.amount = budget, .kind = Kind::ShutdownAsked});
}

TraceBuilder& TraceBuilder::exits(Who who, std::uint8_t slot, std::int64_t status) {
    if (who == Who::Runtime) {
        runtime_alive_ = false;
        runtime_poll_ = {};
    } else {
        slots_.at(slot).alive = false;
        slots_.at(slot).poll = {};
    }
    return add({.amount = status,
                .generation = generation_,
                .kind = Kind::ProcessExited,
                .who = who,
                .slot = slot});
}

TraceBuilder& TraceBuilder::signal(Who who, Signal signal, std::uint8_t slot) {
    return add({.generation = generation_,
                .code = number(signal),
                .kind = Kind::ProcessSignal,
                .who = who,
                .slot = slot});
}

TraceBuilder& TraceBuilder::arm(Timer timer, Duration given) {
    return add({.amount = (now_ + given).time_since_epoch().count(),
                .call = CallId{++tokens_},
                .code = number(timer),
                .kind = Kind::TimerArmed});
}

TraceBuilder& TraceBuilder::stop_all(std::string_view reason, Duration budget) {
    const Instant deadline = now_ + budget;
    thaw();
    if (runtime_alive_ && any_extension()) {
        const bool external = trace_.header.setup.external_extensions > 0;
        const Duration share =
            aws() ? std::min<Duration>(external ? 300ms : 500ms, budget) : budget * 3 / 10;
        signal(Who::Runtime, Signal::Terminate).arm(Timer::RuntimeStop, share);
        after(10ms).exits(Who::Runtime);
    } else if (runtime_alive_) {
        signal(Who::Runtime, Signal::Kill).arm(Timer::KillWait, 9s);
        after(1ms).exits(Who::Runtime);
    }
    return stop_extensions(reason, deadline);
}

TraceBuilder& TraceBuilder::stop_extensions(std::string_view reason, Instant deadline) {
    if (std::ranges::none_of(slots_, &Extension::alive)) return *this;
    arm(Timer::ExtensionStop, deadline - now_);
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const Extension& one = slots_.at(slot);
        if (!one.alive) continue;
        const bool told = (one.events & subscribe_shutdown) != 0;
        if (told && one.poll) tell_shutdown(reason, deadline, slot);
        if (!told) signal(Who::Extension, Signal::Kill, slot);
    }
    after(5ms);
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (slots_.at(slot).alive) exits(Who::Extension, slot);
    }
    return *this;
}

TraceBuilder& TraceBuilder::tell_shutdown(std::string_view reason, Instant deadline,
                                          std::uint8_t slot) {
    const CallId poll = slots_.at(slot).poll;
    slots_.at(slot).poll = {};
    return add({.amount = deadline.time_since_epoch().count(),
                .call = poll,
                .generation = generation_,
                .text = text(reason),
                .code = number(Answer::ShutdownEvent),
                .kind = Kind::CallAnswered,
                .slot = slot});
}

TraceBuilder& TraceBuilder::reset_done(std::string_view reason) {
    ++generation_;
    slots_ = {};
    runtime_poll_ = {};
    return add({.generation = generation_, .text = text(reason), .kind = Kind::ResetDone});
}

TraceBuilder& TraceBuilder::shutdown_done() {
    return add({.kind = Kind::ShutdownDone});
}

TraceBuilder& TraceBuilder::repair(std::uint32_t id, Repair why) {
    const bool late = why == Repair::Timeout;
    std::string_view reason = late ? "Timeout" : "ReleaseFail";
    if (aws()) {
        reason = late ? "timeout" : "failure";
        told(PlatformEvent::RuntimeDone,
             {.invoke = InvokeId{id}, .flags = late ? status_timeout : status_error});
    }
    stop_all(reason);
    if (!aws()) {
        answered(id, late ? Reply::TimedOut : Reply::PlatformError, 0,
                 late ? "Sandbox.Timeout" : "Sandbox.Failure");
    }
    return reset_done(reason);
}

TraceBuilder& TraceBuilder::freeze() {
    if (!aws() || frozen_) return *this;
    frozen_ = true;
    return add({.kind = Kind::SandboxFrozen});
}

TraceBuilder& TraceBuilder::thaw() {
    if (!frozen_) return *this;
    frozen_ = false;
    return add({.kind = Kind::SandboxThawed});
}

TraceBuilder& TraceBuilder::told(PlatformEvent event, Record details) {
    details.kind = Kind::Telemetry;
    details.code = number(event);
    details.generation = generation_;
    if (inside_invoke_) details.flags |= phase_invoke;
    return add(details);
}

}  // namespace hourglass::model
