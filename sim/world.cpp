#include "sim/world.hpp"

#include "model/trace/deadlines.hpp"
#include "scenarios/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace hourglass::sim {

using model::Instant;
using model::Kind;
using model::Record;

namespace {

// The wall clock at Instant 0: any constant will do, so that deadlines look like ones.
constexpr std::int64_t wall_epoch_ms = 1'700'000'000'000;

// More than half of all effects only say what the platform did.
constexpr bool is_only_told(Kind kind) {
    return kind == Kind::RuleFired || kind == Kind::Telemetry;
}

bool is_busy(model::SandboxState state) {
    using model::SandboxState;
    switch (state) {
        case SandboxState::Cold:
        case SandboxState::Ready:
        case SandboxState::Failed:
        case SandboxState::Down:
            return false;
        default:
            return true;
    }
}

std::string replay_of(const Script& script) {
    return fmt::format("hourglass run {} --backend sim --profile {} --seed ",
                       script.path.empty() ? script.name : script.path,
                       model::profile_of(script.setup.profile).title);
}

}  // namespace

World::World(Script script, std::uint64_t seed)
    : script_(std::move(script)),
      replay_(replay_of(script_)),
      subject_(script_.setup),
      starts_(script_.roles.size()) {
    trace_.header.backend = "sim";
    trace_.header.wall_epoch_ms = wall_epoch_ms;
    begin_trace();
    restart(seed);
}

// The trace has the texts from now on: what is said later joins them.
void World::begin_trace() {
    trace_.header.scenario = script_.name;
    trace_.header.setup = script_.setup;
    trace_.texts = std::move(script_.texts);
    trace_.payloads = script_.payloads;
}

void World::stage(const scenarios::Scenario& scenario, model::ProfileName profile,
                  std::uint64_t seed) {
    script_.texts = std::move(trace_.texts);
    compile(scenario, profile, script_);
    replay_ = replay_of(script_);
    subject_.replace(script_.setup);
    starts_.resize(script_.roles.size());
    begin_trace();
    restart(seed);
}

void World::restart(std::uint64_t seed) {
    subject_.restart();
    trace_.header.seed = seed;
    trace_.records.clear();
    answers_.clear();
    trace_.payloads.resize(script_.payloads.size());
    now_ = {};
    turns_ = 0;
    agenda_.clear();
    alarms_.clear();
    const Chance chance{seed};
    process_chance_ = chance.split("process");
    loss_chance_ = chance.split("loss");
    actors_.clear();
    std::ranges::fill(starts_, 0);
    calls_.clear();
    last_payload_ = static_cast<std::uint32_t>(script_.payloads.size());
    frozen_ = suspended_ = false;
    held_back_.clear();
    if (script_.world.suspend_for > model::Duration::zero()) {
        enter(script_.world.suspend_at, {.deed = Deed::Suspend});
    }
    clock_off_ = {};
    if (script_.world.clock_step != model::Duration::zero()) {
        enter(script_.world.clock_step_at, {.deed = Deed::StepClock});
    }
    files_.clear();
    describe_run();
}

void World::describe_run() {
    constexpr std::size_t most_digits = 20;
    std::array<char, most_digits> digits{};
    const auto seed = std::to_chars(digits.begin(), digits.end(), trace_.header.seed);
    trace_.header.replay.assign(replay_).append(digits.data(), seed.ptr);
    model::describe_current_run(trace_.header.replay);
}

void World::ask(const Record& stimulus) {
    if (is_cut()) return;
    ++turns_;
    step(stimulus);
}

bool World::advance(Instant until) {
    if (is_cut()) {
        now_ = std::max(now_, until);
        return false;
    }
    const Alarm& alarm = alarms_.first();
    const bool alarm_first =
        agenda_.empty() || alarm.due < agenda_.first().at ||
        (alarm.due == agenda_.first().at && alarm.order < agenda_.first().order);
    const Instant due = alarm_first ? alarm.due : agenda_.first().at;
    if (due > until || due == model::end_of_time) {
        now_ = std::max(now_, until);
        return false;
    }
    now_ = std::max(now_, due);
    ++turns_;
    if (alarm_first) {
        fire_alarm();
    } else {
        happen(agenda_.take_first().what);
    }
    return true;
}

void World::end() {
    // Nothing is known of the time after a cut.
    if (is_cut()) now_ = trace_.records.back().at;
    const bool open = is_cut() || is_busy(subject_.sandbox_state());
    note({.kind = Kind::End, .flags = open ? model::horizon_reached : std::uint8_t{}});
}

model::PayloadId World::payload(std::string_view bytes) {
    auto& payloads = trace_.payloads;
    const auto known = std::ranges::find(payloads, bytes);
    if (known != payloads.end()) {
        return model::PayloadId{static_cast<std::uint32_t>(known - payloads.begin()) + 1};
    }
    // The ids before it are of payloads whose bytes nobody keeps.
    payloads.resize(last_payload_);
    payloads.emplace_back(bytes);
    return fresh_payload();
}

model::Duration World::message_delay(Actor& actor) {
    const scenarios::World& world = script_.world;
    const auto usual = actor.chance.between(world.latency_min, world.latency_max);
    return chance_has_it(world.delay_permille) ? usual + world.delay : usual;
}

void World::note(Record observation) {
    observation.at = now_;
    trace_.records.push_back(observation);
}

// What happens, now. It is copied before its time is written, see Effects::next(). What the world
// is seen to do because of the effects comes after them, so they are counted first.
void World::step(const Record& what) {
    trace_.records.push_back(what);
    trace_.records.back().at = now_;
    Record event = what;
    event.at = now_;
    subject_.step(event, effects_);
    const auto end = static_cast<std::uint32_t>(trace_.records.size());
    for (auto at = static_cast<std::uint32_t>(effects_.first()); at < end; ++at) {
        const Kind kind = trace_.records[at].kind;
        if (is_only_told(kind)) continue;
        if (scenarios::Ledger::concerns(kind)) answers_.push_back(at);
        carry_out(at);
    }
}

void World::carry_out(std::uint32_t place) {
    Record& effect = trace_.records[place];
    switch (effect.kind) {
        case Kind::ProcessStart:
            return start_process(effect);
        case Kind::ProcessSignal:
            return send_signal(process_of(effect), model::code_of<model::Signal>(effect));
        case Kind::CallAnswered:
            tell_deadline(effect);
            return send_answer(place);
        case Kind::TimerArmed:
            return alarms_.arm(model::code_of<model::Timer>(effect),
                               {.due = std::max(now_, Instant{model::Duration{effect.amount}}),
                                .order = agenda_.next_order(),
                                .token = effect.call});
        case Kind::TimerCancelled:
            return alarms_.cancel(model::code_of<model::Timer>(effect));
        case Kind::SandboxFrozen:
            return freeze();
        case Kind::SandboxThawed:
            return thaw();
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            return note_survivors();
        default:
            return;
    }
}

void World::fire_alarm() {
    const model::Timer timer = alarms_.first_timer();
    const model::CallId token = alarms_.first().token;
    alarms_.cancel(timer);
    step({.call = token, .code = static_cast<std::uint16_t>(timer), .kind = Kind::TimerFired});
}

void World::happen(const Due& due) {
    switch (due.deed) {
        case Deed::Wake:
            return wake(due.actor, due.number);
        case Deed::Request:
            return deliver_request(model::CallId{due.number});
        case Deed::Answer:
            return deliver_answer(due);
        case Deed::HangUp:
            return abandon(model::CallId{due.number});
        case Deed::GiveUp:
            if (stands_still()) return held_back_.push_back(due);
            return give_up(due.actor, model::CallId{due.number});
        case Deed::Signal:
            if (stands_still() && due.signal != model::Signal::Kill)
                return held_back_.push_back(due);
            return take_signal(due.actor, due.signal);
        case Deed::Exit:
            return report_exit(due.actor);
        case Deed::FailToStart:
            return report_failed_start(due.actor);
        case Deed::Suspend:
            return suspend();
        case Deed::Resume:
            return resume();
        case Deed::StepClock:
            return step_clock();
    }
}

void World::freeze() {
    stand_still();
    frozen_ = true;
}

void World::thaw() {
    if (!frozen_) return;
    frozen_ = false;
    go_on();
}

void World::suspend() {
    stand_still();
    suspended_ = true;
    enter(script_.world.suspend_for, {.deed = Deed::Resume});
}

void World::resume() {
    suspended_ = false;
    go_on();
}

void World::step_clock() {
    const model::Duration step = script_.world.clock_step;
    clock_off_ += step;
    note({.amount = step.count(), .kind = Kind::ClockStepped});
    if (subject_.wall_clock() == WallClock::ForTimers) alarms_.bring_forward(step, now_);
}

// A platform tells deadlines by the wall clock as it is then.
void World::tell_deadline(Record& answer) const {
    if (clock_off_ == model::Duration::zero() || subject_.wall_clock() == WallClock::ReadOnce)
        return;
    if (model::tells_deadline(answer)) answer.amount += clock_off_.count();
}

void World::stand_still() {
    if (!stands_still()) frozen_at_ = now_;
}

// What was being computed is due later by the time that the sandbox stood still, and what reached
// it meanwhile is noticed now.
void World::go_on() {
    if (stands_still()) return;
    for (ActorIndex index = 0; index < actors_.size(); ++index) {
        Actor& actor = actors_[index];
        if (actor.activity != Activity::Starting && actor.activity != Activity::Working) continue;
        wait(index, actor.activity, actor.due - std::min(frozen_at_, actor.due));
    }
    for (const Due& due : held_back_) enter(model::Duration{}, due);
    held_back_.clear();
}

}  // namespace hourglass::sim
