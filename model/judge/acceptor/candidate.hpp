// One copy of the machine that may have made what an outsider has seen so far, with what reached
// the platform and it may not have taken yet, and what it did and nobody has seen yet.
//
// (1) Whatever it takes, it takes at the earliest instant that is possible, even if that is before
//     what it took last: the platform did so then or later, at most by the lag. So a lower bound of
//     time is strict, an upper one is widened by the lag.
#pragma once

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

// What is known of the whole trace before it is read: of each call, when its client was lost.
class Outlook {
public:
    const Trace& trace;
    Duration tolerance{};
    // By call number: from then on nobody sees its answer; end_of_time if its client lives on.
    std::vector<Instant> deaf_from;

    explicit Outlook(const Trace& seen);
    bool may_stay_unseen(const Record& effect, Instant until) const;

private:
    void deafen(CallId call, Instant at);
};

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

    // The owed effect that the observation must be, null if it is not there yet.
    const Owed* owed_for(const Record& seen) const;
    bool agrees(const Owed& owed, const Record& seen, const Outlook& outlook) const;
    void settle(const Owed& owed);
    // An owed effect that should have been seen before `now`; null if there is none.
    const Owed* overdue(const Outlook& outlook, Instant now) const;
    // Effects that nobody can see any more.
    void write_off(const Outlook& outlook, Instant now);

    // Equal for candidates that can do the same from here on, but for small differences of time.
    std::uint64_t key() const;
    // Takes in one of the same key: what either may do, this one may. Whether that is news.
    bool widen(const Candidate& other);

    const PlainPlatform& platform() const { return platform_; }
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

    Record event_of(const Choice& choice, const Outlook& outlook) const;
    void forget_start(const Record& failed);
    bool may_stay_unseen(const Owed& owed, const Outlook& outlook) const;
    void absorb(const Record& effect, View view, Duration tolerance);
    std::uint32_t generation_of(Who who, std::uint8_t slot, std::uint32_t ordinal) const;
    std::uint32_t ordinal_of(const Record& process) const;

    PlainPlatform platform_;
    Instant at_{};  // of the last thing it took
    Duration lag_{};
    std::int32_t resets_asked_ = 0;  // that it took and whose end was not seen
    RuleIndex last_rule_{};
    RuleSet fired_;
    bool init_is_told_ = false;  // somebody asked for an init apart from any invoke
    std::array<Armed, timer_count> armed_{};
    boost::container::small_vector<std::uint32_t, 8> pending_;
    boost::container::small_vector<Owed, 8> owed_;
    boost::container::small_vector<Registration, 8> registrations_;
    boost::container::small_vector<ProcessStartOf, 8> starts_;
};

}  // namespace hourglass::model::acceptor
