#include "tests/clients/verification.hpp"

#include "tests/support/approved.hpp"
#include "tests/support/places.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <sys/wait.h>

namespace hourglass::clients {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// For what one run writes.
class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "hourglass-clients-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path_); }

    fs::path operator/(const char* name) const { return path_ / name; }

private:
    fs::path path_;
};

std::string quoted(const fs::path& path) {
    return " '" + path.string() + "'";
}

// What is judged: an option of the program and a file below examples/.
struct Client {
    std::string option;
    std::string file;
    std::string played_with = "--scenarios";
};

std::string command_line(const Client& client, const std::vector<std::string>& scenarios,
                         const Folder& folder) {
    std::string line =
        quoted(fs::path{tests::program()}) + " verify --backend process --profile all --json -";
    line += " " + client.option + quoted(root() / "examples" / client.file);
    line += " --report" + quoted(folder / "report");
    for (const std::string& scenario : scenarios)
        line += " " + client.played_with + quoted(root() / scenario);
    return line + " >" + quoted(folder / "out") + " 2>" + quoted(folder / "errors");
}

void read_rule(const Json& rule, Verification& verification) {
    if (rule.at("level") != "must") return;
    if (rule.at("verdict") == "held") verification.held.insert(rule.at("id"));
    if (rule.at("verdict") == "violated") verification.violated.insert(rule.at("id"));
}

void read_mismatches(const Json& scenario, Verification& verification) {
    for (const Json& mismatch : scenario.at("mismatches")) {
        const std::string name = scenario.at("name");
        verification.mismatches.push_back(name + ": " + mismatch.at("message").get<std::string>());
    }
}

Verification verify_client(const Client& client, const std::vector<std::string>& scenarios) {
    const Folder folder;
    const int status = std::system(command_line(client, scenarios, folder).c_str());
    Verification verification;
    if (WIFEXITED(status)) verification.status = WEXITSTATUS(status);
    verification.said = tests::text_of(folder / "errors");
    const Json json = Json::parse(tests::text_of(folder / "out"), nullptr, false);
    if (!json.is_object()) return verification;
    for (const Json& rule : json.at("rules")) read_rule(rule, verification);
    for (const Json& scenario : json.at("played")) read_mismatches(scenario, verification);
    return verification;
}

}  // namespace

fs::path root() {
    return tests::source_dir();
}

std::string title(std::string name) {
    std::ranges::replace(name, '-', '_');
    return name;
}

Verification verify(const std::string& runtime, const std::vector<std::string>& scenarios) {
    return verify_client({"--runtime", runtime}, scenarios);
}

Verification verify_suite(const std::string& runtime, const std::string& suite) {
    return verify_client({"--runtime", runtime, "--suite"}, {suite});
}

Verification verify_extension(const std::string& extension,
                              const std::vector<std::string>& scenarios) {
    return verify_client({"--extension", extension}, scenarios);
}

std::string reason_to_skip(const std::string& client) {
    const fs::path clients = root() / "build/clients";
    if (fs::exists(clients / (client + ".installed"))) return "";
    const std::string reason = tests::text_of(clients / (client + ".skipped"));
    return reason.empty() ? "examples/setup was not run" : reason;
}

}  // namespace hourglass::clients
