#include "real/foreign/stage.hpp"

#include "real/probe_program.hpp"

#include <boost/asio/buffer.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hourglass::real {

namespace {

namespace fs = std::filesystem;
using model::ProcessName;
using model::Result;
using model::Who;
using scenarios::ExtensionKind;
using scenarios::Scenario;

Result<void> write_file(const fs::path& path, const std::string& text) {
    std::ofstream file{path, std::ios::binary};
    file << text;
    file.close();
    if (file) return {};
    return model::failure(model::ErrorKind::Environment,
                          fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
}

Result<void> write_programs(const Scenario& scenario, const fs::path& folder) {
    Result<void> written;
    const std::vector<std::string> runtime = runtime_texts(scenario);
    for (std::size_t start = 0; start < runtime.size() && written; ++start) {
        written =
            write_file(folder / fmt::format("{}.{}", Stage::runtime_name, start), runtime[start]);
    }
    for (const auto& one : scenario.extensions) {
        if (one.kind != ExtensionKind::External) continue;
        for (std::size_t start = 0; start < one.lifetimes.size() && written; ++start) {
            written = write_file(folder / fmt::format("{}.{}", one.name, start),
                                 probe_text(one.lifetimes[start]));
        }
    }
    return written;
}

int open_pidfd(pid_t pid) {
    return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

}  // namespace

Result<std::unique_ptr<Stage>> Stage::set(boost::asio::io_context& loop, StageWitness& witness,
                                          const Scenario& scenario, const fs::path& folder) {
    if (auto written = write_programs(scenario, folder); !written) {
        return tl::make_unexpected(written.error());
    }
    const fs::path fifo = folder / "events";
    // Open for writing too: the FIFO has no end while we live.
    FileDescriptor events;
    if (::mkfifo(fifo.c_str(), 0600) == 0) {
        events.reset(::open(fifo.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
    }
    if (!events) {
        return model::failure(
            model::ErrorKind::Environment,
            fmt::format("cannot make {}: {}", fifo.string(), std::strerror(errno)));
    }
    std::unique_ptr<Stage> stage{new Stage{loop, witness, std::move(events)}};
    for (const auto& one : scenario.extensions) {
        if (one.kind == ExtensionKind::External) stage->extensions_.push_back(one.name);
    }
    stage->listen();
    return stage;
}

Stage::Stage(boost::asio::io_context& loop, StageWitness& witness, FileDescriptor events)
    : loop_(loop), witness_(witness), events_(loop, events.release()) {}

Stage::~Stage() {
    *alive_ = false;
}

void Stage::listen() {
    events_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                       [this, alive = alive_](boost::system::error_code error) {
                           if (error || !*alive) return;
                           drain();
                           listen();
                       });
}

void Stage::drain() {
    std::array<char, 4096> piece{};
    for (;;) {
        const ssize_t size = ::read(events_.native_handle(), piece.data(), piece.size());
        if (size <= 0) break;
        heard_.append(piece.data(), static_cast<std::size_t>(size));
    }
    for (std::size_t end; (end = heard_.find('\n')) != std::string::npos;) {
        const std::string line = heard_.substr(0, end);
        heard_.erase(0, end + 1);
        hear(line);
    }
}

void Stage::hear(std::string_view line) {
    std::istringstream words{std::string{line}};
    std::string what;
    pid_t pid = 0;
    int status = 0;
    std::string name;
    if (!(words >> what >> pid >> status >> name)) return;
    if (what == "exit") {
        const auto found = living_.find(pid);
        if (found == living_.end()) return;
        found->second.status = status;
        found->second.by_signal = false;
        return;
    }
    const auto slot = std::ranges::find(extensions_, name) - extensions_.begin();
    const ProcessName process{
        .who = name == runtime_name ? Who::Runtime : Who::Extension,
        .slot = name == runtime_name ? std::uint8_t{0} : static_cast<std::uint8_t>(slot),
        .generation = ++starts_[name]};
    witness_.started(process, pid);
    watch(pid, process);
}

void Stage::watch(pid_t pid, const ProcessName& process) {
    Player player{.process = process, .pidfd = {}};
    const int pidfd = open_pidfd(pid);
    if (pidfd < 0) return witness_.ended(process, player.status, player.by_signal);
    player.pidfd = std::make_shared<boost::asio::posix::stream_descriptor>(loop_, pidfd);
    auto& watched = *player.pidfd;
    living_.emplace(pid, std::move(player));
    watched.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                       [this, pid, alive = alive_](boost::system::error_code error) {
                           if (error || !*alive) return;
                           drain();  // its last words came before its end
                           const Player ended = living_.at(pid);
                           living_.erase(pid);
                           witness_.ended(ended.process, ended.status, ended.by_signal);
                       });
}

}  // namespace hourglass::real
