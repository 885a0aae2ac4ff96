#include "tests/repository/checks.hpp"
#include "tests/repository/lexing.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace hourglass::repository {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 6> banned_parts{
    {{"Manager", "say what it does: Supervisor, Registry, Pool"},
     {"Helper", "say what it helps with, or make it a function"},
     {"Util", "name the file after what it holds"},
     {"Info", "name what is known: Identity, Summary, Settings"},
     {"Data", "name what it is"},
     {"Impl", "name how it does it"}}};

constexpr std::array<Pair, 3> banned_functions{
    {{"process", "say what happens to it: judge, step, deliver"},
     {"handle", "say what happens to it: answer, refuse, record"},
     {"do_", "drop the prefix"}}};

// Names of the interface that this project carries over, so not ours to choose.
constexpr std::array<std::string_view, 3> names_of_the_interface{"RuntimeInfo", "SandboxInfo",
                                                                 "SandboxInfoFromInit"};

// "Data" is a part of "TraceData" and of "DataFile", not of "Database".
bool has_part(std::string_view name, std::string_view part) {
    for (std::size_t at = name.find(part); at != std::string_view::npos;
         at = name.find(part, at + 1)) {
        const std::size_t end = at + part.size();
        if (end == name.size() || std::islower(static_cast<unsigned char>(name[end])) == 0) {
            return true;
        }
    }
    return false;
}

// `void process(` and `void A::process(`; a function that gives a process is a noun.
bool is_verb(std::string_view code, const std::vector<Word>& words, std::size_t i) {
    const bool is_member = code.substr(0, words[i].offset).ends_with("::");
    const std::size_t distance = is_member ? 2 : 1;
    return i >= distance && words[i - distance].text == "void";
}

bool introduces_a_type(std::string_view word) {
    constexpr std::array<std::string_view, 6> words{"class", "struct", "enum",
                                                    "union", "using",  "concept"};
    return std::ranges::find(words, word) != words.end();
}

// What to say instead of the word, or nothing if the word is good.
std::string_view advice_on(std::string_view code, const std::vector<Word>& words, std::size_t i) {
    const std::string_view word = words[i].text;
    const bool is_called = code.substr(words[i].offset + word.size()).starts_with('(');
    for (const auto& [name, advice] : banned_functions) {
        const bool is_prefix = name.ends_with('_');
        const bool is_filler = word.starts_with(name) && !word.starts_with("do_not_");
        if (is_called && is_prefix && is_filler) return advice;
        if (is_called && word == name && is_verb(code, words, i)) return advice;
    }
    if (i == 0 || !introduces_a_type(words[i - 1].text)) return {};
    if (std::ranges::find(names_of_the_interface, word) != names_of_the_interface.end()) return {};
    for (const auto& [part, advice] : banned_parts) {
        if (has_part(word, part)) return advice;
    }
    return {};
}

// What reaches outside of the model's world; a star stands for any ending.
struct Reach {
    std::vector<std::string_view> words;
    std::string_view reason;
    std::vector<std::string_view> allowed;  // folders beside real and bench
};

const std::vector<Reach>& reaches() {
    static const std::vector<Reach> list{
        {.words = {"system_clock", "steady_clock", "high_resolution_clock", "clock_gettime"},
         .reason = "time is a stamp on an event",
         .allowed = {"tests/real/", "cli/", "model/search/"}},
        {.words = {"sleep_*", "usleep", "nanosleep"},
         .reason = "nothing waits for a wall clock",
         .allowed = {"tests/real/"}},
        {.words = {"rand", "srand", "random_device", "mt19937*"},
         .reason = "chance comes from the seed",
         .allowed = {}},
        {.words = {"unordered_*"},
         .reason = "its order differs between libraries: use map, or sort",
         .allowed = {"tests/"}},
        {.words = {"jthread", "async"},
         .reason = "one run is one thread",
         .allowed = {"tests/", "cli/", "model/search/"}},
    };
    return list;
}

bool matches(std::string_view word, std::string_view pattern) {
    if (pattern.ends_with('*')) return word.starts_with(pattern.substr(0, pattern.size() - 1));
    return word == pattern;
}

bool matches_any(std::string_view word, const Reach& reach) {
    return std::ranges::any_of(reach.words,
                               [&](std::string_view pattern) { return matches(word, pattern); });
}

bool is_exempt(const SourceFile& file, const Reach& reach) {
    return std::ranges::any_of(reach.allowed,
                               [&](std::string_view folder) { return file.is_below(folder); });
}

bool follows(std::string_view code, const Word& word, std::string_view prefix) {
    return code.substr(0, word.offset).ends_with(prefix);
}

}  // namespace

Findings banned_names(const SourceFile& file) {
    Findings findings;
    if (!file.is_cpp()) return findings;
    const std::string code = code_of(file.text);
    const std::vector<Word> words = words_of(code);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view advice = advice_on(code, words, i);
        if (advice.empty()) continue;
        findings.push_back({file.path, line_at(code, words[i].offset),
                            std::string{words[i].text} + ": " + std::string{advice}});
    }
    return findings;
}

Findings outside_world(const SourceFile& file) {
    Findings findings;
    if (!file.is_cpp() || file.is_below("real/") || file.is_below("bench/")) return findings;
    const std::string code = code_of(file.text);
    const auto check = [&](const Word& word) {
        const bool is_flat = word.text.starts_with("unordered_flat_") &&
                             follows(code, word, "boost::") && file.is_below("model/search/");
        for (const Reach& reach : reaches()) {
            if (!matches_any(word.text, reach) || is_exempt(file, reach) || is_flat) continue;
            findings.push_back({file.path, line_at(code, word.offset),
                                std::string{word.text} + ": " + std::string{reach.reason}});
        }
    };
    for (const Word& word : words_of(code)) check(word);
    return findings;
}

Findings unowned_todos(const SourceFile& file) {
    Findings findings;
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
        ++number;
        const bool is_todo = std::ranges::any_of(words_of(line), [](const Word& word) {
            return word.text == "TODO" || word.text == "FIXME";
        });
        const bool is_owned = line.find("issue ") != std::string_view::npos;
        if (is_todo && !is_owned) {
            findings.push_back({file.path, number, "say which issue it belongs to (issue 7)"});
        }
    }
    return findings;
}

}  // namespace hourglass::repository
