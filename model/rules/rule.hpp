// What a rule of the sandbox lifecycle is. The rules themselves stand in the family headers
// beside this file; catalogue.hpp joins them.
#pragma once

#include "model/base/id.hpp"

#include <cstdint>
#include <string_view>

namespace hourglass::model {

// How much a profile insists on a rule.
enum class Level : std::uint8_t {
    None,    // does not apply to this profile
    Info,    // reported, never a violation
    Should,  // sources disagree or are silent; a violation is a warning
    Must,    // a violation fails the run
};

// How sure we are that the platform behind a profile behaves so.
enum class Confidence : std::uint8_t {
    None,        // the rule does not apply
    Inferred,    // follows from other facts
    Observed,    // seen on a running platform
    Captured,    // in a payload or log that somebody published
    Documented,  // in the vendor's documentation
};

enum class RuleKind : std::uint8_t {
    Transition,  // a row of a table carries it
    Safety,      // something never happens
    Liveness,    // something happens in the end, or within a bound
    Client,      // about a runtime or an extension, not about the platform
    Wire,        // about bytes on the wire or in a process environment
};

struct Rule {
    std::string_view id;  // FAMILY-NN, never renumbered
    RuleKind kind{};
    Level aws{};
    Confidence aws_confidence{};
    Level rapid{};
    Confidence rapid_confidence{};
    std::string_view sentence;  // one sentence, present tense
    std::string_view source;    // where we have it from: a page, a repository, a thread
};

using RuleIndex = Id<struct RuleTag, std::uint16_t>;  // 1 + position in the catalogue; 0 is none

}  // namespace hourglass::model
