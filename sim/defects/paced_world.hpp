// The explorer's actions with time put back: they happen one after the other, a millisecond apart,
// and timers fire when they are due. What comes of it is a white-box trace, for the judge.
//
// A path of the explorer may have timers fire out of order. Here whatever is due first fires first,
// so such a path becomes another one; it is a way to try a platform, not a replay.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/mutants/mutated_platform.hpp"
#include "model/search/action.hpp"
#include "model/search/bounds.hpp"
#include "model/trace/trace.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace hourglass::sim {

// How the world goes on where the actions leave it alone.
enum class Manner : std::uint8_t {
    Kind,        // clients do what a healthy function does, dying processes die
    Still,       // clients do nothing more, dying processes die
    Undying,     // nor do processes die
    Unfinished,  // clients take their events and never come back
};

class PacedWorld {
public:
    PacedWorld(const model::search::Bounds& bounds, const model::mutants::Mutant& mutant);

    // Does it, if whoever is to do it can.
    bool play(model::search::Action action);
    // Goes on until nothing is left to happen, or for so many steps.
    void settle(Manner manner, int most_steps = 200);
    // What could be played now; a superset is fine.
    std::vector<model::search::Action> possible() const;

    // Ends the run.
    model::Trace& finish();

private:
    using Action = model::search::Action;
    using Record = model::Record;

    struct Client {
        std::uint32_t generation{};  // of the process, or of the identifier
        std::uint8_t slot{};         // that the identifier names
        model::CallId waiting{};     // its next
        model::InvokeId held{};
        model::InvokeId held_before{};
        bool alive = false;  // for an internal extension: registered
        bool killed = false;
        bool terminated = false;
        bool told_to_stop = false;
        bool registered = false;
        bool polled = false;
        bool refused = false;  // its next: it does nothing any more
    };
    struct Alarm {
        std::uint32_t token{};
        model::Instant due{};
    };

    bool is_external(std::size_t slot) const { return slot < bounds_.extensions; }
    std::size_t members() const { return std::size_t{bounds_.extensions} + bounds_.internals; }
    bool can_call(const Client& client) const;
    bool lives(std::size_t slot) const;

    bool ask(Action action);
    bool act_as_runtime(Action action);
    bool act_as_extension(Action action);
    bool call_as_runtime(Record call);
    bool call_as_extension(std::uint8_t slot, Record call);
    bool exit(model::Who who, std::uint8_t slot, std::int64_t status);
    bool fail_to_start(model::Who who, std::uint8_t slot);
    bool abandon(Client& client, model::Who who, std::uint8_t slot);

    std::optional<std::size_t> first_alarm() const;
    void fire(std::size_t timer);
    void pass(model::Duration time);
    void step(Record event);
    void watch(const Record& effect);
    void watch_answer(const Record& answer);
    void take_answer(Client& client, const Record& answer);
    void watch_start(const Record& start);

    bool let_die();
    bool go_on_as_runtime();
    bool go_on_as_extension(std::uint8_t slot, Manner manner);

    model::search::Bounds bounds_;
    model::Trace trace_;
    model::mutants::MutatedPlatform platform_;
    model::Effects effects_;
    model::Instant now_{};
    std::array<std::optional<Alarm>, model::timer_count> alarms_{};
    Client runtime_;
    std::array<Client, model::max_slots> extensions_{};
    std::array<model::TextId, model::max_slots> names_{};
    std::uint32_t calls_ = 0;
    std::uint32_t invokes_ = 0;
    bool frozen_ = false;
};

}  // namespace hourglass::sim
