// The one vocabulary of Hourglass: what reaches a platform (events), what it does (effects) and
// what the world around it was seen to do (observations) are all a Record.
//
// (1) A Record is flat and trivially copyable; strings are TextIds of the run's Texts.
// (2) A trace is the events in the order in which the platform took them, each followed by the
//     rules that spoke (RuleFired) and the effects it had, so a white-box trace can be replayed.
// (3) Which members a Kind uses, and for what, stands beside it; the rest stay zero.
#pragma once

#include "model/base/id.hpp"
#include "model/base/time.hpp"

#include <cstdint>
#include <type_traits>

namespace hourglass::model {

enum class Kind : std::uint8_t {
    None,

    // ---- events: what reaches the platform
    // what the invoker or operator asks
    InitAsked,
    ReserveAsked,   // invoke
    InvokeAsked,    // invoke, payload, amount = function timeout in ns (0: the configured one),
                    // flags = direct_invoke, wants_stream
    ResetAsked,     // text = reason, amount = budget in ns (no_amount: the profile's)
    ShutdownAsked,  // amount = budget as above
    RestoreAsked,   // amount = hook timeout in ns
    // Runtime API calls: call, generation = the caller's if known, else 0
    RuntimeNextCalled,
    ResponsePosted,      // invoke = id in the path (0: no such id), payload, amount = body bytes,
                         // text = content type, flags = response mode
    ErrorPosted,         // invoke, payload, amount, text = error type
    InitErrorPosted,     // payload, text = error type
    RestoreNextCalled,   //
    RestoreErrorPosted,  // text = error type
    // Extensions API calls: call, slot and generation = those of the identifier, 0 if unknown
    RegisterCalled,            // text = name, flags = subscription bits; generation = caller's
    ExtensionNextCalled,       //
    ExtensionInitErrorPosted,  // text = error type
    ExtensionExitErrorPosted,  // text = error type
    CallAbandoned,             // call: the client closed its connection before the answer
    // processes: who = Runtime or Extension, slot, generation
    ProcessStartFailed,  // amount = errno, text = error type that the bootstrap brings along
    ProcessExited,       // amount = exit status, or the signal when flags has exited_by_signal;
                         // flags may have out_of_memory
    TimerFired,          // code = Timer, call = the token that TimerArmed gave

    // ---- effects: what the platform does
    RuleFired,          // code = RuleIndex, who = Machine, slot, amount = from * 256 + to (states)
    ProcessStart,       // who, slot, generation, flags and call = credentials, see below
    ProcessSignal,      // who, slot, generation, code = Signal; to the whole process group
    CallAnswered,       // call, code = Answer, and what answer.hpp says
    TimerArmed,         // code = Timer, call = token, amount = due Instant in ns; replaces its like
    TimerCancelled,     // code = Timer
    SandboxFrozen,      //
    SandboxThawed,      //
    InitDone,           // code = Outcome, text = error type, amount = extensions, flags, generation
    ReserveAnswered,    // invoke, code = Outcome
    InvokeRefused,      // invoke: there is one already, or the sandbox is down
    InvokeAnswered,     // invoke, code = Reply, payload, text = error type: what the caller gets
    InvokeDone,         // invoke, code = Outcome, text = error type, flags, amount = extensions
    ResetDone,          // amount = ExtensionsResetMs, flags, text = reason
    ShutdownDone,       // text = error type
    RestoreDone,        // code = Outcome, amount = RestoreMs, text = error type
    CredentialsStored,  // call = number of the set whose values are new or replaced
    Telemetry,          // code = PlatformEvent, generation, and what that says

    // ---- observations: what the world was seen to do
    ProcessStarted,  // who, slot, generation, amount = pid (0 in the simulator), text = the address
                     // of the Runtime API in its environment (0 if nobody looked); flags and call
                     // as in ProcessStart, read from the environment that the process got
    CallReceived,  // the peer got its answer: call, who, slot, code = Answer, amount = HTTP status
                   // (0 in the simulator)
    CallLost,      // the peer's connection closed without an answer: call, who, slot
    OutputLine,    // who, slot, generation, text = line, flags = from_stderr
    StrayCall,     // a call that the platform does not model: text = "GET /path", amount = status
    WireExchange,  // raw HTTP, as its client saw it: who, slot, generation (of a process), invoke
                   // (if it became one), text = what was sent (its beginning), amount = how much
                   // that was, payload = what came back (its beginning), flags
    InvokeLine,    // invoke, text = its START, END or REPORT line, as the front end printed it
    // of telemetry: who, slot, generation = the extension's, 0 if the platform does not know it
    Subscription,   // a call of the Telemetry or Logs API: code = SubscriptionApi, payload = its
                    // body, amount = status and text = body of the answer
    BatchReceived,  // a subscriber got events: payload = the batch, text = HTTP or TCP, amount =
                    // the status that it answers with, flags may have answers_late
    // of files in the writable folder of the sandbox: who, slot, generation, text = name
    FileWritten,
    FileLooked,  // amount = 1 if the file was there
    // of responses on their way: call = the post, invoke, flags = response mode
    UploadBegun,   // its head came
    ChunkCame,     // amount = bytes
    UploadBroken,  // it broke off: amount = bytes that came; flags may have cut_by_platform
    ChunkPassed,   // to the caller: invoke, amount = bytes
    StreamEnded,   // for the caller: invoke, code = StreamEnd, amount = bytes, text = error type
    ClockStepped,  // the wall clock jumped: amount = ns, negative for back
    Leak,          // text: what was left behind
    Note,          // text: anything a reader should know
    End,           // the run is over; flags = horizon_reached if something was still going on
};

// Kinds that Platform::step takes.
constexpr bool is_event(Kind kind) {
    return kind >= Kind::InitAsked && kind <= Kind::TimerFired;
}
// Kinds that Platform::step gives.
constexpr bool is_effect(Kind kind) {
    return kind >= Kind::RuleFired && kind <= Kind::Telemetry;
}

enum class Who : std::uint8_t { Platform, Invoker, Runtime, Extension };

enum class Signal : std::uint16_t { Kill = 9, Terminate = 15 };

enum class Timer : std::uint16_t {
    FunctionTimeout,
    InitLimit,
    RuntimeStop,    // the runtime's share of a shutdown sequence
    ExtensionStop,  // the whole budget of a shutdown sequence
    KillWait,       // how long a killed process may take to die
    ReapWait,       // how long all the rest may take
    RestoreHook,
};
inline constexpr std::size_t timer_count = 7;

enum class Outcome : std::uint16_t { Success, Failure, TimedOut, Refused };

// Where the bytes that the caller of an invoke gets come from.
enum class Reply : std::uint16_t {
    Response,       // the runtime's /response: payload
    FunctionError,  // the runtime's /error: payload, text = scrubbed type
    Oversize,       // the response was too large: amount = its size
    InitError,      // the runtime's /init/error: payload, text
    PlatformError,  // made by the platform: text = error type
    TimedOut,       // made by the platform
    Empty,          // failed without a body
};

// The three records of an init also have who = told_init_type.
enum class PlatformEvent : std::uint16_t {
    InitStart,
    InitRuntimeDone,  // text = error type, flags
    InitReport,       // amount = duration in ns
    Extension,        // slot, text = error type, amount = ExtensionState
    Start,            // invoke
    RuntimeDone,      // invoke, flags, text = error type, amount = ns since the runtime's release,
                      // call = bytes of the response
    Report,           // invoke, flags, text = error type, amount = ns since its timer began
    RestoreStart,
    RestoreRuntimeDone,  // text = error type, flags
    RestoreReport,       // flags, amount = duration in ns
    Fault,               // invoke, text = error type: a process is gone that nobody stopped
};

enum class SubscriptionApi : std::uint16_t { Telemetry, Logs };

// How the caller of a direct invoke sees the response end.
enum class StreamEnd : std::uint16_t { Complete, Truncated, Oversized };

// Subscription bits of RegisterCalled.
inline constexpr std::uint8_t subscribe_invoke = 1;
inline constexpr std::uint8_t subscribe_shutdown = 2;
inline constexpr std::uint8_t subscribe_unknown = 4;  // an event name that does not exist

// Flags of Record, by kind.
inline constexpr std::uint8_t direct_invoke = 1;     // InvokeAsked: by a caller that sees it end
inline constexpr std::uint8_t wants_stream = 2;      // InvokeAsked: and takes it piece by piece
inline constexpr std::uint8_t mode_streaming = 1;    // ResponsePosted, Upload..., ChunkCame
inline constexpr std::uint8_t mode_unknown = 2;      // ResponsePosted, Upload...
inline constexpr std::uint8_t cut_by_platform = 4;   // UploadBroken
inline constexpr std::uint8_t exited_by_signal = 1;  // ProcessExited
inline constexpr std::uint8_t out_of_memory = 2;     // ProcessExited: killed for memory
inline constexpr std::uint8_t reset_received = 1;    // InitDone, InvokeDone
inline constexpr std::uint8_t request_reset = 2;     // InitDone, InvokeDone
inline constexpr std::uint8_t phase_invoke = 4;      // InitDone, Telemetry: suppressed init
inline constexpr std::uint8_t budget_exceeded = 1;   // ResetDone
inline constexpr std::uint8_t exit_error_meanwhile = 2;  // ResetDone: an extension reported it
inline constexpr std::uint8_t init_error_meanwhile = 4;  // ResetDone: likewise
inline constexpr std::uint8_t status_error = 1;          // Telemetry: status "error"
inline constexpr std::uint8_t status_timeout = 2;        // Telemetry: status "timeout"
inline constexpr std::uint8_t status_failure = 8;        // Telemetry: status "failure"
inline constexpr std::uint8_t from_stderr = 1;           // OutputLine
// ProcessStart and ProcessStarted: what the environment says of credentials
inline constexpr std::uint8_t plain_credentials = 1;  // they stand in the three variables
inline constexpr std::uint8_t credentials_token = 2;  // an address, and the token of set `call`
inline constexpr std::uint8_t answers_late = 1;       // BatchReceived
inline constexpr std::uint8_t horizon_reached = 1;    // End
// WireExchange: how it ended, and what its client did.
inline constexpr std::uint8_t wire_closed = 1;    // the server closed the connection
inline constexpr std::uint8_t wire_left = 2;      // the client went away and read nothing
inline constexpr std::uint8_t wire_waited = 4;    // the client gave up waiting for an answer
inline constexpr std::uint8_t wire_cut = 8;       // more came back than is kept
inline constexpr std::uint8_t wire_refused = 16;  // nobody listened at the address
inline constexpr std::uint8_t wire_outside = 32;  // sent to an address that is not loopback
inline constexpr std::uint8_t wire_own = 64;  // carries an id or token that the client was given

inline constexpr std::int64_t no_amount = -1;
inline constexpr std::uint8_t no_slot = 0xff;
inline constexpr std::uint8_t max_extensions = 10;             // that may register
inline constexpr std::uint8_t max_slots = max_extensions + 1;  // the eleventh is refused

struct Record {
    Instant at{};
    std::int64_t amount{};
    CallId call{};
    InvokeId invoke{};
    PayloadId payload{};
    std::uint32_t generation{};
    TextId text{};
    std::uint16_t code{};
    Kind kind{};
    Who who{};
    std::uint8_t slot{};
    std::uint8_t flags{};

    bool operator==(const Record&) const = default;
};

static_assert(std::is_trivially_copyable_v<Record> && sizeof(Record) == 40);

template <class Code>
constexpr Code code_of(const Record& record) {
    return static_cast<Code>(record.code);
}

// The initialization type in a record of an init; 0 is one that says none.
constexpr Who told_init_type(std::uint8_t init_type) {
    return static_cast<Who>(init_type + 1);
}

// A process is named by who, slot and generation: a sandbox has one runtime process and one
// process for each external extension in a generation.
struct ProcessName {
    Who who{};
    std::uint8_t slot{};
    std::uint32_t generation{};

    bool operator==(const ProcessName&) const = default;
};

constexpr ProcessName process_of(const Record& record) {
    return {record.who, record.slot, record.generation};
}

}  // namespace hourglass::model
