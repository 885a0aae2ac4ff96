#include "model/judge/acceptor/candidate.hpp"

#include "model/judge/acceptor/sight.hpp"

#include <algorithm>
#include <vector>

namespace hourglass::model::acceptor {

namespace {

// Deadlines are told in whole milliseconds.
constexpr Duration rounding = std::chrono::milliseconds{1};

bool is_answer_to_invoke(const Record& effect) {
    return effect.kind == Kind::InvokeAnswered || effect.kind == Kind::InvokeRefused;
}

// Whether the two speak of the same thing, whatever they say of it.
bool same_subject(const Record& effect, const Record& seen) {
    if (is_answer_to_invoke(effect) && is_answer_to_invoke(seen)) {
        return effect.invoke == seen.invoke;
    }
    if (effect.kind == Kind::ProcessStart && seen.kind == Kind::ProcessStarted) {
        return effect.who == seen.who && effect.slot == seen.slot;
    }
    if (effect.kind != seen.kind) return false;
    switch (effect.kind) {
        case Kind::CallAnswered:
            return effect.call == seen.call;
        case Kind::ReserveAnswered:
        case Kind::InvokeDone:
            return effect.invoke == seen.invoke;
        case Kind::ProcessSignal:
            return effect.who == seen.who && effect.slot == seen.slot;
        case Kind::ResetDone:
            return !seen.text || effect.text == seen.text;
        default:
            return true;  // requests of one kind are answered in order
    }
}

bool same_effect(Record one, const Record& other) {
    one.at = other.at;
    one.amount = other.amount;
    return one == other;
}

bool known_and_different(auto seen, auto expected) {
    return static_cast<bool>(seen) && seen != expected;
}

bool is_payload_of_runtime(Reply reply) {
    return reply == Reply::Response || reply == Reply::FunctionError || reply == Reply::InitError;
}

// Nobody outside can tell a response from an error by its bytes.
bool same_code(const Record& effect, const Record& seen) {
    if (effect.code == seen.code) return true;
    return effect.kind == Kind::InvokeAnswered && seen.payload == effect.payload &&
           is_payload_of_runtime(code_of<Reply>(effect)) &&
           is_payload_of_runtime(code_of<Reply>(seen));
}

bool same_amount(const Record& effect, const Record& seen, Duration slack) {
    if (seen.amount == 0 || seen.amount == effect.amount) return true;
    const std::int64_t off = seen.amount - effect.amount;
    const std::int64_t most = (slack + rounding).count();
    if (is_deadline(effect) || is_told_duration(effect)) return off >= -most && off <= most;
    if (is_in_milliseconds(effect)) return off * 1'000'000 >= -most && off * 1'000'000 <= most;
    return false;
}

}  // namespace

Candidate::Candidate(const Setup& setup) : platform_(setup) {}

boost::container::small_vector<Choice, 12> Candidate::choices(const Outlook& outlook,
                                                              Instant now) const {
    boost::container::small_vector<Choice, 12> found;
    for (const std::uint32_t record : pending_) {
        if (must_wait(record, outlook, now)) continue;
        found.push_back({{}, record, outlook.trace.records[record].at + outlook.tolerance});
    }
    for (std::size_t index = 0; index < timer_count; ++index) {
        if (platform_.state.timers[index].token == 0 || armed_[index].due > now) continue;
        const Instant forced = armed_[index].latest + outlook.tolerance;
        found.push_back({static_cast<Timer>(index), 0, forced});
    }
    return found;
}

// A call is given up after it was made. A process exits after it was started, and calls after that
// and after it was told who it is; if the machine never did so, the call waits in vain.
bool Candidate::must_wait(std::uint32_t record, const Outlook& outlook, Instant now) const {
    const Record& event = outlook.trace.records[record];
    if (event.kind == Kind::CallAbandoned) {
        return std::ranges::any_of(pending_, [&](std::uint32_t other) {
            return other < record && outlook.trace.records[other].call == event.call;
        });
    }
    return now <= event.at + outlook.tolerance && !knows_client(event);
}

bool Candidate::knows_client(const Record& event) const {
    if (event.generation == 0) return true;
    const bool of_process =
        event.kind == Kind::ProcessExited || event.kind == Kind::ProcessStartFailed;
    if (of_process || event.who == Who::Runtime) {
        return generation_of(event.who, event.slot, event.generation) != 0;
    }
    return event.who != Who::Extension ||
           std::ranges::count(registrations_, event.generation, &Registration::call) > 0;
}

Record Candidate::event_of(const Choice& choice, const Outlook& outlook) const {
    if (choice.timer) {
        const auto index = static_cast<std::size_t>(*choice.timer);
        return {.at = armed_[index].due,
                .call = CallId{platform_.state.timers[index].token},
                .code = static_cast<std::uint16_t>(*choice.timer),
                .kind = Kind::TimerFired};
    }
    Record event = outlook.trace.records[choice.record];
    const bool of_process =
        event.kind == Kind::ProcessExited || event.kind == Kind::ProcessStartFailed;
    if (of_process || event.who == Who::Runtime) {
        event.generation = generation_of(event.who, event.slot, event.generation);
    } else if (event.who == Who::Extension && event.generation != 0) {
        const auto found = std::ranges::find(registrations_, event.generation, &Registration::call);
        event.generation = found == registrations_.end() ? 0 : found->generation;
        if (found != registrations_.end()) event.slot = found->slot;
    }
    return event;
}

void Candidate::take(const Choice& choice, const Outlook& outlook, Effects& effects) {
    const Record event = event_of(choice, outlook);
    if (choice.timer) {
        const Armed& armed = armed_[static_cast<std::size_t>(*choice.timer)];
        lag_ = armed.latest - armed.due + outlook.tolerance;
    } else {
        lag_ = outlook.tolerance;
        forget(choice);
    }
    at_ = event.at;
    if (event.kind == Kind::ResetAsked) resets_asked_.push_back(event.text);
    if (event.kind == Kind::InitAsked) init_is_told_ = event.who == Who::Invoker;
    if (event.kind == Kind::ProcessStartFailed) forget_start(event);
    platform_.step(event, effects);
    last_rule_ = {};
    for (const Record& effect : effects) {
        absorb(effect, outlook);
    }
}

void Candidate::absorb(const Record& effect, const Outlook& outlook) {
    if (effect.kind == Kind::RuleFired) {
        last_rule_ = RuleIndex{effect.code};
        fired_.set(effect.code);
    }
    if (effect.kind == Kind::TimerArmed) {
        // One that was due before it was armed is due now.
        const Instant due = std::max(at_, instant_at(Duration{effect.amount}));
        armed_[effect.code] = {due, due + lag_};
    }
    if (effect.kind == Kind::ProcessStart) {
        starts_.push_back({effect.who, effect.slot, effect.generation});
    }
    if (effect.kind == Kind::CallAnswered && code_of<Answer>(effect) == Answer::Registered) {
        registrations_.push_back({effect.call.value, effect.generation, effect.slot});
    }
    if (!is_heard(effect) || !is_seen(effect, outlook.trace.header.view)) return;
    owed_.push_back({effect, at_ + lag_ + outlook.tolerance, last_rule_});
    is_doomed_ = is_doomed_ || contradicts(owed_.back(), outlook);
}

bool Candidate::contradicts(const Owed& owed, const Outlook& outlook) const {
    const Outlook::Fate fate = outlook.fate_of(owed.effect);
    if (!fate.known || outlook.may_stay_unseen(owed.effect, owed.until)) return false;
    if (fate.seen == nullptr) return owed.until < outlook.end;
    return !agrees(owed, *fate.seen, outlook);
}

bool Candidate::is_heard(const Record& effect) {
    if (effect.kind == Kind::InitDone) return init_is_told_;
    if (effect.kind != Kind::ResetDone) return true;
    const auto asked = std::ranges::find(resets_asked_, effect.text);
    if (asked == resets_asked_.end()) return false;
    resets_asked_.erase(asked);
    return true;
}

bool Candidate::may_forget(const Choice& choice, const Outlook& outlook) const {
    if (choice.timer) return false;
    const Record& event = outlook.trace.records[choice.record];
    if (event.kind == Kind::CallAbandoned) return true;
    return event.call.value != 0 && event.call.value < outlook.deaf_from.size() &&
           outlook.deaf_from[event.call.value] <= choice.forced;
}

void Candidate::forget(const Choice& choice) {
    pending_.erase(std::find(pending_.begin(), pending_.end(), choice.record));
}

const Owed* Candidate::owed_for(const Record& seen, const Outlook& outlook) const {
    const Owed* best = nullptr;
    for (const Owed& one : owed_) {
        const bool other_start = seen.kind == Kind::ProcessStarted && seen.generation != 0 &&
                                 ordinal_of(one.effect) != seen.generation;
        if (!same_subject(one.effect, seen) || other_start) continue;
        const bool agreeing = agrees(one, seen, outlook);
        if (agreeing && one.effect.text == seen.text) return &one;
        if (best == nullptr || (agreeing && !agrees(*best, seen, outlook))) best = &one;
    }
    return best;
}

// Nobody sees a process that could not be started.
void Candidate::forget_start(const Record& failed) {
    const auto is_it = [&](const Owed& one) {
        return one.effect.kind == Kind::ProcessStart && one.effect.who == failed.who &&
               one.effect.slot == failed.slot && one.effect.generation == failed.generation;
    };
    owed_.erase(std::remove_if(owed_.begin(), owed_.end(), is_it), owed_.end());
}

bool Candidate::agrees(const Owed& owed, const Record& seen, const Outlook& outlook) const {
    const Record& effect = owed.effect;
    if (effect.at > seen.at) return false;
    if (effect.kind == Kind::ProcessStart) {
        return seen.generation == 0 || ordinal_of(effect) == seen.generation;
    }
    if (effect.kind != seen.kind || !same_code(effect, seen)) return false;
    if (known_and_different(seen.payload, effect.payload)) return false;
    if (known_and_different(seen.invoke, effect.invoke)) return false;
    if (known_and_different(seen.text, effect.text)) return false;
    const Duration slack = owed.until - effect.at + outlook.tolerance;
    return same_amount(effect, seen, slack);
}

Candidate Candidate::without(const Owed& owed) const {
    Candidate rest = *this;
    rest.owed_.erase(rest.owed_.begin() + (&owed - owed_.data()));
    return rest;
}

const Owed* Candidate::overdue(const Outlook& outlook, Instant now) const {
    const auto found = std::ranges::find_if(owed_, [&](const Owed& one) {
        return one.until < now && !outlook.may_stay_unseen(one.effect, one.until);
    });
    return found == owed_.end() ? nullptr : &*found;
}

// Of a process that could not be started nobody sees the start.
bool Candidate::may_be_excused(const Owed& owed, const Outlook& outlook) const {
    if (owed.effect.kind != Kind::ProcessStart) return false;
    return std::ranges::any_of(pending_, [&](std::uint32_t record) {
        const Record& event = outlook.trace.records[record];
        return event.kind == Kind::ProcessStartFailed && event.at <= owed.until &&
               event.who == owed.effect.who && event.slot == owed.effect.slot;
    });
}

void Candidate::write_off(const Outlook& outlook, Instant now) {
    const auto is_lost = [&](const Owed& one) {
        return one.until < now && outlook.may_stay_unseen(one.effect, one.until);
    };
    owed_.erase(std::remove_if(owed_.begin(), owed_.end(), is_lost), owed_.end());
}

bool Candidate::widen(const Candidate& other) {
    bool changed = (fired_ & other.fired_) != fired_;
    fired_ &= other.fired_;
    const auto lower = [&changed](Instant& mine, Instant theirs) {
        if (theirs < mine) changed = true, mine = theirs;
    };
    const auto raise = [&changed](Instant& mine, Instant theirs) {
        if (theirs > mine) changed = true, mine = theirs;
    };
    for (std::size_t index = 0; index < timer_count; ++index) {
        if (platform_.state.timers[index].token == 0) continue;
        lower(armed_[index].due, other.armed_[index].due);
        raise(armed_[index].latest, other.armed_[index].latest);
    }
    for (Owed& mine : owed_) {
        const auto theirs = std::ranges::find_if(
            other.owed_, [&](const Owed& one) { return same_effect(one.effect, mine.effect); });
        if (theirs == other.owed_.end()) continue;
        raise(mine.until, theirs->until);
        lower(mine.effect.at, theirs->effect.at);
    }
    return changed;
}

std::uint32_t Candidate::generation_of(Who who, std::uint8_t slot, std::uint32_t ordinal) const {
    for (const ProcessStartOf& start : starts_) {
        if (start.who == who && start.slot == slot && --ordinal == 0) return start.generation;
    }
    return 0;
}

std::uint32_t Candidate::ordinal_of(const Record& process) const {
    std::uint32_t ordinal = 0;
    for (const ProcessStartOf& start : starts_) {
        if (start.who != process.who || start.slot != process.slot) continue;
        ++ordinal;
        if (start.generation == process.generation) return ordinal;
    }
    return 0;
}

}  // namespace hourglass::model::acceptor
