// Starts, signals and reaps the processes of one sandbox.
//
// (1) Every process is reaped: nobody else waits for children of this supervisor.
// (2) When a process has ended, what is left of its group is killed before its exit is reported.
// (3) Its last output is reported before its exit.
#pragma once

#include "model/trace/record.hpp"
#include "real/output_lines.hpp"
#include "real/spawn.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace hourglass::real {

enum class Stream : std::uint8_t { Output, Errors };

struct ExitStatus {
    int number = 0;  // status, or signal
    bool by_signal = false;
    pid_t pid = -1;  // that it had
};

// Told by the supervisor, from within the event loop.
class ProcessWitness {
public:
    ProcessWitness() = default;
    ProcessWitness(const ProcessWitness&) = delete;
    ProcessWitness& operator=(const ProcessWitness&) = delete;
    virtual ~ProcessWitness() = default;

    virtual void process_exited(const model::ProcessName& name, ExitStatus status) = 0;
    virtual void line_written(const model::ProcessName& name, Stream stream,
                              std::string_view line) = 0;
};

class Supervisor {
public:
    Supervisor(boost::asio::io_context& loop, ProcessWitness& witness, const OutputLimits& limits);
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;
    ~Supervisor();

    // The pid, or the errno.
    tl::expected<pid_t, int> start(const model::ProcessName& name, const Command& command);
    // To the whole group; false if there is no such process any more.
    bool signal(const model::ProcessName& name, int number);
    // Processes that have not ended yet, even if their end was not reported.
    std::vector<model::ProcessName> alive() const;
    std::vector<pid_t> pids() const;
    // Reports the lines that are written and not yet read.
    void read_output();
    // Of processes that have ended; descendants may still be in them.
    const std::vector<pid_t>& ended_groups() const { return ended_groups_; }
    // Kills every group and reaps it, silently. Gives those that did not die in a second.
    std::vector<pid_t> kill_all();

private:
    class Process;

    boost::asio::io_context& loop_;
    ProcessWitness& witness_;
    OutputLimits limits_;
    std::vector<std::shared_ptr<Process>> processes_;
    std::vector<pid_t> ended_groups_;
};

}  // namespace hourglass::real
