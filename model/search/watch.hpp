// What the explorer watches beside the platform: small memory of what was asked and answered, and
// the invariants over each step's effects. It shares no code with the machine.
#pragma once

#include "model/rules/catalogue.hpp"
#include "model/search/bounds.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/record.hpp"

#include <array>
#include <cstdint>

namespace hourglass::model::search {

inline constexpr std::uint8_t most_invokes = 8;

struct WatchedInvoke {
    bool accepted = false;
    bool answered = false;
    bool done = false;
    bool responded = false;  // a response or error for it was accepted
    bool given = false;      // its event was given to the runtime of this generation
};

constexpr bool is_unanswered(const WatchedInvoke& invoke) {
    return invoke.accepted && !(invoke.answered && invoke.done);
}

struct WatchedExtension {
    bool alive = false;
    bool waiting = false;     // in a next that is not answered
    bool registered = false;  // in this generation
    bool owes = false;        // was given INVOKE and has not come back
    bool killed = false;
    bool told_to_stop = false;
    std::uint8_t events{};
};

struct WatchedRuntime {
    bool alive = false;
    bool waiting = false;
    bool killed = false;
    bool terminated = false;
    bool polled = false;     // once in this generation
    bool came_back = false;  // called next since it was given an event
};

class Watch {
public:
    // Takes the event and its effects into account. The first broken rule stays.
    void take(const Bounds& bounds, const Record& event, const Record* begin, const Record* end);

    RuleIndex broken{};
    std::array<WatchedInvoke, most_invokes> invokes{};
    std::array<WatchedExtension, max_slots> extensions{};
    WatchedRuntime runtime;
    std::uint32_t generation{};
    std::uint8_t current{};  // number of the accepted invoke that is not done, 0: none
    std::uint8_t resets_open{};
    std::uint8_t shutdowns_open{};
    std::uint8_t restores_open{};
    std::uint8_t asked_events{};  // subscription of the register call under way
    bool init_open = false;
    bool reset_asked_now = false;  // by the very event of this step
    bool repair_due = false;       // a failure asked for a reset that is not done
    bool stopping = false;         // signals were sent and the reset or shutdown is not done
    bool dirty = false;    // something failed or was reset since the last start of a runtime
    bool gave_up = false;  // a killed process would not die: no promise about processes

private:
    void take_event(const Record& event);
    void take_effect(const Bounds& bounds, const Record& effect);
    void take_answer(const Record& answer);
    void refuse(const Record& refused);
    void take_delivery(const Record& answer);
    void take_start(const Bounds& bounds, const Record& start);
    void take_signal(const Record& signal);
    void take_invoke_outcome(const Record& effect);
    void finish_reset(const Record& done);
    void require(bool holds, RuleIndex rule) {
        if (!holds && !broken) broken = rule;
    }
    WatchedInvoke& invoke(std::uint32_t number) { return invokes[(number - 1) % most_invokes]; }
};

}  // namespace hourglass::model::search
