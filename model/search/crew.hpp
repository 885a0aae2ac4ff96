// A fixed number of threads that do the same job side by side; whoever asks is one of them.
#pragma once

#include <barrier>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace hourglass::model::search {

class Crew {
public:
    using Job = std::function<void(std::size_t member)>;

    explicit Crew(std::size_t size) : size_(size), gate_(static_cast<std::ptrdiff_t>(size)) {
        for (std::size_t member = 1; member < size; ++member) {
            others_.emplace_back([this, member] { work(member); });
        }
    }
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;
    ~Crew() {
        job_ = nullptr;
        if (size_ > 1) gate_.arrive_and_wait();
    }

    std::size_t size() const { return size_; }

    // Every member does the job; returns when all are done.
    void run(const Job& job) {
        if (size_ == 1) return job(0);
        job_ = &job;
        gate_.arrive_and_wait();
        job(0);
        gate_.arrive_and_wait();
    }

private:
    void work(std::size_t member) {
        while (true) {
            gate_.arrive_and_wait();
            if (job_ == nullptr) return;
            (*job_)(member);
            gate_.arrive_and_wait();
        }
    }

    std::size_t size_;
    const Job* job_ = nullptr;
    std::barrier<> gate_;
    std::vector<std::jthread> others_;
};

}  // namespace hourglass::model::search
