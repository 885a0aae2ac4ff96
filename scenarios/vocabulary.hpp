// The words of the scenario format. Loader, writer and the test of the schema read these tables,
// so a word is spelled in one place.
#pragma once

#include "scenarios/scenario.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace hourglass::scenarios {

template <class Value>
struct Word {
    std::string_view word;
    Value value;
};

// What follows the word of a step.
enum class Operand : std::uint8_t { None, Duration, Bytes, Type, Events, Status, Text };

// Who may take a step.
enum class Role : std::uint8_t { Runtime = 1, Extension = 2, Either = 3 };

struct StepForm {
    std::string_view word;
    Op op;
    Operand operand;
    Role role;
};

inline constexpr std::array step_forms{
    StepForm{"work",            Op::Work,           Operand::Duration, Role::Either   },
    StepForm{"next",            Op::Next,           Operand::None,     Role::Either   },
    StepForm{"respond",         Op::Respond,        Operand::Bytes,    Role::Runtime  },
    StepForm{"respond to last", Op::RespondToLast,  Operand::None,     Role::Runtime  },
    StepForm{"respond unknown", Op::RespondUnknown, Operand::None,     Role::Runtime  },
    StepForm{"error",           Op::Error,          Operand::Type,     Role::Runtime  },
    StepForm{"init_error",      Op::InitError,      Operand::Type,     Role::Either   },
    StepForm{"exit_error",      Op::ExitError,      Operand::Type,     Role::Extension},
    StepForm{"register",        Op::Register,       Operand::Events,   Role::Extension},
    StepForm{"restore_next",    Op::RestoreNext,    Operand::None,     Role::Runtime  },
    StepForm{"restore_error",   Op::RestoreError,   Operand::Type,     Role::Runtime  },
    StepForm{"exit",            Op::Exit,           Operand::Status,   Role::Either   },
    StepForm{"crash",           Op::Crash,          Operand::None,     Role::Either   },
    StepForm{"hang",            Op::Hang,           Operand::None,     Role::Either   },
    StepForm{"ignore_sigterm",  Op::IgnoreSigterm,  Operand::None,     Role::Either   },
    StepForm{"print",           Op::Print,          Operand::Text,     Role::Either   },
    StepForm{"repeat",          Op::Repeat,         Operand::None,     Role::Either   },
};

inline constexpr std::array event_words{
    Word<std::uint8_t>{"INVOKE",   model::subscribe_invoke  },
    Word<std::uint8_t>{"SHUTDOWN", model::subscribe_shutdown},
    Word<std::uint8_t>{"UNKNOWN",  model::subscribe_unknown },
};

inline constexpr std::array ask_words{
    Word<Ask>{"init",     Ask::Init    },
    Word<Ask>{"reserve",  Ask::Reserve },
    Word<Ask>{"invoke",   Ask::Invoke  },
    Word<Ask>{"reset",    Ask::Reset   },
    Word<Ask>{"shutdown", Ask::Shutdown},
    Word<Ask>{"restore",  Ask::Restore },
    Word<Ask>{"wait",     Ask::Wait    },
    Word<Ask>{"await",    Ask::AwaitAll},
};

inline constexpr std::array outcome_words{
    Word<Expected>{"success",        Expected::Success      },
    Word<Expected>{"function_error", Expected::FunctionError},
    Word<Expected>{"failure",        Expected::Failure      },
    Word<Expected>{"timed_out",      Expected::TimedOut     },
    Word<Expected>{"refused",        Expected::Refused      },
};

inline constexpr std::array profile_words{
    Word<model::ProfileName>{"aws",   model::ProfileName::Aws  },
    Word<model::ProfileName>{"rapid", model::ProfileName::Rapid},
};

inline constexpr std::array init_type_words{
    Word<model::InitType>{"on-demand",               model::InitType::OnDemand              },
    Word<model::InitType>{"provisioned-concurrency", model::InitType::ProvisionedConcurrency},
    Word<model::InitType>{"snap-start",              model::InitType::SnapStart             },
};

inline constexpr std::array kind_words{
    Word<ExtensionKind>{"external", ExtensionKind::External},
    Word<ExtensionKind>{"internal", ExtensionKind::Internal},
};

template <class Value, std::size_t Size>
constexpr std::optional<Value> value_of(const std::array<Word<Value>, Size>& words,
                                        std::string_view word) {
    for (const auto& entry : words) {
        if (entry.word == word) return entry.value;
    }
    return std::nullopt;
}

template <class Value, std::size_t Size>
constexpr std::string_view word_in(const std::array<Word<Value>, Size>& words, Value value) {
    for (const auto& entry : words) {
        if (entry.value == value) return entry.word;
    }
    return "?";
}

constexpr std::string_view word_of(Ask ask) {
    return word_in(ask_words, ask);
}
constexpr std::string_view word_of(Expected outcome) {
    return word_in(outcome_words, outcome);
}
constexpr std::string_view word_of(model::ProfileName profile) {
    return word_in(profile_words, profile);
}
constexpr std::string_view word_of(model::InitType type) {
    return word_in(init_type_words, type);
}
constexpr std::string_view word_of(ExtensionKind kind) {
    return word_in(kind_words, kind);
}

constexpr bool may_take(Role who, const StepForm& form) {
    return (static_cast<unsigned>(who) & static_cast<unsigned>(form.role)) != 0;
}

}  // namespace hourglass::scenarios
