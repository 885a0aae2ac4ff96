#include "model/judge/replay.hpp"

#include "model/judge/scene_facts.hpp"
#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/platform.hpp"
#include "model/trace/deadlines.hpp"
#include "model/trace/format.hpp"

#include <array>
#include <memory>

namespace hourglass::model {

// Traces come from files: what no backend would ever give must not reach the platform.
bool is_possible(const Record& event) {
    constexpr std::int64_t most = 1'000'000'000'000'000'000;
    const bool of_process =
        event.kind == Kind::ProcessStartFailed || event.kind == Kind::ProcessExited;
    if (of_process && event.who != Who::Runtime && event.who != Who::Extension) return false;
    const bool of_slot = of_process && event.who == Who::Extension;
    if (of_slot && event.slot >= max_slots) return false;
    return event.amount <= most && event.amount >= -most;
}

namespace {

std::string line_of(const Record& record, const Trace& trace) {
    std::string line = write_record(record, trace);
    line.pop_back();  // the end of line
    return line;
}

class Replay {
public:
    explicit Replay(const Trace& trace)
        : trace_(trace), platform_(trace.header.setup), effects_(std::make_unique<Effects>()) {}

    std::optional<Divergence> run() {
        const auto& records = trace_.records;
        for (std::uint32_t i = 0; i < records.size() && !divergence_; ++i) {
            if (is_event(records[i].kind) || records[i].kind == Kind::End) {
                take(i);
            } else if (is_effect(records[i].kind)) {
                compare(i);
            } else if (records[i].kind == Kind::ClockStepped) {
                step_clock(records[i].amount);
            }
        }
        return std::move(divergence_);
    }

private:
    struct Armed {
        Instant due{};
        CallId token{};
    };

    // An event, or the end of the run, ends the step before it.
    void take(std::uint32_t index) {
        if (next_ < effects_->size()) {
            return part(index, line_of((*effects_)[next_], trace_),
                        line_of(trace_.records[index], trace_));
        }
        const Record& event = trace_.records[index];
        if (event.kind == Kind::End) return;
        if (event.at < now_ || !is_possible(event)) {
            return part(index, "an event that a platform can take", line_of(event, trace_));
        }
        if (const Armed* timer = timer_of(event); timer != nullptr && event.at < timer->due) {
            Record later = event;
            later.at = timer->due;
            return part(index, line_of(later, trace_), line_of(event, trace_));
        }
        now_ = event.at;
        platform_.step(event, *effects_);
        for (const Record& effect : *effects_) note_timer(effect);
        next_ = 0;
    }

    // That fires with this event, if it does.
    const Armed* timer_of(const Record& event) const {
        if (event.kind != Kind::TimerFired || event.code >= armed_.size()) return nullptr;
        const Armed& timer = armed_.at(event.code);
        return timer.token == event.call ? &timer : nullptr;
    }

    void note_timer(const Record& effect) {
        if (effect.kind != Kind::TimerArmed || effect.code >= armed_.size()) return;
        armed_.at(effect.code) = {Instant{Duration{effect.amount}}, effect.call};
    }

    // Bounded, so that no file can make it overflow.
    void step_clock(std::int64_t amount) {
        clock_off_ = judging::span_of((clock_off_ + judging::span_of(amount)).count());
    }

    void compare(std::uint32_t index) {
        const Record& seen = trace_.records[index];
        if (next_ == effects_->size()) {
            return part(index, "nothing more from this event", line_of(seen, trace_));
        }
        Record expected = (*effects_)[next_++];
        if (tells_deadline(expected)) expected.amount += clock_off_.count();
        if (expected == seen) return;
        part(index, line_of(expected, trace_), line_of(seen, trace_));
    }

    void part(std::uint32_t index, std::string expected, std::string seen) {
        divergence_ = Divergence{index, std::move(expected), std::move(seen)};
    }

    const Trace& trace_;
    Platform platform_;
    Instant now_{};
    std::unique_ptr<Effects> effects_;
    std::array<Armed, timer_count> armed_{};
    Duration clock_off_{};  // the steps of the wall clock so far
    std::size_t next_ = 0;  // effect of the last event that the trace must show
    std::optional<Divergence> divergence_;
};

}  // namespace

std::optional<Divergence> replay(const Trace& trace) {
    return Replay(trace).run();
}

}  // namespace hourglass::model
