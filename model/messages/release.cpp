#include "model/messages/release.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace hourglass::model {

namespace {

std::vector<std::string> words_of(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    std::vector<std::string> words;
    auto start = text.find_first_not_of(blanks);
    while (start != text.npos) {
        const auto end = text.find_first_of(blanks, start);
        words.emplace_back(text.substr(start, end - start));
        start = text.find_first_not_of(blanks, end);
    }
    return words;
}

// A feature that does not fit is skipped; a shorter one after it may still fit.
std::vector<std::string> that_fit(std::vector<std::string> features, std::size_t budget) {
    std::vector<std::string> kept;
    for (auto& feature : features) {
        if (feature.size() + kept.size() > budget) continue;
        budget -= feature.size();
        kept.push_back(std::move(feature));
    }
    return kept;
}

std::string with_features(std::string base, std::string features) {
    constexpr std::size_t punctuation = std::string_view{" ()"}.size();
    if (base.empty()) base = "Unknown";
    std::erase_if(features, [](char c) { return c == '(' || c == ')'; });
    if (base.size() + punctuation >= longest_runtime_release) return base;
    const auto budget = longest_runtime_release - base.size() - punctuation;
    const auto kept = that_fit(words_of(features), budget);
    return kept.empty() ? base : fmt::format("{} ({})", base, fmt::join(kept, " "));
}

}  // namespace

std::string extension_names(std::span<const std::string> names) {
    auto joined = fmt::format("{}", fmt::join(names, ";"));
    if (joined.size() <= longest_extension_names) return joined;
    joined.resize(longest_extension_names);
    const auto end = joined.rfind(';');
    return end == joined.npos ? "" : joined.substr(0, end);
}

void RuntimeRelease::note(std::string_view user_agent, std::string_view features) {
    if (text_.empty()) {
        if (const auto words = words_of(user_agent); !words.empty()) text_ = words.front();
    }
    const bool wanted = !words_of(features).empty() && !text_.ends_with(')');
    if (!wanted) return;
    const auto extended = with_features(text_, std::string{features});
    if (extended.ends_with(')')) text_ = extended;
}

}  // namespace hourglass::model
