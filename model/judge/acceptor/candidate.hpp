// One copy of the machine that may have made what an outsider has seen so far, with what reached
// the platform and it may not have taken yet, and what it did and nobody has seen yet.
//
// (1) Whatever it takes, it takes at the earliest instant that is possible, even if that is before
//     what it took last: the platform did so then or later, at most by the lag. So a lower bound of
//     time is strict, an upper one is widened by the lag.
#pragma once

#include "model/judge/acceptor/outlook.hpp"
#include "model/lifecycle/plain_platform.hpp"
#include "model/rules/catalogue.hpp"
#include "model/trace/trace.hpp"

#include <boost/container/small_vector.hpp>

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <vector>

namespace hourglass::model::acceptor {

using RuleSet = std::bitset<catalogue.size() + 1>;

struct Owed {
    Record effect{};
    Instant until{};  // it must have been seen by then
    RuleIndex rule{};
};

// Something that the candidate may take next: a record of the trace, or an armed timer.
struct Choice {
    std::optional<Timer> timer;
    std::uint32_t record{};
    Instant forced{};  // it must have been taken by then
};

class Candidate {
public:
    explicit Candidate(const Setup& setup);

    // A call, a request or an exit that reaches the platform from its stamp on.
    void arrives(std::uint32_t record) { pending_.push_back(record); }
    // What may be taken until `now`.
    boost::container::small_vector<Choice, 12> choices(const Outlook& outlook, Instant now) const;
    void take(const Choice& choice, const Outlook& outlook, Effects& effects);
    // A request that died with its client before the platform took it.
    bool may_forget(const Choice& choice, const Outlook& outlook) const;
    void forget(const Choice& choice);

    // The owed effect that the observation must be, null if it is not there yet. If more than one
    // may be it, one that agrees.
    const Owed* owed_for(const Record& seen, const Outlook& outlook) const;
    bool agrees(const Owed& owed, const Record& seen, const Outlook& outlook) const;
    Candidate without(const Owed& owed) const;  // it was seen
    // An owed effect that should have been seen before `now`; null if there is none.
    const Owed* overdue(const Outlook& outlook, Instant now) const;
    // Whether something that was there in time tells why the owed effect is not seen.
    bool may_be_excused(const Owed& owed, const Outlook& outlook) const;
    // Effects that nobody can see any more.
    void write_off(const Outlook& outlook, Instant now);

    // Equal for candidates that can do the same from here on, but for small differences of time.
    std::uint64_t key() const;
    // Takes in one of the same key: what either may do, this one may. Whether that is news.
    bool widen(const Candidate& other);

    const PlainPlatform& platform() const { return platform_; }
    // Whether it owes an answer that is not the one that will be seen.
    bool is_doomed() const { return is_doomed_; }
    // Rules of the rows that spoke; of widened copies, in all of them.
    const RuleSet& fired() const { return fired_; }

private:
    struct Armed {
        Instant due{};
        Instant latest{};  // that it may be due, as we do not know exactly when it was armed
    };
    struct Registration {
        std::uint32_t call{};
        std::uint32_t generation{};
        std::uint8_t slot{};
    };
    struct ProcessStartOf {
        Who who{};
        std::uint8_t slot{};
        std::uint32_t generation{};
    };

    bool must_wait(std::uint32_t record, const Outlook& outlook, Instant now) const;
    bool knows_client(const Record& event) const;
    Record event_of(const Choice& choice, const Outlook& outlook) const;
    void forget_start(const Record& failed);
    bool is_heard(const Record& effect);
    void absorb(const Record& effect, const Outlook& outlook);
    bool contradicts(const Owed& owed, const Outlook& outlook) const;
    std::uint32_t generation_of(Who who, std::uint8_t slot, std::uint32_t ordinal) const;
    std::uint32_t ordinal_of(const Record& process) const;

    PlainPlatform platform_;
    Instant at_{};  // of the last thing it took
    Duration lag_{};
    // Reasons of the resets that somebody asked for and that are not done: one that the platform
    // began by itself is answered to nobody.
    boost::container::small_vector<TextId, 4> resets_asked_;
    RuleIndex last_rule_{};
    RuleSet fired_;
    bool is_doomed_ = false;
    bool init_is_told_ = false;  // somebody asked for an init apart from any invoke
    std::array<Armed, timer_count> armed_{};
    boost::container::small_vector<std::uint32_t, 8> pending_;
    boost::container::small_vector<Owed, 8> owed_;
    boost::container::small_vector<Registration, 8> registrations_;
    boost::container::small_vector<ProcessStartOf, 8> starts_;
};

}  // namespace hourglass::model::acceptor
