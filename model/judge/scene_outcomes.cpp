// The part of the Scene that follows inits, invokes, resets and shutdowns to their ends.
#include "model/judge/scene.hpp"

namespace hourglass::model::judging {

void Scene::note_invoke_asked(const Record& record) {
    auto* facts = invoke_slot(record.invoke);
    if (facts == nullptr) return;
    const bool reset_first = !owed_.empty() || stop_.active;
    *facts = {};
    facts->asked_at = now_;
    facts->timeout = record.amount > 0 ? span_of(record.amount) : function_timeout();
    facts->payload = record.payload;
    facts->asked_during = current_;
    facts->known = true;
    facts->flags = record.flags;
    facts->waited_for_init = sandbox_.inits_pending > 0;
    facts->idle_exit = sandbox_.idle_exit && !reset_first;
    facts->resets_before = sandbox_.resets;
    if (!current_) current_ = record.invoke;
}

void Scene::note_reset_asked(const Record& record) {
    auto* facts = invoke_slot(current_);
    const bool served = facts != nullptr && (facts->started || facts->own_init);
    if (facts != nullptr) facts->reset_asked = true;
    const bool free = owed_.empty() && !stop_.active;
    const bool waits = free && (sandbox_.inits_pending > 0 || sandbox_.restores_pending > 0);
    if (facts != nullptr) facts->interrupted = facts->interrupted || served || waits;
    owed_.push_back({.at = now_,
                     .budget = record.amount,
                     .reason = record.text,
                     .asked = true,
                     .of_invoke = served,
                     .while_stopping = stop_.active,
                     .while_idle = sandbox_.initialised && !current_});
}

void Scene::note_invoke_done(const Record& record) {
    auto* facts = invoke_slot(record.invoke);
    if (facts == nullptr) return;
    const auto outcome = code_of<Outcome>(record);
    facts->done = true;
    facts->outcome = outcome;
    if (sandbox_.reserved == record.invoke) sandbox_.reserved = {};
    if (current_ == record.invoke) current_ = {};
    // A failure is repaired by a reset of the platform's own, unless one is on its way or the
    // invoke never got its turn.
    const bool stopping = !owed_.empty() || stop_.active;
    if (outcome == Outcome::Success || stopping || sandbox_.restores_pending > 0) return;
    owed_.push_back({.at = now_, .timed_out = outcome == Outcome::TimedOut, .of_invoke = true});
}

void Scene::note_init_done(const Record& record) {
    if (sandbox_.inits_pending > 0) --sandbox_.inits_pending;
    const auto outcome = code_of<Outcome>(record);
    if (outcome == Outcome::Success && setup().init_mode == InitMode::Normal) {
        sandbox_.initialised = true;
        sandbox_.last_fault = InitFault::None;
    }
    if (outcome != Outcome::Failure && outcome != Outcome::TimedOut) return;
    sandbox_.init_failed = true;
    sandbox_.healthy = false;
    if (outcome == Outcome::TimedOut) {
        sandbox_.last_fault = InitFault::TimedOut;
    } else if (sandbox_.init_error) {
        sandbox_.last_fault = InitFault::ReportedError;
    } else if (sandbox_.fatal == known_text("Runtime.ExitError")) {
        sandbox_.last_fault = InitFault::RuntimeExit;
    } else {
        sandbox_.last_fault = InitFault::Other;
    }
    // In the documented service a failed init is repaired at once, elsewhere by the next invoke.
    const bool of_invoke = current_ && now_ >= current_facts().due;
    if (!aws() || !owed_.empty() || of_invoke) return;
    owed_.push_back({.at = now_, .timed_out = outcome == Outcome::TimedOut});
}

void Scene::note_telemetry(const Record& record) {
    switch (code_of<PlatformEvent>(record)) {
        case PlatformEvent::Start:
            if (auto* facts = invoke_slot(record.invoke)) facts->started = true;
            return;
        case PlatformEvent::InitStart:
        case PlatformEvent::InitRuntimeDone:
        case PlatformEvent::InitReport:
        case PlatformEvent::Extension:
            return note_init_telemetry(record);
        default:
            return;
    }
}

void Scene::note_init_telemetry(const Record& record) {
    switch (code_of<PlatformEvent>(record)) {
        case PlatformEvent::InitStart:
            bring_up_ = {
                .active = true, .inside_invoke = sandbox_.inits_pending == 0, .start = now_};
            sandbox_.fresh = false;
            if (record.generation != 0) {
                sandbox_.generation = record.generation;
                sandbox_.generation_known = true;
            }
            if (auto* facts = invoke_slot(current_); facts && bring_up_.inside_invoke) {
                facts->own_init = true;
            }
            return;
        case PlatformEvent::InitRuntimeDone:
            bring_up_.runtime_told = true;
            bring_up_.runtime_failed = (record.flags & ~phase_invoke) != 0;
            return;
        case PlatformEvent::Extension:
            ++bring_up_.extensions_told;
            return;
        default:
            if (bring_up_.active && bring_up_.runtime_told && !bring_up_.runtime_failed) {
                sandbox_.initialised = true;
                sandbox_.last_fault = InitFault::None;
            }
            bring_up_.active = false;
            return;
    }
}

void Scene::end_reset(const Record& record) {
    ++sandbox_.resets;
    const std::uint32_t next = sandbox_.generation + 1;
    sandbox_.generation = record.generation != 0 ? record.generation : next;
    if (!owed_.empty()) owed_.erase(owed_.begin());
    stop_ = {};
    give_up_the_killed();
    clear_generation();
}

void Scene::give_up_the_killed() {
    for (ProcessFacts& one : processes_) {
        one.given_up = one.given_up || (one.alive && one.killed_at != never);
    }
}

void Scene::end_shutdown() {
    if (shutdowns_pending_ > 0) --shutdowns_pending_;
    stop_ = {};
    give_up_the_killed();
    sandbox_.down = true;
    sandbox_.initialised = false;
}

void Scene::clear_generation() {
    const auto keep = sandbox_;
    sandbox_ = {.generation = keep.generation,
                .generation_known = keep.generation_known,
                .frozen = keep.frozen,
                .inits_pending = keep.inits_pending,
                .init_asked_at = keep.init_asked_at,
                .last_fault = keep.last_fault,
                .restores_pending = keep.restores_pending,
                .reserved = current_ ? keep.reserved : InvokeId{},
                .resets = keep.resets};
    bring_up_ = {};
    runtime_ = {};
    extensions_ = {};
}

void Scene::set_fatal(TextId type) {
    sandbox_.healthy = false;
    if (!sandbox_.fatal) {
        sandbox_.fatal = type;
    } else if (sandbox_.fatal != type) {
        sandbox_.second_fatal = true;
    }
}

}  // namespace hourglass::model::judging
