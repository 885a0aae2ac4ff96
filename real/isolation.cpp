#include "real/isolation.hpp"

#include <cerrno>
#include <map>
#include <mutex>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::real {
namespace {

namespace fs = std::filesystem;

bool is_below_tmp(const fs::path& path) {
    return path.string().starts_with("/tmp/");
}

// All that the process wrote to standard error before it ended.
std::string complaint_of(const Spawned& spawned) {
    int status = 0;
    while (::waitpid(spawned.pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    std::string words(512, '\0');
    const ssize_t got = ::read(spawned.errors.get(), words.data(), words.size());
    words.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    while (!words.empty() && words.back() == '\n') words.pop_back();
    return words.empty() ? "the trial failed" : words;
}

}  // namespace

Enclosure::Enclosure(Isolation wanted, fs::path probe, fs::path folder)
    : probe_(std::move(probe)), folder_(std::move(folder)) {
    try_it(wanted);
}

void Enclosure::try_it(Isolation wanted) {
    if (wanted == Isolation::None) return;
    if (is_below_tmp(probe_)) {
        why_not_ = "the probe lies in /tmp, which would be hidden";
        return;
    }
    // What the kernel allows stays the same while we run, and a trial takes as long as a start.
    static std::mutex one_at_a_time;
    static std::map<fs::path, std::string> tried;
    const std::scoped_lock lock{one_at_a_time};
    auto known = tried.find(probe_);
    if (known == tried.end()) known = tried.emplace(probe_, outcome_of_trial()).first;
    why_not_ = known->second;
    works_ = why_not_.empty();
}

std::string Enclosure::outcome_of_trial() {
    works_ = true;
    const auto trial = spawn(enclosed({.argv = {"/bin/true"}, .environment = {}, .directory = {}}));
    return trial ? complaint_of(*trial) : "the probe cannot be started";
}

std::string Enclosure::temporary_folder() const {
    return works_ ? "/tmp" : folder_.string();
}

Command Enclosure::enclosed(Command command) const {
    if (!works_) return command;
    fs::path file = resolve_in_path(command.argv.front());
    if (file.is_relative() && !command.directory.empty()) file = command.directory / file;
    const bool starts = ::access(file.c_str(), X_OK) == 0 && !is_below_tmp(fs::absolute(file));
    if (!starts || is_below_tmp(command.directory)) return command;
    command.argv.front() = fs::absolute(file).string();
    command.argv.insert(command.argv.begin(), {probe_.string(), "enclose", folder_.string()});
    return command;
}

}  // namespace hourglass::real
