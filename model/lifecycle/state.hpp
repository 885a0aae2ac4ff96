// What the platform remembers beside the states of its machines. Plain data: copying a platform
// copies this.
#pragma once

#include "model/lifecycle/setup.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/record.hpp"
#include "model/trace/states.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace hourglass::model::lifecycle {

// Calls of next that wait for an event, oldest first. A client has one; more are told to go.
class Waiters {
public:
    bool empty() const { return size_ == 0; }
    bool full() const { return size_ == calls_.size(); }
    void push(CallId call) {
        if (!full()) calls_[size_++] = call;
    }
    CallId pop();  // no call, if none waits
    void forget(CallId call);

private:
    std::array<CallId, 4> calls_{};
    std::uint8_t size_ = 0;
};

struct RuntimeFacts {
    Waiters waiting{};
    bool event_pending = false;  // released, but nobody was waiting
};

struct ExtensionFacts {
    Waiters waiting{};
    TextId name{};
    TextId error_type{};
    std::uint32_t generation{};  // of its identifier
    std::uint8_t events{};       // subscription bits
    bool known = false;          // is in the registry: launched, or registered itself
    bool external = false;
    bool launched = false;  // a process of it was started and has not failed to start
    bool event_pending = false;
    bool owes_next = false;     // got INVOKE and has not come back
    bool told_to_stop = false;  // got SHUTDOWN
};

struct ProcessFacts {
    std::uint32_t generation{};
    bool alive = false;
};

enum class InvokeStage : std::uint8_t { None, Waiting, Active };

// The bytes that the caller gets, once they are known.
struct ReplyFacts {
    Reply reply{};
    PayloadId payload{};
    TextId text{};
    std::int64_t amount{};
    bool present = false;
};

struct InvokeFacts {
    InvokeId id{};
    PayloadId payload{};
    InvokeStage stage{};
    Duration timeout{};
    Instant deadline{};
    std::optional<Instant> runtime_started{};  // when the runtime was released
    ReplyFacts held{};
    bool answered = false;
    bool done = false;
    bool responded = false;     // the runtime's response or error was accepted
    bool started_told = false;  // platform.start was emitted
    std::int64_t produced{};    // bytes of the response that was accepted
    std::uint8_t flags{};       // of its InvokeAsked
};

struct StopRequest {
    std::int64_t budget = no_amount;
    std::uint32_t more = 0;  // asked for just so when there was no room for another request
    TextId reason{};
};

struct TeardownFacts {
    Instant start{};
    Duration available{};
    TextId reason{};
    bool graceful = false;
    std::uint8_t told{};  // extensions that got SHUTDOWN
};

struct TimerFacts {
    std::uint32_t token{};  // of the armed one, 0: not armed
};

struct BringUpFacts {
    Instant start{};
    bool runtime_launched = false;
    bool telling = false;  // initStart was emitted and initReport not yet
    bool inside_invoke = false;
};

struct State {
    Setup setup{};
    // The states of the machines as their rows recorded them; guards and answers read them here.
    SandboxState sandbox_state{};
    RuntimeState runtime_state{};
    std::array<ExtensionState, max_slots> extension_states{};
    bool stopping = false;  // a shutdown sequence runs
    bool cleared = false;   // the registry was emptied: the machines of its members start afresh
    std::uint32_t generation{};
    TextId first_fatal_error{};
    bool cancelled = false;
    bool registration_open = true;
    bool frozen = false;
    RuntimeFacts runtime{};
    std::array<ExtensionFacts, max_slots> extensions{};
    std::array<ProcessFacts, max_slots + 1> processes{};  // [0] the runtime, [1 + slot] extensions
    std::uint8_t credential_sets{};  // one for each init with credentials behind a token
    InvokeId reserved{};
    InvokeFacts invoke{};
    ReplyFacts init_error{};  // reported by POST init/error in this generation
    BringUpFacts bring_up{};
    TeardownFacts teardown{};
    StopRequest stop{};  // that the running teardown was asked for
    // As many as a generated scenario asks for. Those after it that differ are taken for the last.
    std::array<StopRequest, 32> resets_waiting{};
    std::uint8_t resets_waiting_count{};
    StopRequest shutdown_waiting{};  // the first; those after it find nothing left to stop
    std::uint8_t shutdowns_waiting{};
    Instant restore_start{};
    std::array<TimerFacts, timer_count> timers{};
    std::uint32_t last_token{};
};

}  // namespace hourglass::model::lifecycle
