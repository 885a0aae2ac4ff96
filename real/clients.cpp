#include "real/clients.hpp"

#include "real/probe_program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

namespace hourglass::real {
namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::Result;
using scenarios::ExtensionKind;
using scenarios::ExtensionScript;

Result<void> check_executable(const std::string& file, std::string_view what) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        return model::failure(ErrorKind::NotFound, fmt::format("{} {}: no such file", what, file),
                              "Give the path of a program, or a name that is found in PATH.");
    }
    if (::access(file.c_str(), X_OK) != 0) {
        return model::failure(ErrorKind::BadInput, fmt::format("{} {}: not executable", what, file),
                              fmt::format("chmod +x {}", file));
    }
    return {};
}

// What only a simulated world can do to them.
Result<void> refuse_faults(const scenarios::Scenario& scenario) {
    const std::string_view play_it = "Play it with --backend sim.";
    if (scenarios::has_faults(scenario.world)) {
        return model::failure(ErrorKind::Unsupported,
                              "real processes have a network that loses, doubles and delays "
                              "nothing, start when told to and are never suspended",
                              std::string{play_it});
    }
    if (scenarios::has_step(scenario, scenarios::Op::OutliveKill)) {
        return model::failure(ErrorKind::Unsupported, "a real process cannot outlive SIGKILL",
                              std::string{play_it});
    }
    return {};
}

// "" for one that cannot be started.
std::string text_of(const scenarios::Program& program) {
    return cannot_start(program) ? std::string{} : probe_text(program);
}

}  // namespace

ClientPlan::Part ClientPlan::scripted_runtime(const scenarios::Scenario& scenario) {
    Part part{.name = "runtime", .argv = {}, .directory = {}, .lifetimes = {}};
    part.lifetimes = runtime_texts(scenario);
    return part;
}

Result<void> ClientPlan::choose_runtime(const scenarios::Scenario& scenario,
                                        const ClientChoice& choice) {
    const auto& command = choice.runtime ? choice.runtime : scenario.runtime_command;
    if (!command) {
        if (scenario.runtime.empty()) {
            return model::failure(ErrorKind::Unsupported,
                                  fmt::format("{} needs a runtime of yours", scenario.name),
                                  "Name one with --runtime.");
        }
        runtime_ = scripted_runtime(scenario);
        return {};
    }
    if (command->argv.empty()) {
        return model::failure(ErrorKind::BadInput, "the runtime command is empty",
                              "Name a program with --runtime.");
    }
    clients_ = model::Clients::Foreign;
    runtime_ = {
        .name = "runtime", .argv = command->argv, .directory = command->directory, .lifetimes = {}};
    std::error_code error;
    if (runtime_.directory.empty()) runtime_.directory = fs::current_path(error).string();
    // What the user names must be there; a scenario may name what is not, to see what follows.
    if (!choice.runtime) return {};
    if (!fs::is_directory(runtime_.directory, error)) {
        return model::failure(
            ErrorKind::NotFound,
            fmt::format("runtime directory {}: no such directory", runtime_.directory),
            "Give a directory that exists.");
    }
    fs::path file = resolve_in_path(runtime_.argv.front());
    if (file.is_relative()) file = fs::path{runtime_.directory} / file;
    return check_executable(file.string(), "runtime command");
}

Result<void> ClientPlan::choose_extensions(const scenarios::Scenario& scenario,
                                           const ClientChoice& choice) {
    for (const fs::path& path : choice.extensions) {
        const std::string file = fs::absolute(path).string();
        if (auto checked = check_executable(file, "extension"); !checked) return checked;
        clients_ = model::Clients::Foreign;
        extensions_.push_back(
            {.name = path.filename().string(), .argv = {file}, .directory = {}, .lifetimes = {}});
    }
    for (const ExtensionScript& script : scenario.extensions) {
        if (script.kind != ExtensionKind::External) continue;
        const bool replaced =
            std::any_of(extensions_.begin(), extensions_.end(),
                        [&](const Part& part) { return part.name == script.name; });
        if (replaced) continue;
        Part part{.name = script.name, .argv = {}, .directory = {}, .lifetimes = {}};
        for (const auto& program : script.lifetimes) part.lifetimes.push_back(text_of(program));
        if (part.lifetimes.empty()) part.lifetimes.push_back(probe_text({}));
        extensions_.push_back(std::move(part));
    }
    std::sort(extensions_.begin(), extensions_.end(),
              [](const Part& one, const Part& other) { return one.name < other.name; });
    if (extensions_.size() <= model::max_slots) return {};
    return model::failure(ErrorKind::BadInput,
                          fmt::format("{} extensions are more than the {} that a run takes",
                                      extensions_.size(), model::max_slots),
                          "Name fewer extensions.");
}

Result<ClientPlan> ClientPlan::make(const scenarios::Scenario& scenario,
                                    const ClientChoice& choice) {
    if (auto playable = refuse_faults(scenario); !playable) {
        return tl::make_unexpected(playable.error());
    }
    ClientPlan plan;
    plan.probe_ = choice.probe.string();
    if (auto checked = check_executable(plan.probe_, "the probe"); !checked) {
        return tl::make_unexpected(checked.error());
    }
    if (auto chosen = plan.choose_runtime(scenario, choice); !chosen) {
        return tl::make_unexpected(chosen.error());
    }
    if (auto chosen = plan.choose_extensions(scenario, choice); !chosen) {
        return tl::make_unexpected(chosen.error());
    }
    return plan;
}

std::vector<std::string> ClientPlan::extension_names() const {
    std::vector<std::string> names;
    for (const Part& part : extensions_) names.push_back(part.name);
    return names;
}

bool ClientPlan::is_foreign(const model::ProcessName& process) const {
    if (process.who == model::Who::Runtime) return !runtime_.argv.empty();
    return process.slot < extensions_.size() && !extensions_[process.slot].argv.empty();
}

Command ClientPlan::next(Part& part, std::string_view role) const {
    const std::size_t start = part.starts++;
    if (!part.argv.empty()) {
        return {.argv = part.argv, .environment = {}, .directory = part.directory};
    }
    const std::string& text = part.lifetimes[std::min(start, part.lifetimes.size() - 1)];
    if (text.empty()) {
        return {.argv = {probe_ + ".is-not-there"}, .environment = {}, .directory = {}};
    }
    return {
        .argv = {probe_, std::string{role}, part.name, text}, .environment = {}, .directory = {}};
}

Command ClientPlan::next_runtime() {
    return next(runtime_, "runtime");
}

Command ClientPlan::next_extension(std::uint8_t slot) {
    return next(extensions_.at(slot), "extension");
}

}  // namespace hourglass::real
