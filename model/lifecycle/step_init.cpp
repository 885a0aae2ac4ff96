// Init, plain and suppressed.
#include "model/lifecycle/step.hpp"

#include <algorithm>

namespace hourglass::model::lifecycle {

bool Step::init_is_suppressed() const {
    return state_.setup.init_mode == InitMode::Suppressed;
}

// Credentials that a restore may replace stand behind an address, not in the environment.
bool Step::credentials_have_token() const {
    return state_.setup.init_caching == InitCaching::On;
}

void Step::store_credentials() {
    if (!credentials_have_token()) return;
    ++state_.credential_sets;
    emit(Kind::CredentialsStored, {.call = CallId{state_.credential_sets}});
}

// Init caching makes a snapshot to start from, whatever else was asked for.
Who Step::told_type() const {
    const InitType type = credentials_have_token() ? InitType::SnapStart : state_.setup.init_type;
    return told_init_type(static_cast<std::uint8_t>(type));
}

bool Step::failed_init_resets_at_once() const {
    return profile_.init_repair == InitRepair::ResetAtOnce;
}

void Step::begin_init() {
    store_credentials();
    state_.bring_up.inside_invoke = false;
    if (profile_.init_limit) {
        const Duration limit = state_.setup.init_limit.value_or(*profile_.init_limit);
        if (limit > Duration::zero()) arm(Timer::InitLimit, now() + limit);
    }
    begin_bring_up();
}

void Step::begin_suppressed_init() {
    invoke().stage = InvokeStage::Active;
    if (profile_.timeout_start == TimeoutStart::AtItsOwnPhase) arm_function_timeout();
    state_.bring_up.inside_invoke = true;
    begin_bring_up();
}

void Step::begin_bring_up() {
    ++state_.generation;
    state_.bring_up.start = now();
    state_.bring_up.runtime_launched = false;
    state_.bring_up.telling = true;
    if (state_.credential_sets == 0) store_credentials();
    telemetry(PlatformEvent::InitStart, {.who = told_type()});
    announce(Inner::BringUpBegan);
}

void Step::report_init(Outcome outcome, TextId type, std::uint8_t flags) {
    disarm(Timer::InitLimit);
    emit(Kind::InitDone, {.amount = extensions_known(),
                          .generation = state_.generation,
                          .text = type,
                          .code = static_cast<std::uint16_t>(outcome),
                          .flags = flags});
}

void Step::succeed_without_init() {
    store_credentials();
    report_init(Outcome::Success, {}, 0);
}

void Step::succeed_init() {
    report_init(Outcome::Success, {}, 0);
}

void Step::fail_init() {
    const bool reported = !state_.first_fatal_error && state_.init_error.present &&
                          profile_.init_error == InitErrorEffect::EndsInit;
    report_init(Outcome::Failure, reported ? state_.init_error.text : error_type(), request_reset);
}

void Step::fail_init_and_reset() {
    fail_init();
    reset_after_failure(profile_.reason_failure);
}

void Step::fail_init_by_reset() {
    cancel_flows();
    report_init(Outcome::Failure, error_type(), reset_received | request_reset);
    if (invoke().stage == InvokeStage::Waiting) interrupt_invoke(reset_received);
    begin_reset();
}

void Step::time_out_init() {
    cancel_flows();
    report_init(Outcome::TimedOut, profile_.timeout_error, request_reset);
    reset_after_failure(profile_.reason_timeout);
}

// The invoke that follows a failed init carries that init's error to its caller.
void Step::report_init_error() {
    invoke().stage = InvokeStage::Active;
    if (state_.init_error.present) {
        hold(state_.init_error);
    } else {
        hold({.reply = Reply::Empty, .text = error_type(), .present = true});
    }
    end_invoke(Outcome::Failure, error_type(), request_reset);
    reset_after_failure(known_text("spindown"));
}

// ---- bringing up

bool Step::has_extension_files() const {
    return state_.setup.external_extensions > 0;
}

bool Step::all_files_registered() const {
    return std::all_of(state_.extensions.begin(),
                       state_.extensions.begin() + state_.setup.external_extensions,
                       [this](const ExtensionFacts& one) {
                           const auto slot = &one - state_.extensions.data();
                           return state_.extension_states[static_cast<std::size_t>(slot)] !=
                                  ExtensionState::Started;
                       });
}

bool Step::all_extensions_ready() const {
    for (std::size_t slot = 0; slot < state_.extensions.size(); ++slot) {
        const auto state = state_.extension_states[slot];
        if (!state_.extensions[slot].known) continue;
        if (state != ExtensionState::Ready && state != ExtensionState::Running) return false;
    }
    return true;
}

void Step::launch_extensions() {
    const auto files = std::min(state_.setup.external_extensions, max_slots);
    for (std::uint8_t slot = 0; slot < files; ++slot) {
        auto& one = state_.extensions[slot];
        one = {.name = state_.setup.names[slot],
               .generation = state_.generation,
               .known = true,
               .external = true};
        announce(Inner::ExtensionLaunched, slot);
        if (slot == max_extensions) {  // one too many
            store_fatal_error(known_text("Extension.LaunchError"));
            cancel_flows();
            announce(Inner::InitBroken);
            return;
        }
        one.launched = true;
        start_process(Who::Extension, slot);
    }
}

void Step::launch_runtime() {
    state_.bring_up.runtime_launched = true;
    announce(Inner::RuntimeLaunched);
    start_process(Who::Runtime, 0);
}

void Step::close_registration() {
    state_.registration_open = false;
}

void Step::complete_bring_up() {
    close_registration();
    close_bring_up_report();
    announce(Inner::InitCompleted);
}

void Step::close_bring_up_report() {
    if (!state_.bring_up.telling) return;
    state_.bring_up.telling = false;
    if (state_.bring_up.runtime_launched) {
        const bool failed = state_.cancelled;
        const TextId type =
            state_.first_fatal_error ? state_.first_fatal_error : known_text("Runtime.Unknown");
        telemetry(PlatformEvent::InitRuntimeDone,
                  {.text = failed ? type : TextId{},
                   .who = told_type(),
                   .flags = failed ? status_error : std::uint8_t{}});
    }
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const auto& one = state_.extensions[slot];
        if (!one.known) continue;
        telemetry(PlatformEvent::Extension,
                  {.amount = static_cast<std::int64_t>(state_.extension_states[slot]),
                   .text = one.error_type,
                   .slot = slot});
    }
    telemetry(PlatformEvent::InitReport,
              {.amount = (now() - state_.bring_up.start).count(), .who = told_type()});
}

}  // namespace hourglass::model::lifecycle
