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

bool is_deadline(const Record& answer) {
    const auto said = code_of<Answer>(answer);
    return answer.kind == Kind::CallAnswered &&
           (said == Answer::InvokeEvent || said == Answer::ShutdownEvent);
}

bool is_in_milliseconds(const Record& effect) {
    return effect.kind == Kind::ResetDone || effect.kind == Kind::RestoreDone;
}

bool is_told_duration(const Record& effect) {
    return effect.kind == Kind::Telemetry &&
           code_of<PlatformEvent>(effect) != PlatformEvent::Extension;
}

bool same_amount(const Record& effect, const Record& seen, Duration slack) {
    if (seen.amount == 0 || seen.amount == effect.amount) return true;
    const std::int64_t off = seen.amount - effect.amount;
    const std::int64_t most = (slack + rounding).count();
    if (is_deadline(effect) || is_told_duration(effect)) return off >= -most && off <= most;
    if (is_in_milliseconds(effect)) return off * 1'000'000 >= -most && off * 1'000'000 <= most;
    return false;
}

bool is_api_call(const Record& record) {
    return record.kind >= Kind::RuntimeNextCalled && record.kind <= Kind::ExtensionExitErrorPosted;
}

// Whether the client of the call is the process, or lives in it as an internal extension does.
bool lives_in(const Record& call, const Record& process, const Setup& setup) {
    if (call.who != Who::Extension) return process.who == call.who;
    const auto files = setup.names.begin() + setup.external_extensions;
    const auto file = std::find(setup.names.begin(), files, call.text);
    const bool registers = call.kind == Kind::RegisterCalled;
    const auto slot = registers ? static_cast<std::uint8_t>(file - setup.names.begin()) : call.slot;
    if (slot >= setup.external_extensions) return process.who == Who::Runtime;
    return process.who == Who::Extension && process.slot == slot;
}

}  // namespace

Outlook::Outlook(const Trace& seen) : trace(seen), tolerance(seen.header.tolerance) {
    std::vector<Record> under_way;
    const auto forget = [&](CallId call) {
        std::erase_if(under_way, [call](const Record& one) { return one.call == call; });
    };
    for (const Record& record : seen.records) {
        if (is_api_call(record)) {
            under_way.push_back(record);
        } else if (record.kind == Kind::CallAnswered) {
            forget(record.call);
        } else if (record.kind == Kind::CallAbandoned || record.kind == Kind::CallLost) {
            deafen(record.call, record.at);
            forget(record.call);
        } else if (record.kind == Kind::ProcessExited) {
            for (const Record& call : under_way) {
                if (lives_in(call, record, seen.header.setup)) deafen(call.call, record.at);
            }
        }
    }
}

void Outlook::deafen(CallId call, Instant at) {
    if (call.value >= deaf_from.size()) deaf_from.resize(call.value + 1, end_of_time);
    deaf_from[call.value] = std::min(deaf_from[call.value], at);
}

bool Outlook::may_stay_unseen(const Record& effect, Instant until) const {
    if (effect.kind != Kind::CallAnswered) return false;
    if (code_of<Answer>(effect) == Answer::ConnectionClosed) return true;
    return effect.call.value < deaf_from.size() && deaf_from[effect.call.value] <= until;
}

Candidate::Candidate(const Setup& setup) : platform_(setup) {}

boost::container::small_vector<Choice, 12> Candidate::choices(const Outlook& outlook,
                                                              Instant now) const {
    boost::container::small_vector<Choice, 12> found;
    for (const std::uint32_t record : pending_) {
        const Record& event = outlook.trace.records[record];
        // A call is given up after it was made.
        const bool waits =
            event.kind == Kind::CallAbandoned &&
            std::ranges::any_of(pending_, [&](std::uint32_t other) {
                return other < record && outlook.trace.records[other].call == event.call;
            });
        if (!waits) found.push_back({{}, record, event.at + outlook.tolerance});
    }
    for (std::size_t index = 0; index < timer_count; ++index) {
        if (platform_.state.timers[index].token == 0 || armed_[index].due > now) continue;
        const Instant forced = armed_[index].latest + outlook.tolerance;
        found.push_back({static_cast<Timer>(index), 0, forced});
    }
    return found;
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
    if (event.kind == Kind::ResetAsked) ++resets_asked_;
    if (event.kind == Kind::InitAsked) init_is_told_ = event.who == Who::Invoker;
    if (event.kind == Kind::ProcessStartFailed) forget_start(event);
    platform_.step(event, effects);
    last_rule_ = {};
    for (const Record& effect : effects) {
        absorb(effect, outlook.trace.header.view, outlook.tolerance);
    }
}

void Candidate::absorb(const Record& effect, View view, Duration tolerance) {
    if (effect.kind == Kind::RuleFired) {
        last_rule_ = RuleIndex{effect.code};
        fired_.set(effect.code);
    }
    if (effect.kind == Kind::TimerArmed) {
        const Instant due = instant_at(Duration{effect.amount});
        armed_[effect.code] = {due, due + lag_};
    }
    if (effect.kind == Kind::ProcessStart) {
        starts_.push_back({effect.who, effect.slot, effect.generation});
    }
    if (effect.kind == Kind::CallAnswered && code_of<Answer>(effect) == Answer::Registered) {
        registrations_.push_back({effect.call.value, effect.generation, effect.slot});
    }
    const bool heard = effect.kind != Kind::InitDone || init_is_told_;
    if (heard && is_seen(effect, view))
        owed_.push_back({effect, at_ + lag_ + tolerance, last_rule_});
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

const Owed* Candidate::owed_for(const Record& seen) const {
    const auto is_it = [&](const Owed& one) {
        const bool other_start = seen.kind == Kind::ProcessStarted && seen.generation != 0 &&
                                 ordinal_of(one.effect) != seen.generation;
        return same_subject(one.effect, seen) && !other_start;
    };
    const auto found = std::ranges::find_if(owed_, is_it);
    return found == owed_.end() ? nullptr : &*found;
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

void Candidate::settle(const Owed& owed) {
    if (owed.effect.kind == Kind::ResetDone) --resets_asked_;
    owed_.erase(owed_.begin() + (&owed - owed_.data()));
}

const Owed* Candidate::overdue(const Outlook& outlook, Instant now) const {
    const auto found = std::ranges::find_if(
        owed_, [&](const Owed& one) { return one.until < now && !may_stay_unseen(one, outlook); });
    return found == owed_.end() ? nullptr : &*found;
}

void Candidate::write_off(const Outlook& outlook, Instant now) {
    const auto lost = std::ranges::find_if(
        owed_, [&](const Owed& one) { return one.until < now && may_stay_unseen(one, outlook); });
    if (lost == owed_.end()) return;
    owed_.erase(lost);
    write_off(outlook, now);
}

// A reset that the platform began by itself is answered to nobody.
bool Candidate::may_stay_unseen(const Owed& owed, const Outlook& outlook) const {
    if (owed.effect.kind != Kind::ResetDone) {
        return outlook.may_stay_unseen(owed.effect, owed.until);
    }
    return std::ranges::count_if(owed_, [](const Owed& one) {
               return one.effect.kind == Kind::ResetDone;
           }) > resets_asked_;
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
