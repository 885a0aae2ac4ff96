// The simulated world around one sandbox: time, processes that play programs, and messages that
// take time. Every run is a function of the script and the seed.
//
// (1) records() grows in order of time: each event that the platform took, then the effects it
//     had, then what the world was seen to do because of them.
// (2) Nothing here reads a clock, and a run in the steady state does not touch the heap.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/trace/record.hpp"
#include "model/trace/trace.hpp"
#include "sim/actor.hpp"
#include "sim/agenda.hpp"
#include "sim/alarms.hpp"
#include "sim/chance.hpp"
#include "sim/script.hpp"
#include "sim/subject.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hourglass::sim {

class World {
public:
    World(Script script, std::uint64_t seed);
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    World(World&&) = delete;
    World& operator=(World&&) = delete;
    ~World() = default;

    // Back to the beginning, keeping all memory.
    void restart(std::uint64_t seed);
    // The beginning of another scenario, whose runtime has a program; keeps memory and texts.
    void stage(const scenarios::Scenario& scenario, model::ProfileName profile, std::uint64_t seed);
    // A run ends, as at its horizon, when its trace has so many records, or as many calls were
    // made: a program that polls and polls again, or hangs up and calls again, would do so for
    // ever.
    void limit(std::size_t most_records) { most_records_ = most_records; }
    bool is_cut() const {
        return trace_.records.size() >= most_records_ || calls_.size() >= most_records_;
    }
    // From the next restart on the platform has this defect; nullptr heals it. See sim/defects.
    void plant(const Defect* defect) { subject_.plant(defect); }
    // Likewise with a mutant of the tables; nullptr heals them.
    void mutate(const model::mutants::Mutant* mutant) { subject_.mutate(mutant); }

    // The platform takes a stimulus now.
    void ask(const model::Record& stimulus);
    // Lets the next thing happen that is due by `until`. False: there is none, it is `until` now.
    bool advance(model::Instant until);
    // How many things have happened: what was asked, timers, and whatever else was due.
    std::uint64_t turns() const { return turns_; }
    // Ends the run: adds the End record.
    void end();

    const Script& script() const { return script_; }
    model::Instant now() const { return now_; }
    const model::Trace& trace() const { return trace_; }
    const std::vector<model::Record>& records() const { return trace_.records; }
    // Where among them those stand that concern a scenarios::Ledger.
    const std::vector<std::uint32_t>& answers() const { return answers_; }

    model::PayloadId payload(std::string_view bytes);
    model::TextId text(std::string_view text) { return trace_.texts.intern(text); }
    // The trace moves out; the world is good for nothing but destruction then.
    model::Trace take_trace() { return std::move(trace_); }

private:
    enum class Deed : std::uint8_t {
        Wake,
        Request,
        Answer,
        HangUp,
        GiveUp,
        Signal,
        Exit,
        FailToStart,
        Suspend,
        Resume,
        StepClock
    };

    struct Due {
        Deed deed{};
        model::Signal signal{};  // of Signal
        ActorIndex actor{};      // of Wake, Signal, Exit, FailToStart, GiveUp
        std::uint32_t number{};  // of Wake: the wait; of the others: the call
    };

    // the platform (world.cpp)
    void step(const model::Record& what);
    void carry_out(std::uint32_t place);
    void fire_alarm();
    void happen(const Due& due);
    void freeze();
    void thaw();
    void suspend();
    void resume();
    void step_clock();
    void tell_deadline(model::Record& answer) const;
    bool stands_still() const { return frozen_ || suspended_; }
    void stand_still();
    void go_on();
    void note(model::Record observation);

    // processes (world_processes.cpp)
    void start_process(model::Record effect);
    bool fails_to_start(const Actor& leader);
    void report_failed_start(ActorIndex host);
    void add_actor(const Role& role, const model::ProcessName& process, ActorIndex host);
    void send_signal(const model::ProcessName& process, model::Signal signal);
    void take_signal(ActorIndex index, model::Signal signal);
    void linger(ActorIndex index);
    void turn_to_sigterm(ActorIndex index);
    void die(ActorIndex index, std::int64_t status, std::uint8_t flags);
    void report_exit(ActorIndex host);
    void note_survivors();
    void abandon(model::CallId id);
    void abandon_doubles(ActorIndex host);

    // calls (world_calls.cpp)
    void call(ActorIndex index, model::Duration patience);
    void send_request(model::CallId id);
    void double_request(model::CallId id);
    void give_up(ActorIndex index, model::CallId id);
    void deliver_request(model::CallId id);
    void send_answer(std::uint32_t place);
    void deliver_answer(const Due& due);
    void hear(ActorIndex index, model::Record answer);
    void hear_silence(ActorIndex index);
    Call& call_of(model::CallId id) { return calls_[id.value - 1]; }

    // programs (world_programs.cpp)
    void play(ActorIndex index);
    bool perform(ActorIndex index, const Instruction& instruction);
    bool post(ActorIndex index, const Instruction& instruction);
    bool write_post(const Actor& actor, const Instruction& instruction, model::Record& message);
    bool write_extension_post(const Actor& actor, const Instruction& instruction,
                              model::Record& message);
    void write_response(const Task& task, const Instruction& instruction, model::Record& message);
    void wait(ActorIndex index, Activity activity, model::Duration time);
    void wake(ActorIndex index, std::uint32_t wait_number);
    void hang(Actor& actor);
    void use_file(const Actor& actor, const Instruction& instruction);
    bool allocate(ActorIndex index, std::int64_t bytes);

    void enter(model::Duration delay, const Due& due) { agenda_.enter(now_ + delay, due); }
    model::Duration message_delay(Actor& actor);
    bool chance_has_it(std::uint32_t permille) {
        return permille > 0 && loss_chance_.happens(permille);
    }
    model::PayloadId fresh_payload() { return model::PayloadId{++last_payload_}; }

    void begin_trace();
    // What a broken invariant of ours prints: the command that plays the run again.
    void describe_run();

    Script script_;
    std::string replay_;  // without the seed
    Subject subject_;
    model::Trace trace_;
    model::Effects effects_{trace_.records};
    std::vector<std::uint32_t> answers_;

    model::Instant now_{};
    std::uint64_t turns_ = 0;
    Agenda<Due> agenda_;
    Alarms alarms_;
    Chance process_chance_;
    Chance loss_chance_;

    std::vector<Actor> actors_;
    std::vector<std::uint32_t> starts_;  // of each role
    std::vector<Call> calls_;            // calls_[id - 1]
    std::uint32_t last_payload_ = 0;

    std::size_t most_records_ = 1'000'000;
    model::Duration clock_off_{};       // the steps of the wall clock so far
    bool frozen_ = false;               // by the platform
    bool suspended_ = false;            // by the machine below
    model::Instant frozen_at_{};        // or suspended, whichever came first
    std::vector<Due> held_back_;        // what reached a sandbox that stood still
    std::vector<model::TextId> files_;  // in the writable folder
};

}  // namespace hourglass::sim
