// The part of the Scene that follows calls, processes and what they owe.
#include "model/judge/scene.hpp"
#include "model/trace/calls.hpp"

namespace hourglass::model::judging {

void Scene::note_call(const Record& record) {
    auto* call = call_slot(record.call);
    if (call == nullptr) return;
    *call = {};
    call->at = now_;
    call->amount = record.amount;
    call->invoke = record.invoke;
    call->payload = record.payload;
    call->generation = record.generation;
    call->text = record.text;
    call->kind = record.kind;
    call->slot = record.slot;
    call->flags = record.flags;
    call->known = true;
    call->held = runtime_.held;
    call->current = current_;
    call->post_was_taken = current_ && current_facts().has_post();
    call->initialised = sandbox_.initialised;
    call->stopping = stop_.active;
    call->of_old_generation = record.generation != 0 && record.generation < sandbox_.generation;
    note_caller(record, *call);
    note_post(record);
}

// What the caller had done before.
void Scene::note_caller(const Record& record, CallFacts& call) const {
    if (record.kind == Kind::RegisterCalled) {
        call.had_polled = runtime_.polled;  // which closes registration
        for (const auto& one : extensions_) {
            if (one.registered && one.name == record.text) call.was_registered = true;
        }
        return;
    }
    if (!is_identified_call(record.kind)) {
        call.poll_waited = static_cast<bool>(runtime_.poll);
        call.had_polled = runtime_.polled;
        return;
    }
    if (record.slot >= max_slots) return;
    const auto& one = extensions_.at(record.slot);
    call.was_registered = one.registered && one.generation == record.generation;
    if (!call.was_registered) return;
    call.poll_waited = static_cast<bool>(one.poll);
    call.had_polled = one.polled;
    call.error = one.error;
}

// What a call means whatever its answer: a poll shows that the client has come back.
void Scene::note_post(const Record& record) {
    const CallFacts& call = calls_[record.call.value];
    if (call.of_old_generation) return;
    switch (record.kind) {
        case Kind::RuntimeNextCalled:
        case Kind::RestoreNextCalled:
            return note_runtime_poll(record);
        case Kind::ResponsePosted:
        case Kind::ErrorPosted:
            if (auto* facts = invoke_slot(record.invoke); facts && facts->done) {
                facts->stale_post = true;
            }
            return;
        case Kind::ExtensionNextCalled:
            if (!call.was_registered || call.error != ReportedError::None) return;
            extensions_.at(record.slot).polled = true;
            extensions_.at(record.slot).owes = false;
            if (!call.poll_waited) extensions_.at(record.slot).poll = record.call;
            return;
        default:
            return;
    }
}

void Scene::note_runtime_poll(const Record& record) {
    if (!processes_[0].alive && white()) return;
    runtime_.polled = true;
    runtime_.poll = record.call;
    if (record.kind == Kind::RestoreNextCalled && !runtime_.awaits_restore) {
        runtime_.awaits_restore = true;
        runtime_.restore_poll = record.call;
    }
    if (record.kind == Kind::RuntimeNextCalled) runtime_.restoring = false;
    auto* facts = invoke_slot(current_);
    if (facts != nullptr && facts->has_post()) facts->runtime_back = true;
}

void Scene::note_answer(const Record& record) {
    auto* call = call_slot(record.call);
    if (call == nullptr || !call->known) return;
    call->answered = true;
    if (runtime_.poll == record.call) runtime_.poll = {};
    // Answered in whatever way, a refusal included, it does not wait any more.
    if (runtime_.restore_poll == record.call) runtime_.awaits_restore = false;
    for (auto& one : extensions_) {
        if (one.poll == record.call) one.poll = {};
    }
    switch (code_of<Answer>(record)) {
        case Answer::InvokeEvent:
        case Answer::ShutdownEvent:
            return note_event_answer(record, *call);
        case Answer::RestoreEvent:
            runtime_.restoring = true;
            return;
        case Answer::Accepted:
            return note_acceptance(*call);
        case Answer::ResponseTooLarge:
            if (auto* facts = invoke_slot(call->invoke)) {
                facts->post = call->kind;
                facts->post_oversize = true;
                facts->post_size = call->amount;
                facts->posted_at = now_;
                runtime_.held = {};
            }
            return;
        case Answer::Registered:
            if (record.slot < max_slots) {
                auto& one = extensions_.at(record.slot);
                one.registered = true;
                one.external = record.slot < setup().external_extensions;
                one.name = call->text;
                one.events = call->flags;
                one.generation = record.generation;
            }
            return;
        default:
            return;
    }
}

void Scene::note_event_answer(const Record& record, const CallFacts& call) {
    if (call.kind == Kind::ExtensionNextCalled && call.slot < max_slots) {
        auto& one = extensions_.at(call.slot);
        if (code_of<Answer>(record) == Answer::ShutdownEvent) {
            one.told = true;
            ++stop_.told;
            if (stop_.told == 1) stop_.told_deadline = told(record.amount);
            return;
        }
        one.received = record.invoke;
        one.owes = true;
        return;
    }
    runtime_.held = record.invoke;
    runtime_.carrier = record.call;
    runtime_.abandoned_poll = false;
    if (auto* facts = invoke_slot(record.invoke)) {
        facts->delivered = true;
        facts->delivered_generation = sandbox_.generation;
        if (facts->due == never) facts->due = told(record.amount);
    }
}

void Scene::note_acceptance(const CallFacts& call) {
    switch (call.kind) {
        case Kind::ResponsePosted:
        case Kind::ErrorPosted:
            if (auto* facts = invoke_slot(call.invoke)) {
                facts->post = call.kind;
                facts->post_payload = call.payload;
                facts->post_size = call.amount;
                facts->posted_at = now_;
            }
            runtime_.held = {};
            return;
        case Kind::InitErrorPosted:
            return note_init_error(call);
        case Kind::ExtensionInitErrorPosted:
        case Kind::ExtensionExitErrorPosted:
            return note_extension_error(call);
        default:
            return;
    }
}

void Scene::note_init_error(const CallFacts& call) {
    sandbox_.healthy = false;
    // In its restore hook it is an error of the restore (RSTR-08).
    if (runtime_.restoring) return;
    sandbox_.init_error = true;
    sandbox_.init_error_type = call.text;
    sandbox_.init_error_payload = call.payload;
    auto* facts = invoke_slot(current_);
    if (facts == nullptr || !facts->own_init || stop_.active) return;
    facts->init_error = true;
    facts->init_error_payload = call.payload;
}

void Scene::note_extension_error(const CallFacts& call) {
    if (call.slot >= max_slots) return;
    ExtensionFacts& one = extensions_.at(call.slot);
    if (one.error != ReportedError::None) return;
    const bool init = call.kind == Kind::ExtensionInitErrorPosted;
    one.error = init ? ReportedError::Init : ReportedError::Exit;
    set_fatal(init ? known_text("Extension.InitError") : known_text("Extension.ExitError"));
}

void Scene::note_abandoned(const Record& record) {
    if (auto* facts = call_slot(record.call)) facts->abandoned = true;
    if (runtime_.poll == record.call && record.kind == Kind::CallAbandoned) {
        runtime_.poll = {};
        runtime_.abandoned_poll = true;
    }
    for (auto& one : extensions_) {
        if (one.poll && one.poll == record.call) one.poll = {};
    }
}

void Scene::note_exit(const Record& record) {
    auto* process = process_slot(record);
    if (process == nullptr || process->generation != record.generation) return;
    if (!process->alive && white()) return;
    process->alive = false;
    process->gone_at = now_;
    const bool runtime = record.who == Who::Runtime;
    // It was killed, given up, and dies now that nobody waits for it.
    if (process->killed_at != never && !stop_.active) return;
    if (runtime) runtime_.poll = {};
    if (!runtime) extensions_.at(record.slot).poll = {};
    if (stop_.active) {
        stop_.last_exit = now_;
        if (runtime) begin_extensions_turn();
        return;
    }
    note_whom_it_hits(record.who);
    const bool starved = aws() && (record.flags & out_of_memory) != 0;
    const TextId exit_error =
        starved ? known_text("Runtime.OutOfMemory") : known_text("Runtime.ExitError");
    set_fatal(runtime ? exit_error : known_text("Extension.Crash"));
}

void Scene::note_whom_it_hits(Who who) {
    if (!current_ && sandbox_.initialised) sandbox_.idle_exit = true;
    const bool only_waits = sandbox_.inits_pending > 0;  // the invoke, for an init
    auto* facts = invoke_slot(current_);
    if (facts == nullptr || only_waits) return;
    if (who == Who::Extension) {
        facts->extension_exited = true;
        return;
    }
    facts->runtime_exited = true;
    if (facts->has_post() && !facts->runtime_back) facts->exit_after_post = true;
}

void Scene::note_start_failure(const Record& record) {
    auto* process = process_slot(record);
    if (process == nullptr || process->generation != record.generation) return;
    process->alive = false;
    process->gone_at = now_;
    if (stop_.active) {
        stop_.last_exit = now_;
        if (record.who == Who::Runtime) begin_extensions_turn();
        return;
    }
    const TextId usual = record.who == Who::Runtime ? known_text("Runtime.InvalidEntrypoint")
                                                    : known_text("Extension.LaunchError");
    set_fatal(record.text ? record.text : usual);
}

}  // namespace hourglass::model::judging
