// What kind of error ended an init or invoke: one of the platform's own kinds, or a kind that the
// function named itself, scrubbed to the families that a platform may repeat.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hourglass::model {

enum class FatalError : std::uint8_t {
    ExtensionInitError,    // an extension posted init/error
    ExtensionExitError,    // an extension posted exit/error
    ExtensionCrash,        // a process other than the current runtime ended, whatever its status
    ExtensionLaunchError,  // an extension could not be started, or there are too many
    RuntimeExitError,      // the current runtime ended, whatever its status
    RuntimeInvalidEntrypoint,
    RuntimeInvalidWorkingDir,
    RuntimeInvalidTaskConfig,
    RuntimeTruncatedResponse,
    RuntimeInvalidResponseModeHeader,
    RuntimeUnknown,
    RuntimeRestoreHookUserTimeout,
    FunctionOversizedResponse,
    FunctionUnknown,
    SandboxFailure,
    SandboxTimeout,
};

// As the wire spells it, e.g. "Extension.Crash".
std::string_view text_of(FatalError error);
std::optional<FatalError> fatal_error_of(std::string_view text);

// Empty where there is no error.
class ErrorType {
public:
    ErrorType() = default;
    ErrorType(FatalError error) : text_{text_of(error)} {}
    explicit ErrorType(std::string text) : text_{std::move(text)} {}

    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    std::optional<FatalError> fatal_error() const { return fatal_error_of(text_); }

    bool operator==(const ErrorType&) const = default;

private:
    std::string text_;
};

// What a platform makes of the type that a function names: kept whole if Runtime. or Function.
// and a capitalised word of two letters or more stand anywhere in it, else Function.Unknown if it
// begins with "Function.", else Runtime.Unknown.
ErrorType scrubbed(std::string_view named_by_function);

}  // namespace hourglass::model
