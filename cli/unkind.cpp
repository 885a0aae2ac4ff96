#include "cli/unkind.hpp"

#include "scenarios/unkindness.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace hourglass::cli {

namespace {

using scenarios::Scenario;

struct Choice {
    std::string_view text;  // as docs/hostile.md names it
    bool to_runtimes;
    bool to_extensions;
};

// Only what lets the run go on as it would have: no refusals, and nobody goes away.
constexpr std::array choices{
    Choice{"slow headers", true, true},         Choice{"split bodies", true, true},
    Choice{"chunked bodies", true, true},       Choice{"closed connections", true, true},
    Choice{"unknown headers", true, true},      Choice{"unknown members", false, true},
    Choice{"empty registrations", false, true}, Choice{"great headers", true, false},
    Choice{"invocation ids", true, false},      Choice{"skewed clock", true, false},
};

std::vector<std::string_view> unkindnesses_to(Judged judged) {
    std::vector<std::string_view> texts;
    for (const Choice& one : choices) {
        const bool hits =
            (one.to_runtimes && judged.runtime) || (one.to_extensions && judged.extension);
        if (hits) texts.push_back(one.text);
    }
    return texts;
}

Scenario with(const Scenario& scenario, std::string_view unkindness) {
    Scenario copy = scenario;
    copy.config.environment[std::string{scenarios::unkind_variable}] = unkindness;
    std::string suffix{unkindness};
    std::ranges::replace(suffix, ' ', '-');
    copy.name += "-with-" + suffix;
    copy.path.clear();  // it stands in no file
    return copy;
}

}  // namespace

std::vector<Scenario> unkind_copies(const std::vector<Scenario>& scenarios, Judged judged,
                                    std::uint64_t seed) {
    const auto texts = unkindnesses_to(judged);
    std::vector<Scenario> copies;
    if (texts.empty()) return copies;
    std::uint64_t turn = seed % texts.size();
    for (const Scenario& one : scenarios) {
        const std::string variable{scenarios::unkind_variable};
        if (one.config.environment.contains(variable)) continue;
        copies.push_back(with(one, texts[turn++ % texts.size()]));
    }
    return copies;
}

}  // namespace hourglass::cli
