// What a trace says so far: who runs, who waits, who owes what. The monitors ask it. It is built
// from the records alone and shares nothing with the machine, so that it cannot repeat its errors.
//
// (1) before() takes note of what a record begins (a stop sequence), then the monitors look at the
//     record, then after() takes note of the rest: monitors see the scene as it was.
// (2) Nothing is allocated for a record; the tables grow to the most ids that a trace had.
#pragma once

#include "model/judge/scene_facts.hpp"
#include "model/trace/trace.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hourglass::model::judging {

class Scene {
public:
    void begin(const Trace& trace);
    void tick(Instant now) {
        previous_ = now_;
        now_ = now;
        still_in_time_ = now - tolerance();
    }
    void before(const Record& record);
    void after(const Record& record);

    // ---- the run
    const Trace& trace() const { return *trace_; }
    const Setup& setup() const { return trace_->header.setup; }
    bool aws() const { return aws_; }
    bool white() const { return white_; }
    Duration tolerance() const { return trace_->header.tolerance; }
    Duration function_timeout() const;
    Instant now() const { return now_; }
    // Which instant a deadline means that is told now by the wall clock.
    Instant told(std::int64_t amount) const { return Instant{span_of(amount) - clock_off_}; }
    bool clock_was_stepped() const { return clock_off_ != Duration::zero(); }
    // The instant before now, in which the trace had its last record.
    Instant previous() const { return previous_; }
    // How many effects there were, rows that spoke left out.
    std::uint32_t effects() const { return effects_; }
    // How many events there were: an effect is of the last of them.
    std::uint32_t events() const { return events_; }
    // The next record shows the instant of the last one, and this much later is still in time.
    bool overdue(Instant due) const { return due < still_in_time_; }

    // ---- calls and invokes; null for ids that the trace did not introduce
    const CallFacts* call(CallId id) const { return fact_of(calls_, id.value); }
    const InvokeFacts* invoke(InvokeId id) const { return fact_of(invokes_, id.value); }
    // Accepted and without a verdict; 0 if there is none.
    InvokeId current() const { return current_; }
    const InvokeFacts& current_facts() const { return invokes_[current_.value]; }

    // ---- the sandbox
    const SandboxFacts& sandbox() const { return sandbox_; }
    const BringUpFacts& bring_up() const { return bring_up_; }
    const RuntimeFacts& runtime() const { return runtime_; }
    const ExtensionFacts& extension(std::uint8_t slot) const { return extensions_.at(slot); }
    const std::array<ExtensionFacts, max_slots>& extensions() const { return extensions_; }
    const ProcessFacts& process(Who who, std::uint8_t slot) const;
    const std::array<ProcessFacts, max_slots + 1>& processes() const { return processes_; }
    std::uint8_t known_extensions() const;
    bool external_known() const;

    // ---- reset and shutdown
    const StopFacts& stop() const { return stop_; }
    // Resets that were asked for or are owed, oldest first.
    const std::vector<OwedReset>& owed_resets() const { return owed_; }
    // The oldest of them; a blank one if there is none.
    const OwedReset& next_reset() const;
    std::uint32_t shutdowns_pending() const { return shutdowns_pending_; }

    bool any_alive() const;
    // Whether some process lives that could have been killed: not one that has had its SIGKILL
    // for as long as anybody waits for it.
    bool any_killable() const;
    bool is_external(TextId name) const;
    // Whether this exit is of a process that the sandbox lives with, and not of one that was given
    // up and dies now.
    bool is_own_exit(const Record& record) const;

private:
    template <class Fact>
    const Fact* fact_of(const std::vector<Fact>& facts, std::uint32_t id) const {
        return id < facts.size() && facts[id].known ? &facts[id] : nullptr;
    }
    CallFacts* call_slot(CallId id);
    InvokeFacts* invoke_slot(InvokeId id);
    ProcessFacts* process_slot(const Record& record);

    void note_effect(const Record& record);
    void note_call(const Record& record);
    void note_abandoned(const Record& record);
    void note_caller(const Record& record, CallFacts& call) const;
    void note_post(const Record& record);
    void note_runtime_poll(const Record& record);
    void note_answer(const Record& record);
    void note_event_answer(const Record& record, const CallFacts& call);
    void note_acceptance(const CallFacts& call);
    void note_init_error(const CallFacts& call);
    void note_extension_error(const CallFacts& call);
    void note_exit(const Record& record);
    void note_whom_it_hits(Who who);
    void note_start_failure(const Record& record);
    void note_start(const Record& record);
    void note_signal(const Record& record);
    void note_timer(const Record& record);
    void note_init_done(const Record& record);
    void note_invoke_asked(const Record& record);
    void note_reset_asked(const Record& record);
    void note_invoke_done(const Record& record);
    void note_telemetry(const Record& record);
    void note_init_telemetry(const Record& record);
    void end_reset(const Record& record);
    void end_shutdown();
    void begin_stop();
    void begin_extensions_turn();
    void clear_generation();
    void give_up_the_killed();
    void set_fatal(TextId type);
    bool begins_stop(const Record& record) const;

    const Trace* trace_ = nullptr;
    bool aws_ = false;
    bool white_ = false;
    std::size_t last_id_ = 0;  // ids are handed out in order: the trace has no greater one
    Instant now_{};
    Instant previous_{};
    Instant still_in_time_{};  // what was due before it is overdue
    Duration clock_off_{};     // the steps of the wall clock so far
    std::uint32_t effects_ = 0;
    std::uint32_t events_ = 0;
    std::vector<CallFacts> calls_;
    std::vector<InvokeFacts> invokes_;
    InvokeId current_;
    SandboxFacts sandbox_;
    BringUpFacts bring_up_;
    RuntimeFacts runtime_;
    std::array<ExtensionFacts, max_slots> extensions_{};
    std::array<ProcessFacts, max_slots + 1> processes_{};
    StopFacts stop_;
    std::vector<OwedReset> owed_;
    std::uint32_t shutdowns_pending_ = 0;
    std::int64_t shutdown_budget_ = no_amount;
};

}  // namespace hourglass::model::judging
