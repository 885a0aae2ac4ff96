#include "cli/fuzzing/real/signature.hpp"

#include "model/judge/acceptor/acceptor.hpp"
#include "sim/campaign/player.hpp"

#include <array>
#include <cctype>
#include <string_view>

namespace hourglass::cli {

namespace {

constexpr std::size_t longest_reason = 48;

// What Go programs say before they end; anything else is told apart by the way of its end alone.
std::string_view reason_in(std::string_view words) {
    for (const std::string_view mark : {"panic: ", "fatal error: "}) {
        const std::size_t at = words.find(mark);
        if (at == words.npos) continue;
        const std::string_view rest = words.substr(at + mark.size());
        return rest.substr(0, rest.find(" | "));
    }
    return {};
}

// Letters only: numbers, ids and addresses differ from run to run.
std::string kebab(std::string_view text) {
    std::string name;
    for (const char c : text) {
        if (name.size() >= longest_reason) break;
        if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!name.empty() && name.back() != '-') {
            name += '-';
        }
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name;
}

}  // namespace

std::string real_signature(const model::Trace& trace, const model::Violation& violation) {
    std::string text = sim::text_of(sim::signature_of(trace, violation));
    if (violation.record >= trace.records.size()) return text;
    const model::Record& record = trace.records[violation.record];
    if (!model::is_end_of_platform(record)) return text;
    const std::string reason = kebab(reason_in(trace.texts.text_of(record.text)));
    return reason.empty() ? text : text + "-" + reason;
}

}  // namespace hourglass::cli
