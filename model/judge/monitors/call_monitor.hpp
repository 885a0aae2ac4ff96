// Every call of the Runtime and Extensions API: what its caller's state allows is taken, and it
// gets one answer, in time. What that forbids is refused, and the refusal names that state. The
// states here are what a client may conclude from its own calls.
#pragma once

#include "model/judge/monitor.hpp"
#include "model/trace/states.hpp"

#include <cstdint>

namespace hourglass::model::judging {

class CallMonitor : public Monitor {
public:
    static constexpr std::array rules{"INV-40"_rule, "EXT-40"_rule, "HTTP-01"_rule, "INV-09"_rule,
                                      "EVT-08"_rule};

    static constexpr Kinds wants =
        all_events | Kinds::of(Kind::CallAnswered, Kind::ProcessStart, PlatformEvent::Extension,
                               Kind::ResetDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (owed_ && scene.overdue(owed_since_)) pass_late(bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void pass_late(Bench& bench);
    enum class State : std::uint8_t {
        Gone,
        Fresh,         // started, or registered and not yet polled
        Unregistered,  // an external extension that was started
        Polls,
        HasEvent,
        Answered,
        AwaitsRestore,
        InHook,
        Failed,     // reported an init error or an error of its restore hook
        Departing,  // reported an exit error
        NotStarted  // an external extension that could not be
    };
    struct Client {
        State state{};
        InvokeId event{};
        std::uint32_t generation{};
    };

    void see_call(const Record& call, const Scene& scene);
    void see_answer(const Record& answer, const Scene& scene, Bench& bench);
    // Whether the call is allowed; whoever makes it is in the state that follows.
    bool allows_runtime(const Record& call, const Scene& scene);
    bool allows_posting(const Record& call, const Scene& scene);
    bool allows_extension(const Record& call, const Scene& scene);
    bool allows_registering(const Record& call, const Scene& scene);
    void note_process(const Record& record, const Scene& scene);
    void note_abandoned(const Record& record, const Scene& scene);
    void forget_generation();

    // call_refusals.cpp
    void expect_refusal(const Record& call, const Scene& scene);
    void expect_same_event(const Record& call, const Scene& scene);
    void see_silence(Bench& bench);
    void see_refusal(const Record& answer, const Scene& scene, Bench& bench);
    void check_named_state(const Record& answer, const CallFacts& call, const Scene& scene,
                           Bench& bench) const;
    void check_told_state(const Record& record, Bench& bench) const;
    bool is_of_runtime(const Record& call) const;  // the process that there is now
    bool lives(const Record& call, const Scene& scene) const;
    // Whether a client in our state may be in that one of the platform's.
    static bool may_be(State state, RuntimeState named);
    static bool may_be(State state, ExtensionState named);

    Client runtime_;
    std::array<Client, max_slots> extensions_{};
    CallId allowed_{};      // the last call, if it was allowed
    RuleIndex allowing_{};  // by this rule
    CallId forbidden_{};    // the last call, if its caller has reported that it failed
    CallId again_{};        // the last call, if it asks for the event that its caller has
    CallId late_{};         // the last poll of a runtime whose invoke was over
    CallId owed_{};         // an answer, at once
    Instant owed_since_ = never;
};

}  // namespace hourglass::model::judging
