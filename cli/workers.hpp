// Runs tasks in processes of their own, several at a time: a world that breaks takes no other one
// with it. A worker reports through its exit and a line of text.
//
// (1) No worker outlives its Workers. (2) An interrupt reaches every worker, so that each can wind
// up its own children.
#pragma once

#include "model/base/result.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <sys/types.h>
#include <vector>

namespace hourglass::cli {

class Workers {
public:
    using Task = std::function<model::Result<void>()>;

    struct Finished {
        std::size_t number{};
        model::Result<void> outcome;
    };

    explicit Workers(std::size_t jobs) : jobs_(jobs) {}
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();

    bool is_full() const { return running_.size() >= jobs_; }

    // Starts the task in a process of its own.
    model::Result<void> start(std::size_t number, const Task& task);

    // Waits for the next task to end; nothing if none is running.
    std::optional<Finished> next();

private:
    struct Worker {
        std::size_t number{};
        pid_t pid{};
        int report{};  // the reading end of its pipe
    };

    std::optional<std::size_t> wait_for_one();
    Finished reap(const Worker& worker) const;
    void pass_on_interrupt();

    std::size_t jobs_;
    std::vector<Worker> running_;
    bool passed_on_{};
};

}  // namespace hourglass::cli
