// One step of the platform: the event, the data, and where the effects go. Guards and actions of
// the tables are its members; they read as questions and commands. They feed no machine: what
// another machine must hear goes into the inner queue.
#pragma once

#include "model/base/expects.hpp"
#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/events.hpp"
#include "model/lifecycle/profile.hpp"
#include "model/lifecycle/state.hpp"
#include "model/rules/catalogue.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/states.hpp"

#include <array>
#include <cstdint>

namespace hourglass::model::lifecycle {

class Step {
public:
    Step(State& state, Effects& effects, const Record& event)
        : state_(state),
          effects_(effects),
          event_(event),
          profile_(profile_of(state.setup.profile)) {}

    // ---- for the platform that drives the step
    bool take(InnerEvent& next) {
        if (queue_head_ == queue_size_) return false;
        next = queue_[queue_head_++];
        if (queue_head_ == queue_size_) queue_head_ = queue_size_ = 0;
        return true;
    }
    void set_slot(std::uint8_t slot) { slot_ = slot; }
    std::uint8_t slot() const { return slot_; }
    const Record& event() const { return event_; }
    State& state() { return state_; }
    const Profile& profile() const { return profile_; }

    void fire(RuleIndex rule, Machine machine, std::uint8_t from, std::uint8_t to);
    // Inlined in any case: then a record is made where it stays, see Effects::next().
    [[gnu::always_inline]] void answer(CallId call, Answer answer, Record details = {}) {
        if (!call) return;
        details.call = call;
        details.code = static_cast<std::uint16_t>(answer);
        emit(Kind::CallAnswered, details);
    }
    void announce(Inner kind, std::uint8_t slot = 0) {
        EXPECTS(queue_size_ < queue_.size(), "one step has fewer than 64 inner events");
        queue_[queue_size_++] = {kind, slot};
    }
    [[gnu::always_inline]] void emit(Kind kind, Record record = {}) {
        record.kind = kind;
        record.at = now();
        effects_.next() = record;
    }

    // ---- control requests, before they reach the sandbox table (step_control.cpp)
    void reserve();
    bool admit_invoke();
    bool is_taken_by_another(InvokeId id) const;
    void refuse_init();
    bool request_waits() const;
    Record next_waiting_request();
    bool settled() const;  // nothing is going on: the sandbox takes the next request

    // ---- processes and timers (step_process.cpp)
    void process_exits();
    void launch_failed();
    bool timer_is_current();
    void disarm(Timer timer);
    void thaw();
    void freeze_if_idle();

    // ---- init (step_init.cpp)
    bool init_is_suppressed() const;
    bool failed_init_resets_at_once() const;
    void begin_init();
    void begin_suppressed_init();
    void succeed_without_init();
    void succeed_init();
    void fail_init();
    void fail_init_and_reset();
    void fail_init_by_reset();
    void time_out_init();
    void report_init_error();

    bool has_extension_files() const;
    bool all_files_registered() const;
    bool all_extensions_ready() const;
    void launch_extensions();
    void launch_runtime();
    void close_registration();
    void complete_bring_up();

    // ---- invoke (step_invoke.cpp)
    bool flows_are_cancelled() const { return state_.cancelled; }
    bool all_extensions_back() const;
    bool invoke_is_open() const;  // it has its turn and no verdict yet
    void keep_invoke_waiting();
    void begin_invocation();
    void begin_and_fail_invoke();
    void succeed_invoke();
    void fail_invoke_and_reset();
    void fail_invoke_by_reset();
    void fail_invoke_when_down();
    void time_out_invoke();
    void time_out_invoke_and_init();
    void time_out_waiting_invoke();
    void hand_out_event();
    void deliver_response();
    void tell_runtime_done();
    void complete_invocation();
    void complete_invoke();

    // ---- restore (step_restore.cpp)
    bool runtime_awaits_restore() const {
        return state_.runtime_state == RuntimeState::RestoreReady;
    }
    bool restore_can_wait() const { return runtime_awaits_restore() && !state_.cancelled; }
    bool restore_is_broken() const { return runtime_awaits_restore() && state_.cancelled; }
    bool renew_credentials();  // ends the restore itself if it cannot
    void restore_elsewhere();
    void begin_restore();
    void succeed_restore();
    void succeed_restore_at_once();
    void fail_restore();
    void fail_restore_at_once();
    void fail_restore_by_reset();
    void time_out_restore();

    // ---- reset and shutdown (step_stop.cpp)
    void begin_reset();
    void begin_shutdown();
    void keep_reset_waiting();
    void keep_shutdown_waiting();
    void finish_reset();
    void finish_shutdown();

    bool runtime_lives_beside_extensions() const;
    bool runtime_lives_alone() const;
    bool only_extensions_live() const;
    bool extensions_live() const;
    bool nothing_lives() const;
    bool only_runtime_lives() const;
    void terminate_runtime();
    void kill_runtime();
    void stop_extensions();
    void kill_extensions();
    void await_the_rest();
    void finish_teardown();
    void give_up_and_finish();

    // ---- the runtime's calls (step_runtime.cpp)
    bool runtime_may_call();  // answers the call itself if not
    bool id_is_current();     // answers the call itself if not
    bool mode_is_known();     // likewise
    void refuse_runtime(RuntimeState target);
    bool body_is_too_large() const;
    bool runtime_waits() const { return !state_.runtime.waiting.empty(); }
    void runtime_arrives();
    void runtime_waits_too();
    void give_event_to_runtime();
    void keep_event_for_runtime();
    void give_event_again();
    void give_restore_to_runtime();
    void accept_response();
    void accept_error();
    void replace_response();
    void tell_response_sent();
    void accept_init_error();
    void accept_restore_error();

    // ---- the extensions' calls (step_extension.cpp)
    bool find_extension();  // of the call; answers the call itself if there is none
    bool find_registrant();
    void refuse_extension(ExtensionState target);
    bool extension_waits() const { return !extension().waiting.empty(); }
    bool exited_with_zero() const;
    void register_internal();
    void register_external();
    void note_launch_error();
    void extension_arrives();
    void extension_waits_again();
    void give_event_to_extension();
    void keep_event_for_extension();
    void refuse_waiting_extension();
    void accept_extension_init_error();
    void accept_extension_exit_error();
    void accept_again();
    void forget_call();

private:
    ExtensionFacts& extension() { return state_.extensions[slot_]; }
    const ExtensionFacts& extension() const { return state_.extensions[slot_]; }
    ProcessFacts& process(Who who, std::uint8_t slot) {
        return state_.processes[who == Who::Runtime ? 0U : slot + 1U];
    }
    const ProcessFacts& process(Who who, std::uint8_t slot) const {
        return state_.processes[who == Who::Runtime ? 0U : slot + 1U];
    }
    Instant now() const { return event_.at; }

    // processes and timers
    void start_process(Who who, std::uint8_t slot);
    void signal(Who who, std::uint8_t slot, Signal signal);
    void arm(Timer timer, Instant due);
    std::uint8_t extensions_known() const;
    bool external_known() const;
    bool extension_processes_live() const;
    void store_fatal_error(TextId type);
    TextId exit_error() const;  // of the runtime
    TextId error_type() const;  // the first fatal error, or Sandbox.Failure

    // init
    bool credentials_have_token() const;
    void store_credentials();
    Who told_type() const;
    void begin_bring_up();
    void close_bring_up_report();
    void report_init(Outcome outcome, TextId type, std::uint8_t flags);

    // invoke
    InvokeFacts& invoke() { return state_.invoke; }
    void arm_function_timeout();
    void tell_start();
    void end_invoke(Outcome outcome, TextId type, std::uint8_t flags);
    void answer_caller();
    void hold(const ReplyFacts& reply) {
        invoke().held = reply;
        invoke().held.present = true;
    }
    void hold_failure();
    void fail_invoke(std::uint8_t flags);
    void interrupt_invoke(std::uint8_t flags);
    Duration since_release() const;
    CallId bytes_told() const;
    void report_invoke(std::uint8_t status, TextId type);
    void forget_invoke();

    // restore
    void tell_restore_start();
    void end_restore(Outcome outcome, TextId type, TextId told, Duration taken = {});
    void end_restore_hook(Outcome outcome, TextId type, TextId told);

    // stop
    void cancel_flows();
    void begin_teardown(StopRequest request);
    void reset_after_failure(TextId reason);
    void tell_reset_to_telemetry();
    StopBudget stop_budget() const;
    std::int64_t extensions_reset_ms(bool& exceeded) const;
    void clear_sandbox();

    [[gnu::always_inline]] void telemetry(PlatformEvent what, Record record = {}) {
        record.code = static_cast<std::uint16_t>(what);
        record.generation = state_.generation;
        if (state_.bring_up.inside_invoke) record.flags |= phase_invoke;
        emit(Kind::Telemetry, record);
    }
    void give_invoke_to_runtime(CallId call);

    State& state_;
    Effects& effects_;
    const Record& event_;
    const Profile& profile_;
    std::array<InnerEvent, 64> queue_;  // valid from head to size
    std::uint8_t queue_head_ = 0;
    std::uint8_t queue_size_ = 0;
    std::uint8_t slot_ = 0;
};

}  // namespace hourglass::model::lifecycle
