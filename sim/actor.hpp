// What the simulator remembers of a process, of an extension inside one, and of a call.
#pragma once

#include "model/base/time.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/record.hpp"
#include "sim/chance.hpp"
#include "sim/script.hpp"

#include <cstdint>

namespace hourglass::sim {

using ActorIndex = std::uint32_t;  // in order of starting

enum class Activity : std::uint8_t {
    Starting,  // the process exists, its program has not begun
    Working,   // computes until `due`
    Calling,   // waits for the answer to `call`
    Hanging,   // waits for its death
    Dead,
};

// The invoke that a program has in hand.
struct Task {
    model::InvokeId invoke{};
    model::PayloadId payload{};
};

struct Actor {
    Part part{};
    Activity activity{};
    bool ignores_sigterm{};
    bool has_turned{};           // to on_sigterm
    bool is_doomed{};            // SIGKILL is on its way
    bool stopped{};              // stands still until it is killed
    bool gone{};                 // its exit has been reported
    ActorIndex host{};           // itself, or the runtime that an internal extension lives in
    model::ProcessName process;  // of the host
    const Role* role{};
    const Life* life{};
    Place place{};          // of the next instruction
    std::uint32_t waits{};  // counts what it waited for; a wake for an older wait is stale
    model::Instant due{};   // of Starting and Working
    model::CallId call{};   // of Calling
    model::CallId hung_up_on{};
    model::Duration outlives{};       // SIGKILL, for so long
    model::ProcessName identifier{};  // what registering gave; generation 0: not registered
    Task task{};
    Task last_task{};
    std::int64_t memory{};  // bytes that it has allocated
    std::int64_t exit_status{};
    std::uint8_t exit_flags{};
    Chance chance;

    bool alive() const { return activity != Activity::Dead; }
    bool leads_process(ActorIndex self) const { return host == self; }
};

// One call of an actor, from its sending to its end.
struct Call {
    enum class Stage : std::uint8_t { Sent, Held, Answered, Over };

    model::Record message;  // the event
    model::Instant arrival{};
    std::uint32_t answer{};  // its place among the records, once there is one
    ActorIndex caller{};
    Stage stage{};
    bool lost{};       // the answer will not come
    bool is_double{};  // of the call before it
};

}  // namespace hourglass::sim
