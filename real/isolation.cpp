#include "real/isolation.hpp"

#include <cerrno>
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
    works_ = true;
    const auto trial = spawn(enclosed({.argv = {"/bin/true"}, .environment = {}, .directory = {}}));
    why_not_ = trial ? complaint_of(*trial) : std::string{"the probe cannot be started"};
    works_ = why_not_.empty();
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
