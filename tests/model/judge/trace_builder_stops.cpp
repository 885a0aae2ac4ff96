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
    bool& alive = who == Who::Runtime ? runtime_alive_ : slots_.at(slot).alive;
    (who == Who::Runtime ? runtime_poll_ : slots_.at(slot).poll) = {};
    const bool unexpected = alive && !stopping_;
    alive = false;
    add({.amount = status,
         .generation = generation_,
         .kind = Kind::ProcessExited,
         .who = who,
         .slot = slot});
    if (!unexpected || !aws()) return *this;
    return told(PlatformEvent::Fault, {.invoke = current_})
        .saying(who == Who::Runtime ? "Runtime.ExitError" : "Extension.Crash");
}

TraceBuilder& TraceBuilder::signal(Who who, Signal signal, std::uint8_t slot) {
    stopping_ = true;
    return add({.generation = generation_,
                .code = number(signal),
                .kind = Kind::ProcessSignal,
                .who = who,
                .slot = slot});
}

TraceBuilder& TraceBuilder::arm(Timer timer, Duration given) {
    stopping_ = stopping_ || (timer != Timer::FunctionTimeout && timer != Timer::InitLimit &&
                              timer != Timer::RestoreHook);
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
    stopping_ = true;
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
    stopping_ = false;
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
        broken_off(id, late ? status_timeout : status_error);
    }
    stop_all(reason);
    if (!aws()) {
        answered(id, late ? Reply::TimedOut : Reply::PlatformError, 0,
                 late ? "Sandbox.Timeout" : "Sandbox.Failure");
    }
    return reset_done(reason);
}

TraceBuilder& TraceBuilder::broken_off(std::uint32_t id, std::uint8_t status) {
    told(PlatformEvent::RuntimeDone, {.amount = (now_ - released_).count(),
                                      .call = CallId{produced_},
                                      .invoke = InvokeId{id},
                                      .flags = status});
    return report();
}

TraceBuilder& TraceBuilder::report() {
    const InvokeId ended = unreported_;
    unreported_ = {};
    return ended && aws() ? told(PlatformEvent::Report, {.invoke = ended}) : *this;
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

TraceBuilder& TraceBuilder::told_of_init(PlatformEvent event, Record details) {
    const bool snapshot = trace_.header.setup.init_caching == InitCaching::On;
    const InitType type = snapshot ? InitType::SnapStart : trace_.header.setup.init_type;
    details.who = told_init_type(static_cast<std::uint8_t>(type));
    return told(event, details);
}

TraceBuilder& TraceBuilder::told_of_restore(PlatformEvent event) {
    return aws() ? told(event) : *this;
}

TraceBuilder& TraceBuilder::store_credentials(std::uint32_t set) {
    return add({.call = CallId{set}, .kind = Kind::CredentialsStored});
}

TraceBuilder& TraceBuilder::told(PlatformEvent event, Record details) {
    details.kind = Kind::Telemetry;
    details.code = number(event);
    details.generation = generation_;
    if (inside_invoke_) details.flags |= phase_invoke;
    return add(details);
}

}  // namespace hourglass::model
