#include "model/judge/acceptor/acceptor.hpp"

#include "model/judge/acceptor/candidate.hpp"
#include "model/judge/acceptor/sight.hpp"
#include "model/judge/replay.hpp"
#include "model/trace/format.hpp"
#include "model/trace/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace hourglass::model {

namespace {

using acceptor::Candidate;
using acceptor::Choice;
using acceptor::Outlook;
using acceptor::Owed;

constexpr std::size_t most_told = 4;  // expectations and states that a verdict lists

std::string line_of(const Record& record, const Trace& trace) {
    std::string line = write_record(record, trace);
    line.pop_back();  // the end of line
    return line;
}

// Copies of the machine without doubles, in the order in which they came.
class Copies {
public:
    // The copy that now stands for the candidate; null if it said all that before.
    const Candidate* add(Candidate&& candidate) {
        const auto [place, is_new] = index_.emplace(candidate.key(), copies_.size());
        if (is_new) {
            copies_.push_back(std::move(candidate));
        } else if (!copies_[place->second].widen(candidate)) {
            return nullptr;
        }
        return &copies_[place->second];
    }
    std::vector<Candidate> release() {
        index_.clear();
        return std::move(copies_);
    }
    std::size_t size() const { return copies_.size(); }

private:
    std::vector<Candidate> copies_;
    std::map<std::uint64_t, std::size_t> index_;
};

// Traces come from files: what nobody would ever see must not reach the machine.
bool is_sensible(const Trace& seen) {
    constexpr Instant latest{std::chrono::hours{24 * 365}};
    constexpr Duration longest = std::chrono::hours{1};
    constexpr std::uint32_t most = 10'000'000;
    const Duration tolerance = seen.header.tolerance;
    if (tolerance < Duration::zero() || tolerance > longest) return false;
    Instant last{};
    return std::ranges::all_of(seen.records, [&](const Record& one) {
        const bool in_order = one.at >= std::exchange(last, one.at) && one.at <= latest;
        const bool named = one.call.value <= most && one.invoke.value <= most;
        return in_order && named && (!is_event(one.kind) || is_possible(one));
    });
}

// Ahead: a copy that owes an answer other than the one that will be seen is left out at once.
// Otherwise it lasts until then, so that a verdict names the observation.
enum class Reading : std::uint8_t { Ahead, InOrder };

class Acceptor {
public:
    Acceptor(const Trace& trace, std::size_t most_copies, Reading reading)
        : trace_(trace),
          most_copies_(most_copies),
          reading_(reading),
          outlook_(trace),
          effects_(std::make_unique<Effects>()) {
        copies_.emplace_back(trace.header.setup);
        result_.peak_copies = 1;
    }

    Acceptance run() {
        for (std::uint32_t i = 0; i < trace_.records.size(); ++i) {
            const Record& record = trace_.records[i];
            if (is_end_of_platform(record)) break;  // nothing is to be expected of it any more
            steps_ = 0;
            if (!advance(i, record.at)) break;
            const bool went_on = is_event(record.kind) ? arrive(i) : observe(i);
            if (!went_on) break;
        }
        if (!copies_.empty() && result_.complete) note_fired(copies_);
        return std::move(result_);
    }

private:
    void note_fired(const std::vector<Candidate>& copies) {
        acceptor::RuleSet fired = copies.front().fired();
        for (const Candidate& one : copies) fired &= one.fired();
        for (std::uint16_t rule = 1; rule < fired.size(); ++rule) {
            if (fired.test(rule)) result_.fired.push_back(RuleIndex{rule});
        }
    }

    bool arrive(std::uint32_t record) {
        for (Candidate& one : copies_) one.arrives(record);
        return true;
    }

    // What had to happen before `now` has happened.
    bool advance(std::uint32_t record, Instant now) {
        Copies moved;
        std::vector<Owed> missed;
        for (const Candidate& one : copies_) {
            force(one, now, moved, missed);
        }
        return replace(record, moved, missed, nullptr);
    }

    // Takes what is forced before `now`, in every order with what else may be taken.
    void force(Candidate candidate, Instant now, Copies& moved, std::vector<Owed>& missed) {
        std::vector<Candidate> open{std::move(candidate)};
        Copies visited;
        while (!open.empty() && has_room(visited, moved)) {
            Candidate one = std::move(open.back());
            open.pop_back();
            one.write_off(outlook_, now);
            const Owed* owed = one.overdue(outlook_, now);
            if (owed != nullptr && !one.may_be_excused(*owed, outlook_)) {
                missed.push_back(*owed);
                continue;
            }
            const auto choices = one.choices(outlook_, owed == nullptr ? now : owed->until);
            if (owed != nullptr) {
                try_all(one, choices, visited, open);
                continue;
            }
            const auto forced = std::ranges::min_element(choices, {}, &Choice::forced);
            if (forced == choices.end() || forced->forced >= now) {
                moved.add(std::move(one));
                continue;
            }
            if (one.may_forget(*forced, outlook_)) {
                Candidate without = one;
                without.forget(*forced);
                spread(std::move(without), visited, open);
            }
            try_all(one, choices, visited, open);
        }
    }

    // Whether more may be looked at; if not, some are left out.
    bool has_room(const Copies& visited, const Copies& moved) {
        constexpr std::size_t steps_at_once = 16;
        constexpr std::size_t steps_altogether = 128;
        ++all_steps_;
        const bool room = moved.size() < most_copies_ && visited.size() < most_copies_ * 4 &&
                          ++steps_ < most_copies_ * steps_at_once &&
                          all_steps_ < most_copies_ * steps_altogether + trace_.records.size() * 32;
        if (!room) result_.complete = false;
        return room;
    }

    template <class Choices>
    void try_all(const Candidate& one, const Choices& choices, Copies& visited,
                 std::vector<Candidate>& open) {
        // What came first is looked at first.
        for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice) {
            Candidate next = one;
            next.take(*choice, outlook_, *effects_);
            spread(std::move(next), visited, open);
        }
    }

    void spread(Candidate&& next, Copies& visited, std::vector<Candidate>& open) const {
        if (reading_ == Reading::Ahead && next.is_doomed()) return;
        if (const Candidate* standing = visited.add(std::move(next))) open.push_back(*standing);
    }

    bool observe(std::uint32_t index) {
        const Record& seen = trace_.records[index];
        const bool is_effect = acceptor::is_seen(as_effect(seen), trace_.header.view);
        if (!is_effect) return true;
        Copies moved;
        std::vector<Owed> instead;
        for (const Candidate& one : copies_) {
            explain(one, seen, moved, instead);
        }
        return replace(index, moved, instead, &seen);
    }

    static Record as_effect(Record seen) {
        if (seen.kind == Kind::ProcessStarted) seen.kind = Kind::ProcessStart;
        return seen;
    }

    // Takes as little as explains the observation, in every order.
    void explain(Candidate candidate, const Record& seen, Copies& moved,
                 std::vector<Owed>& instead) {
        std::vector<Candidate> open{std::move(candidate)};
        Copies visited;
        while (!open.empty() && has_room(visited, moved)) {
            Candidate one = std::move(open.back());
            open.pop_back();
            if (const Owed* owed = one.owed_for(seen, outlook_)) {
                if (one.agrees(*owed, seen, outlook_)) {
                    moved.add(one.without(*owed));
                } else {
                    instead.push_back(*owed);
                }
                if (!acceptor::is_anonymous(seen.kind)) continue;
            }
            try_all(one, one.choices(outlook_, seen.at), visited, open);
        }
    }

    bool replace(std::uint32_t record, Copies& moved, const std::vector<Owed>& instead,
                 const Record* seen) {
        result_.peak_copies = std::max(result_.peak_copies, moved.size());
        const std::vector<Candidate> before = std::exchange(copies_, moved.release());
        if (!copies_.empty()) return true;
        result_.verdict = Verdict::Violated;
        result_.record = record;
        result_.seen = seen != nullptr ? line_of(*seen, trace_) : "nothing of the kind, in time";
        for (const Owed& owed : instead) tell_expected(owed);
        for (const Candidate& one : before) tell_state(one);
        note_fired(before);
        return false;
    }

    void tell_expected(const Owed& owed) {
        if (!result_.rule) result_.rule = owed.rule;
        add_once(result_.expected, line_of(owed.effect, trace_));
    }

    void tell_state(const Candidate& one) {
        const auto& state = one.platform().state;
        add_once(result_.before,
                 fmt::format(
                     "sandbox {}, runtime {}",
                     state_name(Machine::Sandbox, static_cast<std::uint8_t>(state.sandbox_state)),
                     state_name(Machine::Runtime, static_cast<std::uint8_t>(state.runtime_state))));
    }

    static void add_once(std::vector<std::string>& lines, std::string line) {
        if (lines.size() < most_told && std::ranges::find(lines, line) == lines.end()) {
            lines.push_back(std::move(line));
        }
    }

    const Trace& trace_;
    const std::size_t most_copies_;
    const Reading reading_;
    const Outlook outlook_;
    std::unique_ptr<Effects> effects_;
    std::vector<Candidate> copies_;
    std::size_t steps_ = 0;  // for one observation
    std::size_t all_steps_ = 0;
    Acceptance result_;
};

}  // namespace

Acceptance accept(const Trace& seen, const AcceptorLimits& limits) {
    if (!is_sensible(seen)) {
        Acceptance open;
        open.verdict = Verdict::Inconclusive;
        return open;
    }
    std::size_t tried = 0;
    for (const std::size_t copies :
         {std::size_t{8}, std::size_t{63}, std::size_t{512}, limits.copies}) {
        const std::size_t most = std::min(copies, limits.copies);
        if (most == std::exchange(tried, most)) break;  // it would end the same
        Acceptance found = Acceptor{seen, most, Reading::Ahead}.run();
        if (found.verdict == Verdict::Held) return found;
        if (!found.complete) continue;
        const Acceptance told = Acceptor{seen, limits.copies, Reading::InOrder}.run();
        const bool better = told.complete && told.verdict == Verdict::Violated;
        return better ? told : found;
    }
    Acceptance open;
    open.verdict = Verdict::Inconclusive;
    open.peak_copies = limits.copies;
    return open;
}

}  // namespace hourglass::model
