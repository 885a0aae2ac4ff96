// Interned strings. Records are small and flat, so they name strings by TextId.
// (1) Equal strings have equal ids. (2) Ids of known_texts are the same in every Texts.
#pragma once

#include "model/base/id.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::model {

// Strings that the machine itself must name. The id of known_texts[i] is i.
inline constexpr std::array known_texts{
    std::string_view{""},
    // reset and shutdown reasons
    std::string_view{"spindown"},
    std::string_view{"timeout"},
    std::string_view{"failure"},
    std::string_view{"Timeout"},
    std::string_view{"ReleaseFail"},
    std::string_view{"SandboxTerminated"},
    // fatal error types
    std::string_view{"Extension.InitError"},
    std::string_view{"Extension.ExitError"},
    std::string_view{"Extension.Crash"},
    std::string_view{"Extension.LaunchError"},
    std::string_view{"Runtime.ExitError"},
    std::string_view{"Runtime.InvalidEntrypoint"},
    std::string_view{"Runtime.InvalidWorkingDir"},
    std::string_view{"Runtime.InvalidTaskConfig"},
    std::string_view{"Runtime.TruncatedResponse"},
    std::string_view{"Runtime.InvalidResponseModeHeader"},
    std::string_view{"Runtime.Unknown"},
    std::string_view{"Function.ResponseSizeTooLarge"},
    std::string_view{"Function.Unknown"},
    std::string_view{"Sandbox.Failure"},
    std::string_view{"Sandbox.Timeout"},
    std::string_view{"Sandbox.Timedout"},
    std::string_view{"Runtime.RestoreHookUserTimeout"},
    std::string_view{"errRestoreHookUserError"},
    std::string_view{"errResetReceived"},
    std::string_view{"errRestoreUpdateCredentials"},
    std::string_view{"ErrTooManyExtensions"},
    std::string_view{"Runtime.OutOfMemory"},
};

consteval TextId known_text(std::string_view text) {
    for (std::size_t i = 0; i < known_texts.size(); ++i) {
        if (known_texts.at(i) == text) return TextId{static_cast<std::uint16_t>(i)};
    }
    throw "not one of known_texts";
}

class Texts {
public:
    Texts();

    // The id of `text`, new if it was never seen. At most 65,535 different strings.
    TextId intern(std::string_view text);
    std::string_view text_of(TextId id) const;
    std::size_t size() const { return texts_.size(); }

private:
    std::vector<std::string> texts_;
    std::map<std::string, TextId, std::less<>> ids_;
};

}  // namespace hourglass::model
