#include "tests/repository/checks.hpp"
#include "tests/repository/lexing.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace hourglass::repository {

namespace {

using Folders = std::set<std::string, std::less<>>;

// An arrow means "includes". A folder may always include itself.
const std::map<std::string, Folders, std::less<>>& arrows() {
    static const std::map<std::string, Folders, std::less<>> map{
        {"model", {}},
        {"scenarios", {"model"}},
        {"sim", {"model", "scenarios"}},
        {"real", {"model", "scenarios"}},
        {"reports", {"model"}},
        {"cli", {"model", "scenarios", "sim", "real", "reports"}},
        {"bench", {"model", "scenarios", "sim", "real", "reports", "tests"}},
    };
    return map;
}

// Headers of others that stand for something most folders must not do, and who may include them.
struct Door {
    std::vector<std::string_view> headers;  // with a slash at the end: all below
    std::vector<std::string_view> folders;
    std::string_view reason;
};

using Names = std::vector<std::string_view>;

Door door(Names headers, Names folders, std::string_view reason) {
    return {.headers = std::move(headers), .folders = std::move(folders), .reason = reason};
}

const std::vector<Door>& doors() {
    static const std::vector<Door> list{
        door({"boost/asio.hpp", "boost/asio/", "boost/beast.hpp", "boost/beast/"},
             {"real/", "bench/", "tests/real/"}, "sockets belong to real"),
        door({"sys/", "unistd.h", "spawn.h", "netinet/", "poll.h"},
             {"real/", "cli/", "bench/", "tests/", "model/search/"},
             "the operating system belongs to real"),
        door({"CLI/"}, {"cli/"}, "arguments belong to cli"),
        door({"rapidcheck.h", "rapidcheck/"}, {"scenarios/", "bench/", "tests/"},
             "generators belong to scenarios"),
        door({"jq.h", "jv.h"}, {"scenarios/suites/"}, "filters of jq belong to suites"),
        door({"gtest/", "gmock/"}, {"tests/"}, "GoogleTest belongs to tests"),
        door({"random"}, {"bench/", "tests/"}, "chance comes from the seed, see sim"),
        door({"thread", "future"}, {"real/", "cli/", "bench/", "tests/", "model/search/"},
             "one run is one thread; real, cli and the explorer may have more"),
        door({"boost/msm/back/"}, {"model/", "bench/", "tests/model/"},
             "the machine belongs to model"),
    };
    return list;
}

struct Include {
    std::string path;
    std::size_t line{};
    bool quoted{};
};

std::vector<Include> includes_of(const SourceFile& file) {
    const std::string code = code_of(file.text, Literals::Keep);
    std::vector<Include> found;
    std::size_t number = 0;
    for (const std::string_view line : lines_of(code)) {
        ++number;
        if (!line.starts_with("#include")) continue;
        const std::size_t open = line.find_first_of("\"<");
        const std::size_t close = line.find_last_of("\">");
        if (open == std::string_view::npos || close <= open) continue;
        found.push_back({.path = std::string{line.substr(open + 1, close - open - 1)},
                         .line = number,
                         .quoted = line[open] == '"'});
    }
    return found;
}

// The folder whose arrows a file obeys; tests/x may include x, what x may, and tests.
std::optional<Folders> allowed_folders(const SourceFile& file) {
    std::string folder = file.top_folder();
    if (folder == "tests") {
        const std::size_t end = file.path.find('/', 6);
        folder = end == std::string::npos ? "" : file.path.substr(6, end - 6);
        // Suites that mirror no folder (conformance, examples, ...) are whole-program tests.
        Folders allowed = arrows().contains(folder) ? arrows().at(folder) : arrows().at("cli");
        allowed.insert({folder, "tests"});
        return allowed;
    }
    if (!arrows().contains(folder)) return std::nullopt;
    Folders allowed = arrows().at(folder);
    allowed.insert(folder);
    return allowed;
}

bool leads_through(const Include& include, const Door& door) {
    return !include.quoted && std::ranges::any_of(door.headers, [&](std::string_view header) {
        return header.ends_with('/') ? include.path.starts_with(header) : include.path == header;
    });
}

bool may_pass(const SourceFile& file, const Door& door) {
    return std::ranges::any_of(door.folders,
                               [&](std::string_view folder) { return file.is_below(folder); });
}

}  // namespace

Findings include_arrows(const SourceFile& file) {
    Findings findings;
    const auto allowed = file.is_cpp() ? allowed_folders(file) : std::nullopt;
    if (!allowed) return findings;
    for (const Include& include : includes_of(file)) {
        if (!include.quoted) continue;
        const std::string folder = include.path.substr(0, include.path.find('/'));
        const bool is_ours = arrows().contains(folder) || folder == "tests";
        if (is_ours && allowed->contains(folder)) continue;
        const std::string reason = is_ours ? file.top_folder() + " may not include " + folder
                                           : "includes of ours start at the root, foreign ones "
                                             "stand in angle brackets";
        findings.push_back({file.path, include.line, include.path + ": " + reason});
    }
    return findings;
}

Findings foreign_includes(const SourceFile& file) {
    Findings findings;
    // Examples are programs of others.
    if (!file.is_cpp() || file.path.starts_with("examples/")) return findings;
    for (const Include& include : includes_of(file)) {
        for (const Door& door : doors()) {
            if (!leads_through(include, door) || may_pass(file, door)) continue;
            findings.push_back(
                {file.path, include.line, "<" + include.path + ">: " + std::string{door.reason}});
        }
        if (include.path.starts_with("boost/msm/back") && !file.ends_with(".cpp")) {
            findings.push_back(
                {file.path, include.line,
                 "the back-end of Boost.MSM is private to a .cpp, it costs a minute"});
        }
    }
    return findings;
}

}  // namespace hourglass::repository
