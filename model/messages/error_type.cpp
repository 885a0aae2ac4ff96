#include "model/messages/error_type.hpp"

#include <algorithm>

namespace hourglass::model {

namespace {

struct Spelling {
    FatalError error{};
    std::string_view text;
};

using enum FatalError;

constexpr std::array spellings{
    Spelling{ExtensionInitError, "Extension.InitError"},
    Spelling{ExtensionExitError, "Extension.ExitError"},
    Spelling{ExtensionCrash, "Extension.Crash"},
    Spelling{ExtensionLaunchError, "Extension.LaunchError"},
    Spelling{RuntimeExitError, "Runtime.ExitError"},
    Spelling{RuntimeInvalidEntrypoint, "Runtime.InvalidEntrypoint"},
    Spelling{RuntimeInvalidWorkingDir, "Runtime.InvalidWorkingDir"},
    Spelling{RuntimeInvalidTaskConfig, "Runtime.InvalidTaskConfig"},
    Spelling{RuntimeTruncatedResponse, "Runtime.TruncatedResponse"},
    Spelling{RuntimeInvalidResponseModeHeader, "Runtime.InvalidResponseModeHeader"},
    Spelling{RuntimeUnknown, "Runtime.Unknown"},
    Spelling{RuntimeRestoreHookUserTimeout, "Runtime.RestoreHookUserTimeout"},
    Spelling{FunctionOversizedResponse, "Function.ResponseSizeTooLarge"},
    Spelling{FunctionUnknown, "Function.Unknown"},
    Spelling{SandboxFailure, "Sandbox.Failure"},
    Spelling{SandboxTimeout, "Sandbox.Timeout"},
};

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
    return is_capital(c) || (c >= 'a' && c <= 'z');
}

// Whether `family` and a capitalised word of at least two letters stand somewhere in `text`.
bool names_one_of(std::string_view family, std::string_view text) {
    for (auto at = text.find(family); at != text.npos; at = text.find(family, at + 1)) {
        const auto word = text.substr(at + family.size(), 2);
        if (word.size() == 2 && is_capital(word[0]) && is_letter(word[1])) return true;
    }
    return false;
}

}  // namespace

std::string_view text_of(FatalError error) {
    const auto* const found = std::ranges::find(spellings, error, &Spelling::error);
    return found == spellings.end() ? "?" : found->text;
}

std::optional<FatalError> fatal_error_of(std::string_view text) {
    const auto* const found = std::ranges::find(spellings, text, &Spelling::text);
    return found == spellings.end() ? std::nullopt : std::optional{found->error};
}

ErrorType scrubbed(std::string_view named_by_function) {
    for (const std::string_view family : {"Runtime.", "Function."}) {
        if (names_one_of(family, named_by_function)) {
            return ErrorType{std::string{named_by_function}};
        }
    }
    return named_by_function.starts_with("Function.") ? FunctionUnknown : RuntimeUnknown;
}

}  // namespace hourglass::model
