#include "real/spawn.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <linux/sched.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::real {
namespace {

struct Pipe {
    FileDescriptor read;
    FileDescriptor write;
};

int open_pipe(Pipe& pipe) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return errno;
    pipe.read.reset(ends[0]);
    pipe.write.reset(ends[1]);
    return 0;
}

// How it gets into its control group. To be born in it is a hundred times faster: who moves makes
// the kernel wait until every processor has taken notice.
enum class Joins : std::uint8_t { Not, ByBirth, ByItself };

// Everything that the child needs, made before it exists: between vfork and exec it shares our
// memory and may only make system calls.
struct Birth {
    const char* file;
    char* const* argv;
    char* const* environment;
    const char* directory;
    int input;
    int output;
    int errors;
    int failure;  // errno goes there if anything fails
    int group;    // see Command
    pid_t parent;
    Joins joins;
};

constexpr std::array reset_signals{SIGHUP,  SIGINT,  SIGQUIT, SIGPIPE, SIGTERM, SIGCHLD,
                                   SIGUSR1, SIGUSR2, SIGALRM, SIGTTOU, SIGTTIN, SIGTSTP};

void report_failure(const Birth& birth) {
    const int error = errno;
    [[maybe_unused]] const ssize_t written = ::write(birth.failure, &error, sizeof error);
}

// "0" is whoever writes it: no child of it can be born outside.
bool join(int group) {
    const int entrance = ::openat(group, "cgroup.procs", O_WRONLY | O_CLOEXEC);
    return entrance >= 0 && ::write(entrance, "0", 1) == 1;
}

[[noreturn]] void be_born(const Birth& birth) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (birth.joins == Joins::ByItself && !join(birth.group)) {
        report_failure(birth);
        ::_exit(127);
    }
    if (::getppid() != birth.parent) ::_exit(127);  // it died before we asked to die with it
    ::dup2(birth.input, STDIN_FILENO);
    ::dup2(birth.output, STDOUT_FILENO);
    ::dup2(birth.errors, STDERR_FILENO);
    // Our own descriptors all close on exec; those of libraries may not.
    ::syscall(SYS_close_range, 3U, ~0U, 4U /* CLOSE_RANGE_CLOEXEC */);
    for (const int number : reset_signals) {
        struct sigaction action {};
        action.sa_handler = SIG_DFL;
        ::sigaction(number, &action, nullptr);
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (birth.directory == nullptr || ::chdir(birth.directory) == 0) {
        ::execve(birth.file, birth.argv, birth.environment);
    }
    report_failure(birth);
    ::_exit(127);
}

// As vfork, on this very frame, which only the callees of the child build upon. 0 if the kernel
// refuses: it is too old, or has no such groups.
[[gnu::noinline]] pid_t give_birth_in_group([[maybe_unused]] const Birth& birth) {
#if defined(__x86_64__) && defined(CLONE_INTO_CGROUP)
    clone_args wanted{};
    wanted.flags = CLONE_VM | CLONE_VFORK | CLONE_INTO_CGROUP;
    wanted.exit_signal = SIGCHLD;
    wanted.cgroup = static_cast<std::uint64_t>(birth.group);
    long result = SYS_clone3;
    asm volatile("syscall"
                 : "+a"(result)
                 : "D"(&wanted), "S"(sizeof wanted)
                 : "rcx", "r11", "memory");
    if (result == 0) be_born(birth);
    return static_cast<pid_t>(result > 0 ? result : 0);
#else
    return 0;
#endif
}

// Alone in its function: nothing but the child's way to exec may run on this frame.
[[gnu::noinline]] pid_t give_birth(const Birth& birth) {
    const pid_t pid = ::vfork();
    if (pid == 0) be_born(birth);
    return pid;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

// /dev/null, opened once; and descriptors 0 to 2 are taken, so that no pipe ever gets one of them.
int null_device() {
    static const int device = [] {
        int fd = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        while (fd >= 0 && fd <= STDERR_FILENO) fd = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        return fd;
    }();
    return device;
}

// What the child wrote before it gave up; 0 if it got to its exec.
int failure_of(Pipe& failure) {
    failure.write.reset();
    int error = 0;
    ssize_t got = 0;
    do {
        got = ::read(failure.read.get(), &error, sizeof error);
    } while (got < 0 && errno == EINTR);
    return got == sizeof error ? error : 0;
}

// No handler of ours may run in the child, on our memory.
class SignalsHeld {
public:
    SignalsHeld() {
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;
    ~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_{};
};

void never_block(const FileDescriptor& fd) {
    ::fcntl(fd.get(), F_SETFL, O_NONBLOCK);
}

}  // namespace

tl::expected<Spawned, int> spawn(const Command& command) {
    Pipe output;
    Pipe errors;
    Pipe failure;
    for (Pipe* pipe : {&output, &errors, &failure}) {
        if (const int error = open_pipe(*pipe); error != 0) return tl::make_unexpected(error);
    }
    const std::string file = resolve_in_path(command.argv.front());
    const std::vector<char*> argv = pointers_to(command.argv);
    const std::vector<char*> environment = pointers_to(command.environment);
    Birth birth{.file = file.c_str(),
                .argv = argv.data(),
                .environment = environment.data(),
                .directory = command.directory.empty() ? nullptr : command.directory.c_str(),
                .input = null_device(),
                .output = output.write.get(),
                .errors = errors.write.get(),
                .failure = failure.write.get(),
                .group = command.group,
                .parent = ::getpid(),
                .joins = command.group >= 0 ? Joins::ByBirth : Joins::Not};
    pid_t pid = 0;
    int error = 0;
    {
        const SignalsHeld held;
        if (birth.joins == Joins::ByBirth) pid = give_birth_in_group(birth);
        if (pid == 0) {
            if (birth.joins == Joins::ByBirth) birth.joins = Joins::ByItself;
            pid = give_birth(birth);
        }
        error = errno;
    }
    if (pid < 0) return tl::make_unexpected(error);
    if (const int failed = failure_of(failure); failed != 0) {
        ::waitpid(pid, nullptr, 0);
        return tl::make_unexpected(failed);
    }
    never_block(output.read);
    never_block(errors.read);
    const auto pidfd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    return Spawned{pid, FileDescriptor{pidfd}, std::move(output.read), std::move(errors.read)};
}

std::string resolve_in_path(const std::string& name) {
    const char* path = std::getenv("PATH");
    if (name.find('/') != std::string::npos || path == nullptr) return name;
    std::string_view rest = path;
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        std::string file = std::string{rest.substr(0, colon)} + "/" + name;
        std::error_code none;
        if (std::filesystem::is_regular_file(file, none) && ::access(file.c_str(), X_OK) == 0) {
            return file;
        }
        rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
    }
    return name;
}

}  // namespace hourglass::real
