// Shapes a stream: a burst of bytes is free, then so many come each 125 ms. Knows no clock.
#pragma once

#include "model/base/time.hpp"

#include <algorithm>
#include <cstdint>

namespace hourglass::real {

class TokenBucket {
public:
    static constexpr model::Duration tick = std::chrono::milliseconds{125};

    // `burst` in bytes, full at first; `rate` in bytes a second. Both positive.
    TokenBucket(std::int64_t burst, std::int64_t rate)
        : capacity_(burst), refill_(rate / ticks_a_second), tokens_(burst) {}

    // The longest piece that can ever be paid for.
    std::int64_t capacity() const { return capacity_; }
    // Pays for a piece as a whole, or does not pay. The ticks begin with the first call.
    bool pay(std::int64_t bytes, model::Instant now) {
        refill(now);
        if (bytes > tokens_) return false;
        tokens_ -= bytes;
        return true;
    }
    // When there will be more. After a call of pay().
    model::Instant next_refill() const { return last_tick_ + tick; }

private:
    static constexpr std::int64_t ticks_a_second = std::chrono::seconds{1} / tick;

    void refill(model::Instant now) {
        if (!started_) {
            started_ = true;
            last_tick_ = now;
        }
        const std::int64_t ticks = (now - last_tick_) / tick;
        last_tick_ += ticks * tick;
        const std::int64_t missing = capacity_ - tokens_;
        const bool fills = refill_ > 0 && ticks >= missing / refill_ + 1;
        tokens_ = fills ? capacity_ : std::min(capacity_, tokens_ + ticks * refill_);
    }

    std::int64_t capacity_;
    std::int64_t refill_;
    std::int64_t tokens_;
    model::Instant last_tick_{};
    bool started_ = false;
};

}  // namespace hourglass::real
