#include "model/trace/names.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace hourglass::model {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kinds{
    "None"sv,
    "InitAsked"sv,
    "ReserveAsked"sv,
    "InvokeAsked"sv,
    "ResetAsked"sv,
    "ShutdownAsked"sv,
    "RestoreAsked"sv,
    "RuntimeNextCalled"sv,
    "ResponsePosted"sv,
    "ErrorPosted"sv,
    "InitErrorPosted"sv,
    "RestoreNextCalled"sv,
    "RestoreErrorPosted"sv,
    "RegisterCalled"sv,
    "ExtensionNextCalled"sv,
    "ExtensionInitErrorPosted"sv,
    "ExtensionExitErrorPosted"sv,
    "CallAbandoned"sv,
    "ProcessStartFailed"sv,
    "ProcessExited"sv,
    "TimerFired"sv,
    "RuleFired"sv,
    "ProcessStart"sv,
    "ProcessSignal"sv,
    "CallAnswered"sv,
    "TimerArmed"sv,
    "TimerCancelled"sv,
    "SandboxFrozen"sv,
    "SandboxThawed"sv,
    "InitDone"sv,
    "ReserveAnswered"sv,
    "InvokeRefused"sv,
    "InvokeAnswered"sv,
    "InvokeDone"sv,
    "ResetDone"sv,
    "ShutdownDone"sv,
    "RestoreDone"sv,
    "CredentialsStored"sv,
    "Telemetry"sv,
    "ProcessStarted"sv,
    "CallReceived"sv,
    "CallLost"sv,
    "OutputLine"sv,
    "StrayCall"sv,
    "WireExchange"sv,
    "InvokeLine"sv,
    "Subscription"sv,
    "BatchReceived"sv,
    "FileWritten"sv,
    "FileLooked"sv,
    "UploadBegun"sv,
    "ChunkCame"sv,
    "UploadBroken"sv,
    "ChunkPassed"sv,
    "StreamEnded"sv,
    "ClockStepped"sv,
    "Leak"sv,
    "Note"sv,
    "End"sv,
};
static_assert(kinds.size() == static_cast<std::size_t>(Kind::End) + 1);

constexpr std::array whos{"Platform"sv, "Invoker"sv, "Runtime"sv, "Extension"sv};

constexpr auto signals = [] {
    std::array<std::string_view, 16> names{};
    names[static_cast<std::size_t>(Signal::Kill)] = "Kill";
    names[static_cast<std::size_t>(Signal::Terminate)] = "Terminate";
    return names;
}();

constexpr std::array timers{"FunctionTimeout"sv, "InitLimit"sv, "RuntimeStop"sv, "ExtensionStop"sv,
                            "KillWait"sv,        "ReapWait"sv,  "RestoreHook"sv};
static_assert(timers.size() == timer_count);

constexpr std::array outcomes{"Success"sv, "Failure"sv, "TimedOut"sv, "Refused"sv};

constexpr std::array replies{"Response"sv,      "FunctionError"sv, "Oversize"sv, "InitError"sv,
                             "PlatformError"sv, "TimedOut"sv,      "Empty"sv};

constexpr std::array platform_events{
    "InitStart"sv,     "InitRuntimeDone"sv, "InitReport"sv,
    "Extension"sv,     "Start"sv,           "RuntimeDone"sv,
    "Report"sv,        "RestoreStart"sv,    "RestoreRuntimeDone"sv,
    "RestoreReport"sv, "Fault"sv,
};

constexpr std::array answers{
    "Accepted"sv,
    "InvokeEvent"sv,
    "ShutdownEvent"sv,
    "RestoreEvent"sv,
    "Registered"sv,
    "InvalidRequestId"sv,
    "InvalidResponseMode"sv,
    "InvokeGone"sv,
    "InvalidTransition"sv,
    "ResponseTooLarge"sv,
    "NoRuntime"sv,
    "UnknownExtension"sv,
    "InvalidExtensionState"sv,
    "InvalidEventType"sv,
    "ShutdownNotForInternal"sv,
    "RegistrationClosed"sv,
    "TooManyExtensions"sv,
    "NameTaken"sv,
    "InternalError"sv,
    "ConcurrentModification"sv,
    "ConnectionClosed"sv,
};
static_assert(answers.size() == static_cast<std::size_t>(Answer::ConnectionClosed) + 1);

constexpr std::array subscription_apis{"telemetry"sv, "logs"sv};
constexpr std::array stream_ends{"Complete"sv, "Truncated"sv, "Oversized"sv};

constexpr std::array clients{"scripted"sv, "foreign"sv};
constexpr std::array views{"white"sv, "black"sv, "grey"sv};
constexpr std::array profiles{aws_profile.title, rapid_profile.title};
constexpr std::array init_modes{"normal"sv, "suppressed"sv};
constexpr std::array init_types{"on-demand"sv, "provisioned-concurrency"sv, "snap-start"sv};

template <class Enum>
std::string_view name_in(EnumNames names, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < names.size() && !names[index].empty() ? names[index] : "?"sv;
}

std::optional<std::uint8_t> slot_named(std::string_view name, const Setup& setup,
                                       const Texts& texts) {
    for (std::uint8_t slot = 0; slot < setup.external_extensions && slot < max_slots; ++slot) {
        if (texts.text_of(setup.names.at(slot)) == name) return slot;
    }
    return std::nullopt;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

EnumNames kind_names() {
    return kinds;
}
EnumNames who_names() {
    return whos;
}
EnumNames signal_names() {
    return signals;
}
EnumNames timer_names() {
    return timers;
}
EnumNames outcome_names() {
    return outcomes;
}
EnumNames reply_names() {
    return replies;
}
EnumNames platform_event_names() {
    return platform_events;
}
EnumNames answer_names() {
    return answers;
}
EnumNames subscription_api_names() {
    return subscription_apis;
}
EnumNames stream_end_names() {
    return stream_ends;
}
EnumNames clients_names() {
    return clients;
}
EnumNames view_names() {
    return views;
}
EnumNames profile_names() {
    return profiles;
}
EnumNames init_mode_names() {
    return init_modes;
}
EnumNames init_type_names() {
    return init_types;
}

std::optional<std::uint16_t> value_named(EnumNames names, std::string_view name) {
    if (name.empty()) return std::nullopt;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<std::uint16_t>(i);
    }
    return std::nullopt;
}

std::string_view name_of(Kind kind) {
    return name_in(kinds, kind);
}
std::string_view name_of(Who who) {
    return name_in(whos, who);
}
std::string_view name_of(Signal signal) {
    return name_in(signals, signal);
}
std::string_view name_of(Timer timer) {
    return name_in(timers, timer);
}
std::string_view name_of(Outcome outcome) {
    return name_in(outcomes, outcome);
}
std::string_view name_of(Reply reply) {
    return name_in(replies, reply);
}
std::string_view name_of(PlatformEvent event) {
    return name_in(platform_events, event);
}
std::string_view name_of(Answer answer) {
    return name_in(answers, answer);
}
std::string_view name_of(StreamEnd end) {
    return name_in(stream_ends, end);
}
std::string_view name_of(ProfileName profile) {
    return name_in(profiles, profile);
}

std::string process_name(const ProcessName& process, const Setup& setup, const Texts& texts) {
    if (process.who == Who::Runtime) return fmt::format("runtime-{}", process.generation);
    if (process.slot < setup.external_extensions && process.slot < max_slots) {
        const auto name = texts.text_of(setup.names.at(process.slot));
        // Only a name that leads back to its slot will do.
        if (!name.starts_with('#') && slot_named(name, setup, texts) == process.slot) {
            return fmt::format("extension-{}-{}", name, process.generation);
        }
    }
    return fmt::format("extension-#{}-{}", process.slot, process.generation);
}

std::optional<ProcessName> process_named(std::string_view name, const Setup& setup,
                                         const Texts& texts) {
    const auto dash = name.rfind('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto generation = number_in<std::uint32_t>(name.substr(dash + 1));
    if (!generation) return std::nullopt;
    const auto stem = name.substr(0, dash);
    if (stem == "runtime") return ProcessName{Who::Runtime, 0, *generation};
    constexpr std::string_view prefix = "extension-";
    if (!stem.starts_with(prefix)) return std::nullopt;
    const auto file = stem.substr(prefix.size());
    const auto slot = file.starts_with('#') ? number_in<std::uint8_t>(file.substr(1))
                                            : slot_named(file, setup, texts);
    if (!slot) return std::nullopt;
    return ProcessName{Who::Extension, *slot, *generation};
}

}  // namespace hourglass::model
