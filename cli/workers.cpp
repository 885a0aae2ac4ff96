#include "cli/workers.hpp"

#include "cli/interrupt.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace hourglass::cli {

namespace {

constexpr int interrupt_check_ms = 100;
constexpr char separator = '\x1f';

tl::unexpected<model::Error> refused(std::string_view what) {
    return model::failure(model::ErrorKind::Environment,
                          fmt::format("cannot {}: {}", what, std::strerror(errno)),
                          "Close some programs, or use fewer --jobs.");
}

// An error is short, so it fits the pipe and the worker never waits for a reader.
void report(int pipe, const model::Error& error) {
    const std::string text =
        fmt::format("{}{}{}{}{}", static_cast<int>(error.kind), separator,
                    error.message.substr(0, 4096), separator, error.remedy.substr(0, 4096));
    [[maybe_unused]] const ssize_t written = write(pipe, text.data(), text.size());
}

std::string read_all(int pipe) {
    std::string text;
    char buffer[4096];
    for (;;) {
        const ssize_t size = read(pipe, buffer, sizeof buffer);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return text;
        text.append(buffer, static_cast<std::size_t>(size));
    }
}

model::Error error_in(const std::string& text) {
    const std::size_t first = text.find(separator);
    const std::size_t second = text.find(separator, first + 1);
    return {.kind = static_cast<model::ErrorKind>(std::atoi(text.c_str())),
            .message = text.substr(first + 1, second - first - 1),
            .remedy = text.substr(second + 1)};
}

[[noreturn]] void work(const Workers::Task& task, int pipe, pid_t parent) {
    // If the parent is killed, this winds up like on Ctrl-C.
    prctl(PR_SET_PDEATHSIG, SIGINT);
    if (getppid() != parent) _exit(1);
    const model::Result<void> outcome = task();
    if (!outcome) report(pipe, outcome.error());
    // No flush: what the parent had buffered is the parent's.
    _exit(outcome ? 0 : 1);
}

}  // namespace

Workers::~Workers() {
    for (const Worker& worker : running_) kill(worker.pid, SIGINT);
    while (!running_.empty()) next();
}

model::Result<void> Workers::start(std::size_t number, const Task& task) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return refused("make a pipe");
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        work(task, ends[1], parent);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return refused("start a worker");
    }
    running_.push_back({number, pid, ends[0]});
    return {};
}

std::optional<Workers::Finished> Workers::next() {
    const auto index = wait_for_one();
    if (!index) return std::nullopt;
    const Worker worker = running_[*index];
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(*index));
    return reap(worker);
}

// The pipe of a worker closes when it ends.
std::optional<std::size_t> Workers::wait_for_one() {
    while (!running_.empty()) {
        std::vector<pollfd> pipes;
        for (const Worker& worker : running_) pipes.push_back({worker.report, POLLIN, 0});
        poll(pipes.data(), pipes.size(), interrupt_check_ms);
        pass_on_interrupt();
        for (std::size_t i = 0; i < pipes.size(); ++i) {
            if (pipes[i].revents != 0) return i;
        }
    }
    return std::nullopt;
}

Workers::Finished Workers::reap(const Worker& worker) const {
    const std::string text = read_all(worker.report);
    close(worker.report);
    int status = 0;
    while (waitpid(worker.pid, &status, 0) < 0 && errno == EINTR) continue;
    if (!text.empty()) return {worker.number, tl::make_unexpected(error_in(text))};
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {worker.number, {}};
    const std::string how = WIFSIGNALED(status) ? fmt::format("signal {}", WTERMSIG(status))
                                                : fmt::format("status {}", WEXITSTATUS(status));
    return {worker.number,
            model::failure(model::ErrorKind::Environment,
                           fmt::format("the process that played it ended with {}", how),
                           "This is a bug of Hourglass; please report it with the lines above.")};
}

void Workers::pass_on_interrupt() {
    if (passed_on_ || !interrupted()) return;
    passed_on_ = true;
    for (const Worker& worker : running_) kill(worker.pid, SIGINT);
}

}  // namespace hourglass::cli
