// Every call of the Runtime and Extensions API: what its caller's state allows is taken, and it
// gets one answer, in time. The states here are what a client may conclude from its own calls.
#pragma once

#include "model/judge/monitor.hpp"

#include <cstdint>

namespace hourglass::model::judging {

class CallMonitor : public Monitor {
public:
    static constexpr std::array rules{"INV-40"_rule, "EXT-40"_rule, "HTTP-01"_rule};

    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench);

private:
    enum class State : std::uint8_t {
        Gone,
        Fresh,         // started, or registered and not yet polled
        Unregistered,  // an external extension that was started
        Polls,
        HasEvent,
        Answered,
        AwaitsRestore,
        InHook,
        Failed,    // reported an init error or an error of its restore hook
        Departing  // reported an exit error
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
    void forget_generation();

    Client runtime_;
    std::array<Client, max_slots> extensions_{};
    CallId allowed_{};      // the last call, if it was allowed
    RuleIndex allowing_{};  // by this rule
    CallId owed_{};         // an answer, at once
    Instant owed_since_ = never;
};

}  // namespace hourglass::model::judging
