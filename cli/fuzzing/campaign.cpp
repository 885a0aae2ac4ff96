#include "cli/fuzzing/campaign.hpp"

#include "cli/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace hourglass::cli {

namespace {

using Clock = std::chrono::steady_clock;

class Runner {
public:
    explicit Runner(const CampaignOrder& order) : order_(order), start_(Clock::now()) {
        for (std::uint64_t number = 0; number < sim::lane_count; ++number) {
            if (number % order.shard.of != order.shard.part - 1) continue;
            auto lane = std::make_unique<sim::Lane>(sim::LaneSettings{
                .seed = order.seed, .lane = number, .defect = order.defect, .avoid = order.avoid});
            for (const auto& seed : order.seeds) lane->add_seed(seed);
            lanes_.push_back(std::move(lane));
        }
    }

    CampaignOutcome run() {
        std::vector<std::thread> threads;
        const std::size_t jobs = std::min(order_.jobs, lanes_.size());
        running_ = jobs;
        for (std::size_t job = 0; job < jobs; ++job) {
            threads.emplace_back([this, job, jobs] { work(job, jobs); });
        }
        watch();
        for (std::thread& thread : threads) thread.join();
        CampaignOutcome outcome;
        for (const auto& lane : lanes_) outcome.tally.merge(lane->tally());
        outcome.seconds = spent();
        outcome.complete = !interrupted() && !failed();
        outcome.lost = lost_;
        return outcome;
    }

private:
    static constexpr int block = 64;  // cases of a lane before the next lane's turn

    double spent() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

    bool failed() const { return failed_.load(std::memory_order_relaxed); }
    bool is_over(const sim::Lane& lane) const {
        return order_.cases ? lane.number() >= *order_.cases : spent() >= order_.seconds;
    }

    // Plays the lanes of one job in turn.
    void work(std::size_t job, std::size_t jobs) {
        LastCase last = last_case(job);
        bool any = true;
        while (any && !interrupted() && !failed()) {
            any = false;
            for (std::size_t i = job; i < lanes_.size(); i += jobs) {
                any |= play_block(*lanes_[i], last);
            }
        }
        const std::scoped_lock lock{mutex_};
        --running_;
        changed_.notify_all();
    }

    bool play_block(sim::Lane& lane, LastCase& last) {
        if (is_over(lane)) return false;
        const std::size_t found_before = lane.tally().findings.size();
        for (int i = 0; i < block && !(order_.cases && is_over(lane)); ++i) {
            last.note(lane.draw());
            if (lane.play()) keep(lane.kept().back());
            ++cases_;
        }
        found_ += lane.tally().findings.size() - found_before;
        return true;
    }

    void keep(const scenarios::Choices& choices) {
        ++kept_;
        if (order_.corpus == nullptr) return;
        if (const auto added = order_.corpus->add(choices); !added) lose(added.error());
    }

    LastCase last_case(std::size_t job) {
        if (order_.corpus == nullptr) return {};
        auto last = LastCase::in(order_.corpus->playing(job));
        if (last) return *std::move(last);
        lose(last.error());
        return {};
    }

    // A campaign that cannot keep what it finds ends.
    void lose(const model::Error& error) {
        const std::scoped_lock lock{mutex_};
        if (!lost_) lost_ = error;
        failed_ = true;
    }

    // Says each second how it goes, if somebody watches.
    void watch() {
        const bool shown = order_.detail == reports::Detail::Full && isatty(STDERR_FILENO) == 1;
        std::unique_lock lock{mutex_};
        const auto over = [this] { return running_ == 0; };
        while (!changed_.wait_for(lock, std::chrono::seconds{1}, over)) {
            if (shown) say_progress();
        }
        if (shown) fmt::print(stderr, "\r\033[K");
    }

    void say_progress() {
        const std::uint64_t cases = cases_;
        const std::uint64_t kept = kept_;
        fmt::print(
            stderr,
            "\r\033[K{} cases, {:.0f}/s, {} showed something new ({} this second), {} findings",
            cases, static_cast<double>(cases) / spent(), kept, kept - kept_before_, found_.load());
        kept_before_ = kept;
        std::fflush(stderr);
    }

    const CampaignOrder& order_;
    Clock::time_point start_;
    std::vector<std::unique_ptr<sim::Lane>> lanes_;
    std::atomic<std::uint64_t> cases_ = 0;
    std::atomic<std::uint64_t> kept_ = 0;
    std::atomic<std::uint64_t> found_ = 0;
    std::atomic<bool> failed_ = false;
    std::uint64_t kept_before_ = 0;
    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::size_t running_ = 0;
    std::optional<model::Error> lost_;
};

}  // namespace

CampaignOutcome run_campaign(const CampaignOrder& order) {
    return Runner{order}.run();
}

}  // namespace hourglass::cli
