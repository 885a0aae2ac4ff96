#include "reports/narrator.hpp"

#include "model/rules/catalogue.hpp"
#include "model/trace/calls.hpp"
#include "reports/note_words.hpp"
#include "reports/printable.hpp"

#include <fmt/format.h>

#include <array>

namespace hourglass::reports {

namespace {

using model::Kind;
using model::Record;
using model::Who;

constexpr std::size_t text_width = 160;

bool is_call(Kind kind) {
    return model::is_api_call(kind) || kind == Kind::CallAbandoned;
}

std::string_view outcome_words(model::Outcome outcome) {
    switch (outcome) {
        case model::Outcome::Success:
            return "success";
        case model::Outcome::Failure:
            return "failure";
        case model::Outcome::TimedOut:
            return "timed out";
        case model::Outcome::Refused:
            return "refused";
    }
    return "?";
}

std::string_view telemetry_words(model::PlatformEvent event) {
    switch (event) {
        case model::PlatformEvent::InitStart:
            return "platform.initStart";
        case model::PlatformEvent::InitRuntimeDone:
            return "platform.initRuntimeDone";
        case model::PlatformEvent::InitReport:
            return "platform.initReport";
        case model::PlatformEvent::Extension:
            return "platform.extension";
        case model::PlatformEvent::Start:
            return "platform.start";
        case model::PlatformEvent::RuntimeDone:
            return "platform.runtimeDone";
        case model::PlatformEvent::Report:
            return "platform.report";
        case model::PlatformEvent::RestoreStart:
            return "platform.restoreStart";
        case model::PlatformEvent::RestoreRuntimeDone:
            return "platform.restoreRuntimeDone";
        case model::PlatformEvent::RestoreReport:
            return "platform.restoreReport";
        case model::PlatformEvent::Fault:
            return "platform.fault";
    }
    return "?";
}

std::string_view reply_words(model::Reply reply) {
    switch (reply) {
        case model::Reply::Response:
            return "the runtime's response";
        case model::Reply::FunctionError:
            return "the function's error";
        case model::Reply::Oversize:
            return "an error: the response was too large";
        case model::Reply::InitError:
            return "the runtime's init error";
        case model::Reply::PlatformError:
            return "an error of the platform";
        case model::Reply::TimedOut:
            return "a timeout";
        case model::Reply::Empty:
            return "a failure without a body";
    }
    return "?";
}

std::string_view signal_words(model::Signal signal) {
    return signal == model::Signal::Kill ? "SIGKILL" : "SIGTERM";
}

std::string exit_words(const Record& record) {
    if ((record.flags & model::exited_by_signal) != 0) {
        return fmt::format("dies by signal {}", record.amount);
    }
    return fmt::format("exits with status {}", record.amount);
}

std::string subscription_words(std::uint8_t events) {
    std::string words;
    const auto add = [&](std::uint8_t bit, std::string_view name) {
        if ((events & bit) == 0) return;
        if (!words.empty()) words += ", ";
        words += name;
    };
    add(model::subscribe_invoke, "INVOKE");
    add(model::subscribe_shutdown, "SHUTDOWN");
    add(model::subscribe_unknown, "an unknown event");
    return words.empty() ? "no events" : words;
}

std::string budget_words(std::int64_t amount) {
    if (amount == model::no_amount) return {};
    return fmt::format(" within {}", milliseconds(model::Duration{amount}));
}

std::string instant_words(std::int64_t amount) {
    return milliseconds(model::Duration{amount});
}

std::string_view timer_words(model::Timer timer) {
    constexpr std::array<std::string_view, model::timer_count> words{
        "function timeout",          "init limit",
        "runtime's stop time",       "shutdown budget",
        "wait for killed processes", "wait for the last processes",
        "restore hook timeout"};
    const auto index = static_cast<std::size_t>(timer);
    return index < words.size() ? words.at(index) : "timer";
}

}  // namespace

std::string milliseconds(model::Duration duration) {
    const std::int64_t micros = duration.count() / 1000;
    const std::string_view sign = micros < 0 ? "-" : "";
    const std::int64_t size = micros < 0 ? -micros : micros;
    return fmt::format("{}{}.{:03} ms", sign, size / 1000, size % 1000);
}

Narrator::Narrator(const model::Trace& trace) : trace_(trace) {
    for (const Record& record : trace.records) {
        if (model::is_api_call(record.kind) && record.call) {
            calls_.emplace(record.call, record);
        }
    }
}

std::string Narrator::text(const Record& record) const {
    if (record.text.value >= trace_.texts.size()) return "?";
    return shortened(trace_.texts.text_of(record.text), text_width);
}

std::string Narrator::process_title(const Record& record) const {
    std::string name = "runtime";
    if (record.who == Who::Extension) {
        name = fmt::format("extension {}", record.slot);
        const auto& names = trace_.header.setup.names;
        if (record.slot < names.size() && names[record.slot] &&
            names[record.slot].value < trace_.texts.size()) {
            name = shortened(trace_.texts.text_of(names[record.slot]), 32);
        }
    }
    return record.generation == 0 ? name : fmt::format("{} {}", name, record.generation);
}

std::string Narrator::actor(const Record& record) const {
    switch (record.kind) {
        case Kind::InitAsked:
        case Kind::ReserveAsked:
        case Kind::InvokeAsked:
        case Kind::ResetAsked:
        case Kind::ShutdownAsked:
        case Kind::RestoreAsked:
            return "invoker";
        case Kind::ChunkPassed:
        case Kind::StreamEnded:
            return "platform";
        case Kind::TimerFired:
            return "clock";
        case Kind::ClockStepped:
        case Kind::Leak:
        case Kind::End:
            return "world";
        case Kind::Note:
            return record.who == Who::Platform ? "world" : process_title(record);
        case Kind::CallAbandoned:
        case Kind::CallReceived:
        case Kind::CallLost: {
            const auto call = calls_.find(record.call);
            return call == calls_.end() ? process_title(record) : actor(call->second);
        }
        default:
            break;
    }
    if (model::is_effect(record.kind)) return "platform";
    Record subject = record;
    if (is_call(record.kind)) {
        subject.who = model::is_extension_call(record.kind) ? Who::Extension : Who::Runtime;
    }
    // A registration has no identifier yet, but it says its name.
    if (record.kind == Kind::RegisterCalled) return text(record);
    return process_title(subject);
}

std::string Narrator::words(const Record& record) const {
    const Kind kind = record.kind;
    if (kind <= Kind::RestoreAsked) return asked(record);
    if (is_call(kind)) return called(record);
    if (kind >= Kind::InitDone && kind <= Kind::Telemetry) return finished(record);
    if (kind <= Kind::Telemetry) return did(record);
    if (kind >= Kind::Subscription && kind <= Kind::FileLooked) return told(record);
    if (kind >= Kind::UploadBegun && kind <= Kind::StreamEnded) return moved(record);
    return seen(record);
}

std::string Narrator::sentence(std::size_t record) const {
    if (record >= trace_.records.size()) return fmt::format("record {}, past the end", record);
    const Record& found = trace_.records[record];
    return fmt::format("record {} at {}: {} {}", record, milliseconds(found.at.time_since_epoch()),
                       actor(found), words(found));
}

std::string Narrator::asked(const Record& record) const {
    switch (record.kind) {
        case Kind::InitAsked:
            return "asks for an init";
        case Kind::ReserveAsked:
            return fmt::format("reserves invoke {}", record.invoke.value);
        case Kind::InvokeAsked: {
            const std::string limit =
                record.amount == 0 ? "" : fmt::format(", timeout {}", instant_words(record.amount));
            return fmt::format("asks for invoke {}{}", record.invoke.value, limit);
        }
        case Kind::ResetAsked:
            return fmt::format("asks for a reset ({}){}", text(record),
                               budget_words(record.amount));
        case Kind::ShutdownAsked:
            return fmt::format("asks for a shutdown{}", budget_words(record.amount));
        case Kind::RestoreAsked:
            return fmt::format("asks for a restore{}", budget_words(record.amount));
        default:
            return "does nothing";
    }
}

std::string Narrator::called(const Record& record) const {
    switch (record.kind) {
        case Kind::RuntimeNextCalled:
            return "asks for the next invocation";
        case Kind::ResponsePosted:
            return record.invoke ? fmt::format("posts a response to invoke {}, {} bytes",
                                               record.invoke.value, record.amount)
                                 : "posts a response under an unknown request id";
        case Kind::ErrorPosted:
            return record.invoke ? fmt::format("posts an error to invoke {} ({})",
                                               record.invoke.value, text(record))
                                 : "posts an error under an unknown request id";
        case Kind::InitErrorPosted:
        case Kind::ExtensionInitErrorPosted:
            return fmt::format("posts an init error ({})", text(record));
        case Kind::RestoreNextCalled:
            return "asks for its restore";
        case Kind::RestoreErrorPosted:
            return fmt::format("posts a restore error ({})", text(record));
        case Kind::RegisterCalled:
            return fmt::format("registers for {}", subscription_words(record.flags));
        case Kind::ExtensionNextCalled:
            return "asks for its next event";
        case Kind::ExtensionExitErrorPosted:
            return fmt::format("posts an exit error ({})", text(record));
        case Kind::CallAbandoned:
            return "closes its connection before the answer";
        default:
            return "calls";
    }
}

std::string Narrator::did(const Record& record) const {
    switch (record.kind) {
        case Kind::ProcessStartFailed:
            return fmt::format("cannot be started (errno {})", record.amount);
        case Kind::ProcessExited:
            return exit_words(record);
        case Kind::TimerFired:
            return fmt::format("the {} is over", timer_words(model::code_of<model::Timer>(record)));
        case Kind::RuleFired:
            return rule(record);
        case Kind::ProcessStart:
            return fmt::format("starts {}", process_title(record));
        case Kind::ProcessSignal:
            return fmt::format("sends {} to {}",
                               signal_words(model::code_of<model::Signal>(record)),
                               process_title(record));
        case Kind::CallAnswered:
            return answered_call(record);
        case Kind::TimerArmed:
            return fmt::format("arms the {} for {}",
                               timer_words(model::code_of<model::Timer>(record)),
                               instant_words(record.amount));
        case Kind::TimerCancelled:
            return fmt::format("cancels the {}", timer_words(model::code_of<model::Timer>(record)));
        case Kind::SandboxFrozen:
            return "freezes the sandbox";
        case Kind::SandboxThawed:
            return "thaws the sandbox";
        default:
            return "acts";
    }
}

std::string Narrator::finished(const Record& record) const {
    const auto outcome = outcome_words(model::code_of<model::Outcome>(record));
    const std::string type = record.text ? fmt::format(" ({})", text(record)) : "";
    switch (record.kind) {
        case Kind::InitDone:
            return fmt::format("ends the init: {}{}", outcome, type);
        case Kind::ReserveAnswered:
            return fmt::format("answers the reservation of invoke {}: {}", record.invoke.value,
                               outcome);
        case Kind::InvokeRefused:
            return fmt::format("refuses invoke {}", record.invoke.value);
        case Kind::InvokeAnswered:
            return fmt::format("answers invoke {} with {}{}", record.invoke.value,
                               reply_words(model::code_of<model::Reply>(record)), type);
        case Kind::InvokeDone:
            return fmt::format("ends invoke {}: {}{}", record.invoke.value, outcome, type);
        case Kind::ResetDone:
            return fmt::format("ends the reset{}{}", type,
                               (record.flags & model::budget_exceeded) != 0 ? ", over budget" : "");
        case Kind::ShutdownDone:
            return fmt::format("ends the shutdown{}", type);
        case Kind::RestoreDone:
            return fmt::format("ends the restore: {}{}", outcome, type);
        case Kind::Telemetry:
            return fmt::format("tells {}{}",
                               telemetry_words(model::code_of<model::PlatformEvent>(record)), type);
        default:
            return "ends";
    }
}

std::string Narrator::seen(const Record& record) const {
    switch (record.kind) {
        case Kind::ProcessStarted:
            return record.amount == 0 ? "runs" : fmt::format("runs (pid {})", record.amount);
        case Kind::CallReceived:
            return fmt::format("gets {}", answer(record));
        case Kind::CallLost:
            return "loses its connection without an answer";
        case Kind::OutputLine:
            return fmt::format("{}: {}",
                               (record.flags & model::from_stderr) != 0 ? "stderr" : "stdout",
                               text(record));
        case Kind::StrayCall:
            return fmt::format("calls {}: {}", text(record), record.amount);
        case Kind::WireExchange:
            return fmt::format("sends {} bytes over HTTP", record.amount);
        case Kind::InvokeLine:
            return fmt::format("prints {}", text(record));
        case Kind::ClockStepped:
            return fmt::format("steps the wall clock by {}",
                               milliseconds(model::Duration{record.amount}));
        case Kind::Leak:
            return fmt::format("left behind: {}", text(record));
        case Kind::Note:
            return note_words(record, text(record));
        case Kind::End:
            return (record.flags & model::horizon_reached) != 0 ? "the horizon is reached"
                                                                : "the run is over";
        default:
            return "was seen";
    }
}

std::string Narrator::rule(const Record& record) const {
    if (record.code == 0 || record.code > model::catalogue.size()) return "an unknown rule";
    return std::string{model::rule_at(model::RuleIndex{record.code}).id};
}

}  // namespace hourglass::reports
