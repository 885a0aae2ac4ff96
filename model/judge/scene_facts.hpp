// The plain facts that a Scene keeps.
#pragma once

#include "model/lifecycle/setup.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/record.hpp"

#include <algorithm>
#include <cstdint>

namespace hourglass::model::judging {

inline constexpr Instant never = Instant::max();

// The duration that an amount stands for; absurd ones are cut so that sums cannot overflow.
constexpr Duration span_of(std::int64_t amount) {
    constexpr std::int64_t most = 1'000'000'000'000'000'000;
    return Duration{std::clamp(amount, -most, most)};
}

enum class ReportedError : std::uint8_t { None, Init, Exit };

// One call of the Runtime or Extensions API, and what was so when it came.
struct CallFacts {
    Instant at{};
    std::int64_t amount{};
    InvokeId invoke{};
    PayloadId payload{};
    std::uint32_t generation{};
    TextId text{};
    Kind kind{};
    std::uint8_t slot{};
    std::uint8_t flags{};
    bool known = false;
    bool answered = false;
    bool abandoned = false;

    InvokeId held{};              // the event that the runtime had and had not answered
    InvokeId current{};           // the invoke that was being served
    bool post_was_taken = false;  // the current invoke had an accepted answer
    bool poll_waited = false;     // an earlier poll of the same client waited
    bool had_polled = false;      // the client had polled before, in its generation
    bool was_registered = false;  // the extension
    bool initialised = false;
    bool stopping = false;
    bool of_old_generation = false;
    ReportedError error{};  // that the extension had reported
};

struct InvokeFacts {
    Instant asked_at{};
    Instant due = never;  // of its function timer
    Duration timeout{};
    PayloadId payload{};
    InvokeId asked_during{};  // the invoke that was current when it was asked for
    std::uint32_t delivered_generation{};
    bool known = false;
    std::uint8_t flags{};  // of its InvokeAsked
    bool refused = false;
    bool answered = false;
    bool done = false;
    Outcome outcome{};
    Reply reply{};
    bool timer_armed = false;
    bool started = false;   // its start record was seen
    bool own_init = false;  // an init ran inside it
    bool waited_for_init = false;
    bool delivered = false;  // to the runtime
    // the accepted answer of the runtime
    Kind post{};
    bool post_oversize = false;
    PayloadId post_payload{};
    std::int64_t post_size{};
    Instant posted_at{};
    bool runtime_back = false;  // polled after that
    bool stale_post = false;    // somebody posted for it after its end
    // what befell it
    bool runtime_exited = false;
    bool extension_exited = false;
    bool exit_after_post = false;  // of the runtime, before it polled again
    bool reset_asked = false;
    bool interrupted = false;  // by that reset, while it was served or waited for an init
    bool idle_exit = false;    // a process had exited before, while the sandbox idled
    bool init_error = false;
    PayloadId init_error_payload{};
    std::uint16_t resets_before{};

    bool has_post() const { return post != Kind::None; }
};

// Which way the last init failed, until an init succeeds.
enum class InitFault : std::uint8_t { None, RuntimeExit, ReportedError, TimedOut, Other };

struct SandboxFacts {
    std::uint32_t generation{};
    bool generation_known = false;
    bool initialised = false;
    bool down = false;
    bool frozen = false;
    bool healthy = true;       // nothing has gone wrong in this generation
    bool idle_exit = false;    // a process exited while nothing was going on
    bool init_failed = false;  // in this generation
    bool fresh = true;         // no init has begun since the last reset
    std::uint32_t inits_pending{};
    Instant init_asked_at{};
    InitFault last_fault{};
    std::uint32_t restores_pending{};
    InvokeId reserved{};
    TextId fatal{};  // the first fatal error as far as the trace shows
    bool second_fatal = false;
    std::uint16_t resets{};   // that were done
    bool init_error = false;  // the runtime reported one in this generation
    TextId init_error_type{};
    PayloadId init_error_payload{};
};

struct BringUpFacts {
    bool active = false;
    bool inside_invoke = false;
    bool runtime_told = false;  // initRuntimeDone
    bool runtime_failed = false;
    std::uint8_t extensions_told{};
    Instant start{};
};

struct RuntimeFacts {
    bool polled = false;          // next or restore/next, in this generation
    CallId poll{};                // the one that waits; 0 if none
    InvokeId held{};              // the event that it has not answered
    CallId carrier{};             // the call that brought that event
    bool abandoned_poll = false;  // a waiting poll was given up and no event has come since
    bool restoring = false;       // left restore/next, not yet at next
    bool awaits_restore = false;
    CallId restore_poll{};  // that waits, if it does
};

struct ExtensionFacts {
    TextId name{};
    std::uint32_t generation{};
    std::uint8_t events{};
    bool launched = false;
    bool registered = false;
    bool external = false;
    bool polled = false;
    CallId poll{};        // the one that waits
    InvokeId received{};  // the last INVOKE
    bool owes = false;    // has not polled since
    bool told = false;    // got SHUTDOWN
    ReportedError error{};

    bool known() const { return launched || registered; }
    bool subscribed(std::uint8_t event) const { return registered && (events & event) != 0; }
};

struct ProcessFacts {
    std::uint32_t generation{};
    bool alive = false;
    bool seen = false;
    bool given_up = false;          // killed, and the sequence ended without its death
    Instant terminated_at = never;  // SIGTERM
    Instant killed_at = never;      // SIGKILL
    Instant gone_at = never;
};

// A shutdown sequence, from its first visible step.
struct StopFacts {
    bool active = false;
    bool is_reset = false;
    bool explicit_budget = false;
    bool reason_known = false;
    TextId reason{};
    Instant start{};
    Duration budget{};
    Duration share{};  // of the runtime
    bool any_extension = false;
    bool external = false;
    bool runtime_lived = false;
    Instant runtime_dealt = never;  // gone, or 9 s after its SIGKILL
    std::uint8_t released{};        // subscribers that lived when their turn began
    std::uint8_t told{};
    Instant told_deadline{};
    Instant last_exit{};
};

struct OwedReset {
    Instant at{};
    std::int64_t budget = no_amount;
    TextId reason{};  // 0: one of the profile's
    bool asked = false;
    bool timed_out = false;  // owed because of a timeout
    bool of_invoke = false;  // that failed
    bool while_stopping = false;
    bool while_idle = false;
};

}  // namespace hourglass::model::judging
