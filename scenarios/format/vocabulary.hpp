// The words of the scenario format. Loader, writer and the test of the schema read these tables,
// so a word is spelled in one place.
#pragma once

#include "model/base/json_reader.hpp"
#include "scenarios/scenario.hpp"

#include <array>
#include <string_view>

namespace hourglass::scenarios {

// What follows the word of a step.
enum class Operand : std::uint8_t {
    None,
    Duration,
    Patience,
    Bytes,
    Type,
    Events,
    Status,
    Text,
    Wire,
    Stream,
    Topics,
};

// What may stand after the word, with the space before it.
constexpr std::string_view example_of(Operand operand) {
    switch (operand) {
        case Operand::Duration:
            return " 20ms";
        case Operand::Patience:
            return " for 20ms";
        case Operand::Bytes:
            return " 100 bytes";
        case Operand::Type:
            return " Function.Broken";
        case Operand::Events:
            return " INVOKE SHUTDOWN";
        case Operand::Status:
            return " 1";
        case Operand::Text:
            return " hello";
        case Operand::Wire:
            return " GET /2018-06-01/ping HTTP/1.1|Host: x||";
        case Operand::Stream:
            return " 100 bytes in 4 chunks";
        case Operand::Topics:
            return " platform function";
        case Operand::None:
            break;
    }
    return "";
}

// Who may take a step.
enum class Role : std::uint8_t { Runtime = 1, Extension = 2, Either = 3 };

struct StepForm {
    std::string_view word;
    Op op;
    Operand operand;
    Role role;
};

inline constexpr std::array step_forms{
    StepForm{"work", Op::Work, Operand::Duration, Role::Either},
    StepForm{"next", Op::Next, Operand::Patience, Role::Either},
    StepForm{"respond", Op::Respond, Operand::Bytes, Role::Runtime},
    StepForm{"respond to last", Op::RespondToLast, Operand::None, Role::Runtime},
    StepForm{"respond unknown", Op::RespondUnknown, Operand::None, Role::Runtime},
    StepForm{"error", Op::Error, Operand::Type, Role::Runtime},
    StepForm{"init_error", Op::InitError, Operand::Type, Role::Either},
    StepForm{"exit_error", Op::ExitError, Operand::Type, Role::Extension},
    StepForm{"register", Op::Register, Operand::Events, Role::Extension},
    StepForm{"restore_next", Op::RestoreNext, Operand::None, Role::Runtime},
    StepForm{"restore_error", Op::RestoreError, Operand::Type, Role::Runtime},
    StepForm{"exit", Op::Exit, Operand::Status, Role::Either},
    StepForm{"crash", Op::Crash, Operand::None, Role::Either},
    StepForm{"hang", Op::Hang, Operand::None, Role::Either},
    StepForm{"ignore_sigterm", Op::IgnoreSigterm, Operand::None, Role::Either},
    StepForm{"print", Op::Print, Operand::Text, Role::Either},
    StepForm{"wire", Op::Wire, Operand::Wire, Role::Either},
    StepForm{"repeat", Op::Repeat, Operand::None, Role::Either},
    StepForm{"respond empty", Op::RespondEmpty, Operand::None, Role::Runtime},
    StepForm{"respond half", Op::RespondHalf, Operand::None, Role::Runtime},
    StepForm{"no_exec", Op::NoExec, Operand::None, Role::Either},
    StepForm{"stop", Op::Stop, Operand::None, Role::Either},
    StepForm{"outlive_kill", Op::OutliveKill, Operand::Duration, Role::Either},
    StepForm{"spawn child", Op::SpawnChild, Operand::None, Role::Either},
    StepForm{"spawn escaped child", Op::SpawnEscapedChild, Operand::None, Role::Either},
    StepForm{"respond as", Op::RespondAs, Operand::Type, Role::Runtime},
    StepForm{"respond in mode", Op::RespondInMode, Operand::Type, Role::Runtime},
    StepForm{"respond breaking off", Op::RespondBreakingOff, Operand::Bytes, Role::Runtime},
    StepForm{"respond streaming", Op::RespondStreaming, Operand::Stream, Role::Runtime},
    StepForm{"subscribe", Op::Subscribe, Operand::Topics, Role::Extension},
    StepForm{"subscribe_logs", Op::SubscribeLogs, Operand::Topics, Role::Extension},
    StepForm{"listen", Op::Listen, Operand::None, Role::Extension},
    StepForm{"listen slowly", Op::ListenSlowly, Operand::Duration, Role::Extension},
    StepForm{"listen failing", Op::ListenFailing, Operand::None, Role::Extension},
    StepForm{"listen closed", Op::ListenClosed, Operand::None, Role::Extension},
    StepForm{"listen tcp", Op::ListenTcp, Operand::None, Role::Extension},
    StepForm{"write_file", Op::WriteFile, Operand::Type, Role::Either},
    StepForm{"look_for_file", Op::LookForFile, Operand::Type, Role::Either},
    StepForm{"allocate", Op::Allocate, Operand::Bytes, Role::Either},
};

inline constexpr std::array event_words{
    model::Named<std::uint8_t>{model::subscribe_invoke, "INVOKE"},
    model::Named<std::uint8_t>{model::subscribe_shutdown, "SHUTDOWN"},
    model::Named<std::uint8_t>{model::subscribe_unknown, "UNKNOWN"},
};

inline constexpr std::array<std::string_view, 3> topic_words{"platform", "function", "extension"};

inline constexpr std::array ask_words{
    model::Named<Ask>{Ask::Init, "init"},         model::Named<Ask>{Ask::Reserve, "reserve"},
    model::Named<Ask>{Ask::Invoke, "invoke"},     model::Named<Ask>{Ask::Reset, "reset"},
    model::Named<Ask>{Ask::Shutdown, "shutdown"}, model::Named<Ask>{Ask::Restore, "restore"},
    model::Named<Ask>{Ask::Wait, "wait"},         model::Named<Ask>{Ask::AwaitAll, "await"},
};

// What an expectation can be about.
constexpr bool is_expectable(Ask ask) {
    return ask == Ask::Init || ask == Ask::Invoke || ask == Ask::Reset || ask == Ask::Shutdown ||
           ask == Ask::Restore;
}

inline constexpr std::array outcome_words{
    model::Named<Expected>{Expected::Success, "success"},
    model::Named<Expected>{Expected::FunctionError, "function_error"},
    model::Named<Expected>{Expected::Failure, "failure"},
    model::Named<Expected>{Expected::TimedOut, "timed_out"},
    model::Named<Expected>{Expected::Refused, "refused"},
};

inline constexpr std::array claim_words{
    model::Named<ClaimOf>{ClaimOf::Response, "response"},
    model::Named<ClaimOf>{ClaimOf::Error, "error"},
    model::Named<ClaimOf>{ClaimOf::ErrorType, "error_type"},
    model::Named<ClaimOf>{ClaimOf::ContentType, "content_type"},
};

inline constexpr std::array profile_words{
    model::Named<model::ProfileName>{model::ProfileName::Aws, "aws"},
    model::Named<model::ProfileName>{model::ProfileName::Rapid, "rapid"},
};

inline constexpr std::array init_type_words{
    model::Named<model::InitType>{model::InitType::OnDemand, "on-demand"},
    model::Named<model::InitType>{model::InitType::ProvisionedConcurrency,
                                  "provisioned-concurrency"},
    model::Named<model::InitType>{model::InitType::SnapStart, "snap-start"},
};

inline constexpr std::array direct_words{
    model::Named<Direct>{Direct::Buffered, "buffered"},
    model::Named<Direct>{Direct::Streaming, "streaming"},
};

inline constexpr std::array kind_words{
    model::Named<ExtensionKind>{ExtensionKind::External, "external"},
    model::Named<ExtensionKind>{ExtensionKind::Internal, "internal"},
};

constexpr std::string_view word_of(Ask ask) {
    return model::name_in(ask_words, ask);
}
constexpr std::string_view word_of(Expected outcome) {
    return model::name_in(outcome_words, outcome);
}
constexpr std::string_view word_of(ClaimOf of) {
    return model::name_in(claim_words, of);
}
constexpr std::string_view word_of(model::ProfileName profile) {
    return model::name_in(profile_words, profile);
}
constexpr std::string_view word_of(model::InitType type) {
    return model::name_in(init_type_words, type);
}
constexpr std::string_view word_of(ExtensionKind kind) {
    return model::name_in(kind_words, kind);
}

constexpr bool may_take(Role who, const StepForm& form) {
    return (static_cast<unsigned>(who) & static_cast<unsigned>(form.role)) != 0;
}

}  // namespace hourglass::scenarios
