#include "reports/names.hpp"

namespace hourglass::reports {

std::string_view name_of(model::Verdict verdict) {
    switch (verdict) {
        case model::Verdict::NeverExercised:
            return "never_exercised";
        case model::Verdict::Held:
            return "held";
        case model::Verdict::Violated:
            return "violated";
        case model::Verdict::Inconclusive:
            return "inconclusive";
        case model::Verdict::Unsupported:
            return "unsupported";
    }
    return "?";
}

std::string_view name_of(model::Level level) {
    switch (level) {
        case model::Level::None:
            return "none";
        case model::Level::Info:
            return "info";
        case model::Level::Should:
            return "should";
        case model::Level::Must:
            return "must";
    }
    return "?";
}

std::string_view name_of(model::Confidence confidence) {
    switch (confidence) {
        case model::Confidence::None:
            return "none";
        case model::Confidence::Inferred:
            return "inferred";
        case model::Confidence::Observed:
            return "observed";
        case model::Confidence::Captured:
            return "captured";
        case model::Confidence::Documented:
            return "documented";
    }
    return "?";
}

std::string_view name_of(model::RuleKind kind) {
    switch (kind) {
        case model::RuleKind::Transition:
            return "transition";
        case model::RuleKind::Safety:
            return "safety";
        case model::RuleKind::Liveness:
            return "liveness";
        case model::RuleKind::Client:
            return "client";
        case model::RuleKind::Wire:
            return "wire";
    }
    return "?";
}

std::string_view name_of(model::ProfileName profile) {
    return model::profile_of(profile).title;
}

model::Confidence confidence_of(const model::Rule& rule, model::ProfileName profile) {
    return profile == model::ProfileName::Aws ? rule.aws_confidence : rule.rapid_confidence;
}

}  // namespace hourglass::reports
