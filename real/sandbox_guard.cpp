#include "real/sandbox_guard.hpp"

#include "real/stale_sandboxes.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::real {
namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::Result;

fs::path parent_of_folders() {
    std::error_code error;
    const fs::path parent = fs::temp_directory_path(error);
    return error ? fs::path{"/tmp"} : parent;
}

struct LockedFolder {
    fs::path path;
    FileDescriptor lock;
};

// Somebody who cleans up may have it between the two steps: then it is not for us.
Result<LockedFolder> make_folder() {
    for (int tries = 0; tries < 10; ++tries) {
        std::string path = parent_of_folders() / (std::string{sandbox_prefix} + "XXXXXX");
        if (::mkdtemp(path.data()) == nullptr) {
            return model::failure(
                ErrorKind::Environment,
                fmt::format("cannot make a folder {}: {}", path, std::strerror(errno)),
                "Set TMPDIR to a folder that may be written to.");
        }
        FileDescriptor lock = lock_folder(path);
        if (lock && fs::exists(path)) return LockedFolder{path, std::move(lock)};
    }
    return model::failure(ErrorKind::Environment,
                          fmt::format("cannot lock a folder in {}", parent_of_folders().string()),
                          "Set TMPDIR to a folder on a local disk.");
}

// In a session of its own, so that a Ctrl-C for us does not reach it.
int spawn_guard(const std::vector<std::string>& words, int lifeline, pid_t& pid) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_adddup2(&files, lifeline, STDIN_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    // Not empty: whoever looks for dying processes must not take it for one.
    std::string variable = "HOURGLASS_GUARD=1";
    std::array<char*, 2> environment{variable.data(), nullptr};
    const int error = ::posix_spawn(&pid, words.front().c_str(), &files, &attributes, argv.data(),
                                    environment.data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&files);
    return error;
}

tl::unexpected<model::Error> left_behind(const fs::path& path, std::error_code error) {
    return model::failure(ErrorKind::Environment,
                          fmt::format("{} was left behind: {}", path.string(), error.message()));
}

}  // namespace

Result<std::unique_ptr<SandboxGuard>> SandboxGuard::start(const fs::path& probe) {
    // Once is enough: what another platform leaves meanwhile, its guard sees to.
    static const bool once = (end_stale_sandboxes(parent_of_folders()), true);
    static_cast<void>(once);
    auto folder = make_folder();
    if (!folder) return tl::make_unexpected(folder.error());
    std::unique_ptr<SandboxGuard> guard{new SandboxGuard};
    guard->folder_ = folder->path;
    guard->lock_ = std::move(folder->lock);
    guard->marker_ = marker_of_sandbox(folder->path);
    guard->group_ = ControlGroup::make(folder->path.filename().string(), guard->why_no_group_);
    std::array<int, 2> ends{};
    // Sockets, not a pipe: saying farewell to a guard that somebody killed must not raise SIGPIPE.
    int error = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0 ? 0 : errno;
    if (error == 0) {
        const FileDescriptor theirs{ends[0]};
        guard->lifeline_.reset(ends[1]);
        error = spawn_guard({probe.string(), "guard", guard->marker_, folder->path.string(),
                             guard->group_ ? guard->group_->folder().string() : ""},
                            theirs.get(), guard->pid_);
    }
    if (error != 0) {
        guard->pid_ = -1;
        return model::failure(
            ErrorKind::Environment,
            fmt::format("cannot start {}: {}", probe.string(), std::strerror(error)),
            "Build the target hourglass_probe.");
    }
    return guard;
}

SandboxGuard::~SandboxGuard() {
    [[maybe_unused]] const Result<void> ended = end();
}

Result<void> SandboxGuard::end() {
    if (pid_ > 0) {
        ::send(lifeline_.get(), "q", 1, MSG_NOSIGNAL);
        lifeline_.reset();
        while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
    }
    if (group_ && !group_->remove()) {
        return left_behind(group_->folder(), {errno, std::generic_category()});
    }
    std::error_code error;
    if (!folder_.empty()) fs::remove_all(folder_, error);
    if (error) return left_behind(folder_, error);
    folder_.clear();
    lock_.reset();
    return {};
}

Result<void> SandboxGuard::empty_folder() const {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder_, error}) {
        fs::remove_all(entry.path(), error);
        if (error) return left_behind(entry.path(), error);
    }
    return {};
}

}  // namespace hourglass::real
