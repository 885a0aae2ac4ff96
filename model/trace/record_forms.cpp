#include "model/trace/record_forms.hpp"

#include "model/trace/client_notes.hpp"

#include <array>

namespace hourglass::model {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array subscription_bits{"INVOKE"sv, "SHUTDOWN"sv, "unknown"sv};
constexpr std::array exit_bits{"by_signal"sv, "out_of_memory"sv};
constexpr std::array direct_bits{"direct"sv, "streaming"sv};
constexpr std::array mode_bits{"streaming"sv, "unknown"sv, "cut_by_platform"sv};
constexpr std::array outcome_bits{"reset_received"sv, "request_reset"sv, "phase_invoke"sv};
constexpr std::array reset_bits{"budget_exceeded"sv, "exit_error"sv, "init_error"sv};
constexpr std::array telemetry_bits{"error"sv, "timeout"sv, "phase_invoke"sv, "failure"sv};
constexpr std::array output_bits{"stderr"sv};
constexpr std::array batch_bits{"answers_late"sv};
constexpr std::array end_bits{"horizon_reached"sv};
constexpr std::array credential_bits{"plain_credentials"sv, "credentials_token"sv};
// By told_init_type.
constexpr std::array told_init_types{""sv, "on-demand"sv, "provisioned-concurrency"sv,
                                     "snap-start"sv};
constexpr std::array wire_bits{"closed"sv,  "left"sv,    "waited"sv, "cut"sv,
                               "refused"sv, "outside"sv, "own"sv};
constexpr std::array machines{"sandbox"sv,  "bring_up"sv, "invocation"sv,
                              "teardown"sv, "runtime"sv,  "extension"sv};

constexpr Field number(std::string_view name, Member member, Shown shown = Shown::Always) {
    return {name, member, Spelling::Number, shown, {}};
}
constexpr Field text(std::string_view name) {
    return {name, Member::Text, Spelling::Text, Shown::UnlessZero, {}};
}
constexpr Field bits(std::string_view name, EnumNames names) {
    return {name, Member::Flags, Spelling::Bits, Shown::UnlessZero, names};
}
Field code(std::string_view name, EnumNames names) {
    return {name, Member::Code, Spelling::Enumerator, Shown::Always, names};
}

constexpr Field call = number("call", Member::Call);
constexpr Field invoke = number("invoke", Member::Invoke);
constexpr Field some_invoke = number("invoke", Member::Invoke, Shown::UnlessZero);
constexpr Field payload = number("payload", Member::Payload, Shown::UnlessZero);
constexpr Field generation = number("generation", Member::Generation, Shown::UnlessZero);
constexpr Field slot = number("slot", Member::Slot);
constexpr Field some_slot = number("slot", Member::Slot, Shown::UnlessZero);
constexpr Field size = number("size", Member::Amount, Shown::UnlessZero);
constexpr Field extensions = number("extensions", Member::Amount, Shown::UnlessZero);
constexpr Field token = number("token", Member::Call);
constexpr Field credentials = number("credentials", Member::Call, Shown::UnlessZero);
constexpr Field credential_set = number("credentials", Member::Call);
constexpr Field environment = bits("environment", credential_bits);
constexpr Field error_type = text("error_type");
constexpr Field budget{"budget", Member::Amount, Spelling::Budget, Shown::Always, {}};
constexpr Field process{"process", Member::Who, Spelling::Process, Shown::Always, {}};
constexpr Field rule{"rule", Member::Code, Spelling::RuleId, Shown::Always, {}};
constexpr Field states{"from", Member::Amount, Spelling::StatePair, Shown::Always, {}};
constexpr Field refused_states{"state", Member::Amount, Spelling::StatePair, Shown::UnlessZero, {}};
constexpr Field machine{"machine", Member::Who, Spelling::Enumerator, Shown::Always, machines};
constexpr Field outcome_flags = bits("flags", outcome_bits);
constexpr Field init_type{"init_type", Member::Who, Spelling::Enumerator, Shown::UnlessZero,
                          told_init_types};
constexpr Field mode = bits("mode", mode_bits);

const Field who{"who", Member::Who, Spelling::Enumerator, Shown::Always, who_names()};
// Who asked or called, for kinds where that goes without saying.
const Field some_who{"who", Member::Who, Spelling::Enumerator, Shown::UnlessZero, who_names()};
const Field timer = code("timer", timer_names());
const Field outcome = code("outcome", outcome_names());
const Field answer = code("answer", answer_names());

using Fields = std::span<const Field>;

Fields request_fields(Kind kind) {
    static const std::array reserve_asked{invoke, some_who};
    static const std::array invoke_asked{invoke, payload,
                                         number("timeout", Member::Amount, Shown::UnlessZero),
                                         bits("direct", direct_bits), some_who};
    static const std::array reset_asked{text("reason"), budget, some_who};
    static const std::array shutdown_asked{budget, some_who};
    static const std::array restore_asked{number("timeout", Member::Amount), some_who};
    switch (kind) {
        case Kind::InitAsked:
            return {&some_who, 1};
        case Kind::ReserveAsked:
            return reserve_asked;
        case Kind::InvokeAsked:
            return invoke_asked;
        case Kind::ResetAsked:
            return reset_asked;
        case Kind::ShutdownAsked:
            return shutdown_asked;
        case Kind::RestoreAsked:
            return restore_asked;
        default:
            return {};
    }
}

Fields call_fields(Kind kind) {
    static const std::array called{call, generation, some_who};
    static const std::array response{call, generation,           invoke, payload,
                                     size, text("content_type"), mode,   some_who};
    static const std::array error{call, generation, invoke, payload, size, error_type, some_who};
    static const std::array init_error{call, generation, payload, error_type, some_who};
    static const std::array restore_error{call, generation, error_type, some_who};
    static const std::array registering{call, generation, text("name"),
                                        bits("subscribes", subscription_bits), some_who};
    static const std::array extension_called{call, slot, generation, some_who};
    static const std::array extension_error{call, slot, generation, error_type, some_who};
    static const std::array abandoned{call, some_who};
    switch (kind) {
        case Kind::RuntimeNextCalled:
        case Kind::RestoreNextCalled:
            return called;
        case Kind::ResponsePosted:
            return response;
        case Kind::ErrorPosted:
            return error;
        case Kind::InitErrorPosted:
            return init_error;
        case Kind::RestoreErrorPosted:
            return restore_error;
        case Kind::RegisterCalled:
            return registering;
        case Kind::ExtensionNextCalled:
            return extension_called;
        case Kind::ExtensionInitErrorPosted:
        case Kind::ExtensionExitErrorPosted:
            return extension_error;
        case Kind::CallAbandoned:
            return abandoned;
        default:
            return {};
    }
}

Fields happening_fields(Kind kind) {
    static const std::array start_failed{process, number("errno", Member::Amount), error_type};
    static const std::array exited{process, number("status", Member::Amount),
                                   bits("flags", exit_bits)};
    static const std::array fired{timer, token};
    switch (kind) {
        case Kind::ProcessStartFailed:
            return start_failed;
        case Kind::ProcessExited:
            return exited;
        case Kind::TimerFired:
            return fired;
        default:
            return {};
    }
}

Fields telemetry_fields() {
    static const std::array telemetry{code("event", platform_event_names()),
                                      some_invoke,
                                      generation,
                                      some_slot,
                                      init_type,
                                      error_type,
                                      bits("flags", telemetry_bits),
                                      number("amount", Member::Amount, Shown::UnlessZero),
                                      number("bytes", Member::Call, Shown::UnlessZero)};
    return telemetry;
}

Fields effect_fields(Kind kind) {
    static const std::array fired{rule, machine, some_slot, states};
    static const std::array start{process, environment, credentials};
    static const std::array signalled{process, code("signal", signal_names())};
    static const std::array answered{
        call,           answer,         some_invoke,
        payload,        some_slot,      generation,
        text("reason"), refused_states, number("amount", Member::Amount, Shown::UnlessZero)};
    static const std::array armed{timer, token, number("due", Member::Amount)};
    static const std::array init_done{outcome, error_type, extensions, outcome_flags, generation};
    static const std::array reserved{invoke, outcome};
    static const std::array invoke_answered{invoke, code("reply", reply_names()), payload,
                                            error_type, size};
    static const std::array invoke_done{invoke, outcome, error_type, outcome_flags, extensions};
    static const std::array reset_done{
        text("reason"), number("extensions_reset_ms", Member::Amount), bits("flags", reset_bits)};
    static const std::array restore_done{outcome, number("restore_ms", Member::Amount), error_type};
    switch (kind) {
        case Kind::RuleFired:
            return fired;
        case Kind::ProcessStart:
            return start;
        case Kind::ProcessSignal:
            return signalled;
        case Kind::CallAnswered:
            return answered;
        case Kind::TimerArmed:
            return armed;
        case Kind::TimerCancelled:
            return {&timer, 1};
        case Kind::InitDone:
            return init_done;
        case Kind::ReserveAnswered:
            return reserved;
        case Kind::InvokeRefused:
            return {&invoke, 1};
        case Kind::InvokeAnswered:
            return invoke_answered;
        case Kind::InvokeDone:
            return invoke_done;
        case Kind::ResetDone:
            return reset_done;
        case Kind::ShutdownDone:
            return {&error_type, 1};
        case Kind::RestoreDone:
            return restore_done;
        case Kind::Telemetry:
            return telemetry_fields();
        case Kind::CredentialsStored:
            return {&credential_set, 1};
        default:
            return {};
    }
}

Fields observation_fields(Kind kind) {
    static const std::array started{process, number("pid", Member::Amount, Shown::UnlessZero),
                                    environment, credentials, text("runtime_api")};
    static const std::array received{call, who, some_slot, answer,
                                     number("status", Member::Amount, Shown::UnlessZero)};
    static const std::array lost{call, who, some_slot};
    static const std::array output{process, text("line"), bits("flags", output_bits)};
    static const std::array stray{some_who, some_slot, generation, text("request"),
                                  number("status", Member::Amount)};
    static const std::array exchange{who,
                                     some_slot,
                                     generation,
                                     some_invoke,
                                     text("sent"),
                                     size,
                                     number("got", Member::Payload, Shown::UnlessZero),
                                     bits("flags", wire_bits)};
    static const std::array invoke_line{invoke, text("line")};
    static const std::array stepped{number("by", Member::Amount)};
    static const std::array leak{text("what")};
    static const std::array note{
        Field{"on", Member::Code, Spelling::Enumerator, Shown::UnlessZero, note_names()},
        number("call", Member::Call, Shown::UnlessZero),
        some_who,
        some_slot,
        generation,
        text("text"),
        number("amount", Member::Amount, Shown::UnlessZero),
        bits("flags", header_flag_names())};
    static const std::array end{bits("flags", end_bits)};
    switch (kind) {
        case Kind::ProcessStarted:
            return started;
        case Kind::CallReceived:
            return received;
        case Kind::CallLost:
            return lost;
        case Kind::OutputLine:
            return output;
        case Kind::StrayCall:
            return stray;
        case Kind::WireExchange:
            return exchange;
        case Kind::InvokeLine:
            return invoke_line;
        case Kind::ClockStepped:
            return stepped;
        case Kind::Leak:
            return leak;
        case Kind::Note:
            return note;
        case Kind::End:
            return end;
        default:
            return {};
    }
}

Fields telemetry_and_file_fields(Kind kind) {
    static const std::array subscription{who,
                                         some_slot,
                                         generation,
                                         code("api", subscription_api_names()),
                                         payload,
                                         text("answer"),
                                         number("status", Member::Amount)};
    static const std::array batch{who,
                                  some_slot,
                                  generation,
                                  payload,
                                  text("protocol"),
                                  number("status", Member::Amount),
                                  bits("flags", batch_bits)};
    static const std::array written{who, some_slot, generation, text("file")};
    static const std::array looked{who, some_slot, generation, text("file"),
                                   number("found", Member::Amount)};
    switch (kind) {
        case Kind::Subscription:
            return subscription;
        case Kind::BatchReceived:
            return batch;
        case Kind::FileWritten:
            return written;
        case Kind::FileLooked:
            return looked;
        default:
            return {};
    }
}

Fields transfer_fields(Kind kind) {
    static const std::array upload{call, invoke, size, mode};
    static const std::array passed{invoke, size};
    static const std::array ended{invoke, code("end", stream_end_names()), size, error_type};
    switch (kind) {
        case Kind::UploadBegun:
        case Kind::ChunkCame:
        case Kind::UploadBroken:
            return upload;
        case Kind::ChunkPassed:
            return passed;
        case Kind::StreamEnded:
            return ended;
        default:
            return {};
    }
}

constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::End) + 1;

Fields look_up(Kind kind) {
    if (kind >= Kind::InitAsked && kind <= Kind::RestoreAsked) return request_fields(kind);
    if (kind >= Kind::RuntimeNextCalled && kind <= Kind::CallAbandoned) return call_fields(kind);
    if (is_event(kind)) return happening_fields(kind);
    if (is_effect(kind)) return effect_fields(kind);
    if (kind >= Kind::Subscription && kind <= Kind::FileLooked) {
        return telemetry_and_file_fields(kind);
    }
    if (kind >= Kind::UploadBegun && kind <= Kind::StreamEnded) return transfer_fields(kind);
    return observation_fields(kind);
}

}  // namespace

std::span<const Field> fields_of(Kind kind) {
    static const auto forms = [] {
        std::array<Fields, kind_count> all{};
        for (std::size_t i = 0; i < kind_count; ++i) all[i] = look_up(static_cast<Kind>(i));
        return all;
    }();
    const auto index = static_cast<std::size_t>(kind);
    return index < kind_count ? forms[index] : Fields{};
}

std::optional<Machine> machine_of_states(const Record& record) {
    if (record.kind == Kind::RuleFired) {
        if (static_cast<std::size_t>(record.who) >= machines.size()) return std::nullopt;
        return static_cast<Machine>(record.who);
    }
    if (record.kind != Kind::CallAnswered) return std::nullopt;
    const auto refusal = code_of<Answer>(record);
    if (refusal == Answer::InvalidTransition) return Machine::Runtime;
    if (refusal == Answer::InvalidExtensionState) return Machine::Extension;
    return std::nullopt;
}

std::string_view second_state_name(const Field& field) {
    return field.name == "from" ? "to" : "target";
}

}  // namespace hourglass::model
