// The platform's timers on the steady clock. Never early.
#pragma once

#include "model/trace/record.hpp"

#include <boost/asio/steady_timer.hpp>

#include <array>
#include <cstddef>
#include <functional>

namespace hourglass::real {

class Alarms {
public:
    using Ring = std::function<void(model::Timer timer, model::CallId token)>;

    Alarms(boost::asio::io_context& loop, Ring ring) : ring_(std::move(ring)) {
        timers_.reserve(model::timer_count);
        for (std::size_t i = 0; i < model::timer_count; ++i) timers_.emplace_back(loop);
    }

    void arm(model::Timer timer, model::CallId token, std::chrono::steady_clock::time_point due) {
        const auto index = static_cast<std::size_t>(timer);
        tokens_.at(index) = token;
        timers_.at(index).expires_at(due);
        timers_.at(index).async_wait([this, timer, token](boost::system::error_code error) {
            // A ring that was already under way when the timer was taken back is dropped here.
            if (error || tokens_.at(static_cast<std::size_t>(timer)) != token) return;
            tokens_.at(static_cast<std::size_t>(timer)) = {};
            ring_(timer, token);
        });
    }

    void cancel(model::Timer timer) {
        tokens_.at(static_cast<std::size_t>(timer)) = {};
        timers_.at(static_cast<std::size_t>(timer)).cancel();
    }

private:
    Ring ring_;
    std::array<model::CallId, model::timer_count> tokens_{};
    std::vector<boost::asio::steady_timer> timers_;
};

}  // namespace hourglass::real
