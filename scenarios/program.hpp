// The program of a scripted runtime or extension: what it does, step by step, with every answer
// that it gets. Plain data: the simulator's actors and the probe of the process backend both play
// it, with the meaning given here.
//
// * Steps run in order. A step that calls the platform waits for the answer.
// * `next` of a runtime is GET invocation/next, of an extension GET event/next. If it is refused or
//   the connection closes, the program hangs (waits for its death). A refused post is remembered
//   and the program goes on.
// * `repeat` goes back to the first `next`. After the last step a program hangs.
// * An extension that gets SHUTDOWN from its `next` goes on with on_shutdown (default: exit 0).
// * On SIGTERM the program turns to on_sigterm (default: dies by the signal) unless it has come
//   past `ignore_sigterm`.
#pragma once

#include "model/base/time.hpp"
#include "model/trace/record.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::scenarios {

enum class Op : std::uint8_t {
    Work,            // time: compute for so long
    Next,            // time: how long it waits until it hangs up and goes on (0: for ever)
    Respond,         // post a response to the invoke it has; number = bytes (0: echo the event)
    RespondToLast,   // post a response to the invoke before that one (a late response)
    RespondUnknown,  // post a response with an id that was never given
    Error,           // post an error; text = type
    InitError,       // runtime: init/error; extension: init/error; text = type
    ExitError,       // extension: exit/error; text = type
    Register,        // extension: register under its own name; events
    RestoreNext,     // runtime: restore/next
    RestoreError,    // runtime: restore/error; text = type
    Exit,            // number = status
    Crash,           // dies by SIGSEGV
    Hang,            // does nothing until it is killed
    IgnoreSigterm,   //
    Print,           // a line on stdout; text
    Wire,            // sends raw bytes over a connection of its own; text, see docs/scenarios.md
    Repeat,          //
    // faults of the world around a process
    RespondEmpty,        // post a response without a body
    RespondHalf,         // send half a response and hang up
    NoExec,              // the program cannot be started; stands alone
    Stop,                // stands still, as after SIGSTOP, until it is killed
    OutliveKill,         // time: from now on it dies so long after SIGKILL only
    SpawnChild,          // starts a child in its process group that does nothing
    SpawnEscapedChild,   // likewise, in a session of its own
    RespondAs,           // text = content type
    RespondInMode,       // text = response mode
    RespondBreakingOff,  // announces `number` bytes, sends half of them and closes the connection
    RespondStreaming,    // number = bytes, events = chunks, time = pause before each but the first;
                         // text: "" well, "-" breaks off half-way, else the error type at the end
    Subscribe,           // to telemetry; text = types, or the body, where PORT is its listener's
    SubscribeLogs,       // likewise by the Logs API
    Listen,         // for batches, on a port of its own: the one that the process before it had
    ListenSlowly,   // answers each batch after `time`
    ListenFailing,  // answers each with 500
    ListenClosed,   // has a port and does not listen
    ListenTcp,      // takes events line by line
    WriteFile,      // in the sandbox's writable folder; text = name
    LookForFile,    // text = name
    Allocate,       // number = bytes, all of them touched
};

// The text of a RespondStreaming that breaks off.
inline constexpr std::string_view broken_off = "-";

struct Step {
    Op op{};
    std::uint8_t events{};   // Register: subscription bits of model/trace/record.hpp; chunks
    std::int64_t number{};   // bytes or exit status
    model::Duration time{};  // Work, Next, OutliveKill, RespondStreaming, ListenSlowly
    std::string text;        // error type, line, name to register under ("" for its own), ...

    bool operator==(const Step&) const = default;
};

struct Program {
    std::vector<Step> steps;
    std::vector<Step> on_shutdown;
    std::vector<Step> on_sigterm;  // empty: dies by SIGTERM

    bool operator==(const Program&) const = default;
};

// What a process does in its first, second, ... start; the last entry serves all later starts.
using Lifetimes = std::vector<Program>;

enum class ExtensionKind : std::uint8_t { External, Internal };

// An internal extension lives inside the runtime process: it starts and dies with it.
struct ExtensionScript {
    std::string name;
    ExtensionKind kind{};
    Lifetimes lifetimes;

    bool operator==(const ExtensionScript&) const = default;
};

}  // namespace hourglass::scenarios
