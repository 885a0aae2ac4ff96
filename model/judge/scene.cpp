#include "model/judge/scene.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// The documented service and the emulator's core, restated on purpose: see judge.hpp.
constexpr Duration aws_timeout = std::chrono::seconds{3};
constexpr Duration rapid_timeout = std::chrono::seconds{300};
constexpr Duration reap_wait = std::chrono::seconds{2};

// Ids are handed out in order, so a table is as long as its greatest id.
template <class Fact>
Fact* slot_of(std::vector<Fact>& facts, std::uint32_t id, std::size_t last) {
    if (id == 0 || id > last) return nullptr;
    if (id >= facts.size()) facts.resize(id + std::size_t{1});
    return &facts[id];
}

}  // namespace

void Scene::begin(const Trace& trace) {
    trace_ = &trace;
    last_id_ = trace.records.size();
    aws_ = setup().profile == ProfileName::Aws;
    white_ = trace.header.view == View::White;
    now_ = previous_ = {};
    still_in_time_ = now_ - tolerance();
    clock_off_ = {};
    effects_ = events_ = 0;
    calls_.assign(1, {});
    invokes_.assign(1, {});
    current_ = {};
    sandbox_ = {};
    bring_up_ = {};
    runtime_ = {};
    extensions_ = {};
    processes_ = {};
    stop_ = {};
    owed_.clear();
    shutdowns_pending_ = 0;
    shutdown_budget_ = no_amount;
}

Duration Scene::function_timeout() const {
    if (setup().function_timeout > Duration::zero()) return setup().function_timeout;
    return aws() ? aws_timeout : rapid_timeout;
}

CallFacts* Scene::call_slot(CallId id) {
    return slot_of(calls_, id.value, last_id_);
}

InvokeFacts* Scene::invoke_slot(InvokeId id) {
    return slot_of(invokes_, id.value, last_id_);
}

const ProcessFacts& Scene::process(Who who, std::uint8_t slot) const {
    static constexpr ProcessFacts none{};
    if (who == Who::Runtime) return processes_[0];
    return who == Who::Extension && slot < max_slots ? processes_.at(slot + 1U) : none;
}

ProcessFacts* Scene::process_slot(const Record& record) {
    if (record.who == Who::Runtime) return processes_.data();
    if (record.who != Who::Extension || record.slot >= max_slots) return nullptr;
    return &processes_.at(record.slot + 1U);
}

const OwedReset& Scene::next_reset() const {
    static constexpr OwedReset none{};
    return owed_.empty() ? none : owed_.front();
}

std::uint8_t Scene::known_extensions() const {
    return static_cast<std::uint8_t>(
        std::ranges::count_if(extensions_, [](const auto& one) { return one.known(); }));
}

bool Scene::external_known() const {
    return std::ranges::any_of(extensions_,
                               [](const auto& one) { return one.known() && one.external; });
}

bool Scene::any_alive() const {
    return std::ranges::any_of(processes_, [](const auto& one) { return one.alive; });
}

bool Scene::any_killable() const {
    return std::ranges::any_of(processes_, [this](const auto& one) {
        const bool given_up = one.killed_at != never && now_ - one.killed_at >= reap_wait;
        return one.alive && !given_up;
    });
}

bool Scene::is_external(TextId name) const {
    for (std::uint8_t slot = 0; slot < setup().external_extensions && slot < max_slots; ++slot) {
        if (setup().names.at(slot) == name) return true;
    }
    return false;
}

bool Scene::is_own_exit(const Record& record) const {
    const ProcessFacts& one = process(record.who, record.slot);
    return one.alive && !one.given_up && one.generation == record.generation;
}

void Scene::before(const Record& record) {
    if (begins_stop(record)) begin_stop();
    // A sequence with nothing to do shows its end alone.
    const bool ends_stop = record.kind == Kind::ResetDone || record.kind == Kind::ShutdownDone;
    if (!ends_stop || stop_.active) return;
    sandbox_.fatal = {};
    sandbox_.second_fatal = false;
}

void Scene::begin_extensions_turn() {
    stop_.runtime_dealt = now_;
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const bool told = extensions_.at(slot).subscribed(subscribe_shutdown);
        if (told && process(Who::Extension, slot).alive) ++stop_.released;
    }
}

bool Scene::begins_stop(const Record& record) const {
    if (stop_.active) return false;
    if (record.kind == Kind::ProcessSignal) return true;
    if (record.kind == Kind::CallAnswered) {
        return code_of<Answer>(record) == Answer::ShutdownEvent;
    }
    if (record.kind != Kind::TimerArmed) return false;
    const auto timer = code_of<Timer>(record);
    return timer == Timer::RuntimeStop || timer == Timer::ExtensionStop ||
           timer == Timer::KillWait || timer == Timer::ReapWait;
}

void Scene::begin_stop() {
    using namespace std::chrono_literals;
    stop_ = {.active = true, .start = now_};
    stop_.is_reset = !owed_.empty();
    const std::int64_t asked = stop_.is_reset ? owed_.front().budget : shutdown_budget_;
    stop_.any_extension = known_extensions() > 0;
    stop_.external = external_known();
    stop_.explicit_budget = asked != no_amount;
    if (stop_.explicit_budget) {
        stop_.budget = span_of(std::max<std::int64_t>(asked, 0));
    } else if (aws() && !stop_.external) {
        stop_.budget = stop_.any_extension ? Duration{500ms} : Duration::zero();
    } else {
        stop_.budget = 2000ms;
    }
    const Duration documented = stop_.external ? 300ms : 500ms;
    stop_.share = aws() ? std::min(documented, stop_.budget) : stop_.budget * 3 / 10;
    if (stop_.is_reset) {
        stop_.reason_known = owed_.front().asked;
        stop_.reason = owed_.front().reason;
    } else if (shutdowns_pending_ > 0) {
        stop_.reason_known = true;
        stop_.reason = known_text("spindown");
    }
    stop_.runtime_lived = processes_[0].alive;
    if (!stop_.runtime_lived) begin_extensions_turn();
    sandbox_.fatal = {};
    sandbox_.second_fatal = false;
}

void Scene::after(const Record& record) {
    if (is_effect(record.kind)) {
        ++effects_;
        return note_effect(record);
    }
    if (is_event(record.kind)) ++events_;
    switch (record.kind) {
        case Kind::InitAsked:
            if (sandbox_.inits_pending++ == 0) sandbox_.init_asked_at = now_;
            return;
        case Kind::InvokeAsked:
            return note_invoke_asked(record);
        case Kind::ResetAsked:
            return note_reset_asked(record);
        case Kind::ShutdownAsked:
            if (shutdowns_pending_++ == 0) shutdown_budget_ = record.amount;
            return;
        case Kind::RestoreAsked:
            ++sandbox_.restores_pending;
            return;
        case Kind::ClockStepped:
            clock_off_ = span_of((clock_off_ + span_of(record.amount)).count());
            return;
        case Kind::CallAbandoned:
        case Kind::CallLost:
            return note_abandoned(record);
        case Kind::ProcessExited:
            return note_exit(record);
        case Kind::ProcessStartFailed:
            return note_start_failure(record);
        default:
            if (record.call && is_event(record.kind) && record.kind != Kind::TimerFired) {
                note_call(record);
            }
    }
}

void Scene::note_effect(const Record& record) {
    switch (record.kind) {
        case Kind::ProcessStart:
            return note_start(record);
        case Kind::ProcessSignal:
            return note_signal(record);
        case Kind::CallAnswered:
            return note_answer(record);
        case Kind::TimerArmed:
            return note_timer(record);
        case Kind::SandboxFrozen:
        case Kind::SandboxThawed:
            sandbox_.frozen = record.kind == Kind::SandboxFrozen;
            return;
        case Kind::InitDone:
            return note_init_done(record);
        case Kind::ReserveAnswered:
            if (code_of<Outcome>(record) == Outcome::Success) sandbox_.reserved = record.invoke;
            return;
        case Kind::InvokeRefused:
            if (auto* facts = invoke_slot(record.invoke)) facts->refused = true;
            if (current_ == record.invoke) current_ = {};
            return;
        case Kind::InvokeAnswered:
            if (auto* facts = invoke_slot(record.invoke)) {
                facts->answered = true;
                facts->reply = code_of<Reply>(record);
            }
            return;
        case Kind::InvokeDone:
            return note_invoke_done(record);
        case Kind::ResetDone:
            return end_reset(record);
        case Kind::ShutdownDone:
            return end_shutdown();
        case Kind::RestoreDone:
            if (sandbox_.restores_pending > 0) --sandbox_.restores_pending;
            return;
        case Kind::Telemetry:
            return note_telemetry(record);
        default:
            return;
    }
}

void Scene::note_start(const Record& record) {
    auto* process = process_slot(record);
    if (process == nullptr) return;
    *process = {.generation = record.generation, .alive = true, .seen = true};
    sandbox_.generation = std::max(sandbox_.generation, record.generation);
    sandbox_.generation_known = true;
    sandbox_.fresh = false;
    if (record.who != Who::Extension) return;
    auto& one = extensions_.at(record.slot);
    one.launched = true;
    one.external = true;
    one.name = setup().names.at(record.slot);
    one.generation = record.generation;
    // The eleventh file is one too many.
    const bool last = record.slot + 1 == max_extensions;
    if (last && setup().external_extensions > max_extensions) {
        set_fatal(known_text("Extension.LaunchError"));
    }
}

void Scene::note_signal(const Record& record) {
    auto* process = process_slot(record);
    if (process == nullptr) return;
    Instant& at =
        code_of<Signal>(record) == Signal::Kill ? process->killed_at : process->terminated_at;
    if (at == never) at = now_;
}

void Scene::note_timer(const Record& record) {
    const auto timer = code_of<Timer>(record);
    if (timer == Timer::FunctionTimeout) {
        auto* facts = invoke_slot(current_);
        if (facts == nullptr) return;
        facts->timer_armed = true;
        facts->due = Instant{span_of(record.amount)};
    }
    // The runtime would not die in 9 s: the sequence goes on without it.
    const bool goes_on = timer == Timer::ExtensionStop || timer == Timer::ReapWait;
    if (goes_on && stop_.active && stop_.runtime_dealt == never &&
        processes_[0].killed_at != never &&
        now_ - processes_[0].killed_at >= std::chrono::seconds{9}) {
        begin_extensions_turn();
    }
}

}  // namespace hourglass::model::judging
