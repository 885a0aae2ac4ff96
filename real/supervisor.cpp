#include "real/supervisor.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/wait.h>

namespace hourglass::real {
namespace {

using boost::asio::posix::stream_descriptor;
using boost::system::error_code;

constexpr int kill_wait_ms = 1000;

}  // namespace

class Supervisor::Process : public std::enable_shared_from_this<Process> {
public:
    Process(Supervisor& supervisor, const model::ProcessName& name, Spawned spawned)
        : supervisor_(supervisor),
          name_(name),
          pid_(spawned.pid),
          end_(supervisor.loop_, spawned.pidfd.release()),
          streams_{{Captured{stream_descriptor{supervisor.loop_, spawned.output.release()},
                             OutputLines{supervisor.limits_}, Stream::Output},
                    Captured{stream_descriptor{supervisor.loop_, spawned.errors.release()},
                             OutputLines{supervisor.limits_}, Stream::Errors}}} {}

    const model::ProcessName& name() const { return name_; }
    pid_t pid() const { return pid_; }

    void watch() {
        end_.async_wait(stream_descriptor::wait_read,
                        [self = shared_from_this()](error_code error) {
                            if (!error) self->end_soon();
                        });
        for (Captured& stream : streams_) watch(stream);
    }

    bool has_ended() const {
        siginfo_t info{};
        return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
               info.si_pid != 0;
    }

    // Waits for the end after a kill; false if it does not come.
    bool reap_killed() {
        pollfd descriptor{end_.native_handle(), POLLIN, 0};
        while (::poll(&descriptor, 1, kill_wait_ms) < 0 && errno == EINTR) {
        }
        const bool ended = has_ended();
        if (ended) reap();
        close();
        return ended;
    }

    // A line that is not finished stays for later.
    void read_output() {
        for (Captured& stream : streams_) read_all(stream);
    }

private:
    struct Captured {
        stream_descriptor pipe;
        OutputLines lines;
        Stream stream;
    };

    void watch(Captured& stream) {
        stream.pipe.async_wait(stream_descriptor::wait_read,
                               [self = shared_from_this(), &stream](error_code error) {
                                   if (!error && self->read(stream)) self->watch(stream);
                               });
    }

    // One buffer full; false at the end of the stream or when nothing is there.
    bool read(Captured& stream) {
        std::array<char, 16384> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init)
        const ssize_t got = ::read(stream.pipe.native_handle(), buffer.data(), buffer.size());
        if (got < 0) return errno == EAGAIN || errno == EINTR;
        if (got == 0) return false;
        stream.lines.add({buffer.data(), static_cast<std::size_t>(got)}, taker(stream.stream));
        return true;
    }

    // All that was written so far. A writer that outlives the process does not hold us up.
    void read_all(Captured& stream) {
        for (int rounds = 0; rounds < 64; ++rounds) {
            pollfd descriptor{stream.pipe.native_handle(), POLLIN, 0};
            if (::poll(&descriptor, 1, 0) <= 0 || !read(stream)) break;
        }
    }

    void drain(Captured& stream) {
        read_all(stream);
        stream.lines.finish(taker(stream.stream));
    }

    OutputLines::Take taker(Stream stream) {
        return [this, stream](std::string_view line) {
            supervisor_.witness_.line_written(name_, stream, line);
        };
    }

    // The zombie still holds its number, so the group is certainly ours.
    ExitStatus reap() {
        ::kill(-pid_, SIGKILL);
        supervisor_.ended_groups_.push_back(pid_);
        siginfo_t info{};
        while (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED) != 0 && errno == EINTR) {
        }
        return {info.si_status, info.si_code != CLD_EXITED, pid_};
    }

    void close() {
        error_code ignored;
        end_.close(ignored);
        for (Captured& stream : streams_) stream.pipe.close(ignored);
    }

    // Its sockets closed before it ended: whoever watches them is ready too and comes first.
    void end_soon() {
        boost::asio::post(supervisor_.loop_, [self = shared_from_this()] {
            if (self->end_.is_open()) self->end();
        });
    }

    void end() {
        const auto self = shared_from_this();
        for (Captured& stream : streams_) drain(stream);
        const ExitStatus status = reap();
        close();
        std::erase(supervisor_.processes_, self);
        supervisor_.witness_.process_exited(name_, status);
    }

    Supervisor& supervisor_;
    model::ProcessName name_;
    pid_t pid_;
    stream_descriptor end_;
    std::array<Captured, 2> streams_;
};

Supervisor::Supervisor(boost::asio::io_context& loop, ProcessWitness& witness,
                       const OutputLimits& limits)
    : loop_(loop), witness_(witness), limits_(limits) {}

Supervisor::~Supervisor() {
    kill_all();
}

tl::expected<pid_t, int> Supervisor::start(const model::ProcessName& name, const Command& command) {
    auto spawned = spawn(command);
    if (!spawned) return tl::make_unexpected(spawned.error());
    const pid_t pid = spawned->pid;
    processes_.push_back(std::make_shared<Process>(*this, name, std::move(*spawned)));
    processes_.back()->watch();
    return pid;
}

bool Supervisor::signal(const model::ProcessName& name, int number) {
    const auto found = std::find_if(processes_.begin(), processes_.end(),
                                    [&](const auto& process) { return process->name() == name; });
    return found != processes_.end() && ::kill(-(*found)->pid(), number) == 0;
}

std::vector<model::ProcessName> Supervisor::alive() const {
    std::vector<model::ProcessName> names;
    for (const auto& process : processes_) {
        if (!process->has_ended()) names.push_back(process->name());
    }
    return names;
}

std::vector<pid_t> Supervisor::pids() const {
    std::vector<pid_t> all;
    for (const auto& process : processes_) all.push_back(process->pid());
    return all;
}

void Supervisor::read_output() {
    const auto all = processes_;
    for (const auto& process : all) process->read_output();
}

std::vector<pid_t> Supervisor::kill_all() {
    std::vector<pid_t> survivors;
    for (const auto& process : processes_) ::kill(-process->pid(), SIGKILL);
    for (const auto& process : processes_) {
        if (!process->reap_killed()) survivors.push_back(process->pid());
    }
    processes_.clear();
    return survivors;
}

}  // namespace hourglass::real
