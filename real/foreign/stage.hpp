// Where the probe plays under a foreign platform: a folder with the programs of each start, and a
// FIFO on which every probe tells that it has started or is about to exit. Whether a process has
// ended is seen by its pidfd, whatever it told.
#pragma once

#include "model/base/result.hpp"
#include "model/trace/record.hpp"
#include "real/file_descriptor.hpp"
#include "scenarios/scenario.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hourglass::real {

class StageWitness {
public:
    StageWitness() = default;
    StageWitness(const StageWitness&) = delete;
    StageWitness& operator=(const StageWitness&) = delete;
    virtual ~StageWitness() = default;

    // The n-th start, counted from 1, of that runtime or extension.
    virtual void started(const model::ProcessName& process, pid_t pid) = 0;
    // What it told before; a process that told nothing was killed by SIGKILL as far as we know.
    virtual void ended(const model::ProcessName& process, int status, bool by_signal) = 0;
};

class Stage {
public:
    // Writes the programs below `folder` and listens.
    static model::Result<std::unique_ptr<Stage>> set(boost::asio::io_context& loop,
                                                     StageWitness& witness,
                                                     const scenarios::Scenario& scenario,
                                                     const std::filesystem::path& folder);
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage();

    // Whether it is a runtime or extension that has started and was not seen to end.
    bool is_living(pid_t pid) const { return living_.contains(pid); }

    static constexpr const char* runtime_name = "runtime";

private:
    struct Player {
        model::ProcessName process;
        int status = 9;
        bool by_signal = true;
        std::shared_ptr<boost::asio::posix::stream_descriptor> pidfd;
    };

    Stage(boost::asio::io_context& loop, StageWitness& witness, FileDescriptor events);

    void listen();
    void drain();
    void hear(std::string_view line);
    void watch(pid_t pid, const model::ProcessName& process);

    boost::asio::io_context& loop_;
    StageWitness& witness_;
    boost::asio::posix::stream_descriptor events_;
    std::string heard_;
    std::vector<std::string> extensions_;  // by slot
    std::map<std::string, std::uint32_t> starts_;
    std::map<pid_t, Player> living_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace hourglass::real
