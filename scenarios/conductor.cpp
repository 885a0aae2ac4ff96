#include "scenarios/conductor.hpp"

#include "scenarios/ledger.hpp"
#include "scenarios/stimuli.hpp"

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using model::Instant;
using model::Record;
using model::Result;
using namespace std::chrono_literals;

// How often a request to stop is looked at while nothing happens.
constexpr model::Duration stop_check = 50ms;

class Conductor {
public:
    Conductor(model::Backend& backend, const Scenario& scenario, const StopRequested& stop)
        : backend_(backend),
          scenario_(scenario),
          stop_(stop),
          horizon_(backend.now() + scenario.horizon),
          stimuli_(backend) {}

    Result<void> play();

private:
    Result<void> perform(const InvokerStep& step);
    Result<void> ask(const InvokerStep& step);
    Result<void> come_to_rest();
    template <class Condition>
    Result<void> pump_while(Condition condition, Instant until);
    bool stopped() const { return stop_ && stop_(); }
    bool over() const { return stopped() || backend_.now() >= horizon_; }

    model::Backend& backend_;
    const Scenario& scenario_;
    const StopRequested& stop_;
    Instant horizon_;
    Ledger ledger_;
    Stimuli<model::Backend> stimuli_;
};

// Takes records while `condition` holds and `until` has not come.
template <class Condition>
Result<void> Conductor::pump_while(Condition condition, Instant until) {
    while (condition() && !stopped()) {
        const Instant slice = stop_ ? std::min(until, backend_.now() + stop_check) : until;
        const auto record = backend_.next(slice);
        if (!record) return tl::make_unexpected(record.error());
        if (*record) {
            ledger_.see(**record);
        } else if (backend_.now() >= until) {
            break;
        }
    }
    return {};
}

Result<void> Conductor::play() {
    for (const InvokerStep& step : scenario_.invoker) {
        if (over()) return {};
        if (auto performed = perform(step); !performed) return performed;
    }
    const auto unanswered = [this] { return !ledger_.all_answered(); };
    if (auto answered = pump_while(unanswered, horizon_); !answered) return answered;
    return come_to_rest();
}

// The last answer is not the end: an invoke answered early goes on, a failure is followed by a
// reset. Both show within the watch time, and then the platform is waited for.
Result<void> Conductor::come_to_rest() {
    const Instant limit = std::min(horizon_, backend_.now() + rest_limit);
    do {
        const Instant watched = std::min(limit, backend_.now() + watch_time);
        if (auto seen = pump_while([] { return true; }, watched); !seen) return seen;
        const auto busy = [this] { return !ledger_.at_rest(); };
        if (ledger_.at_rest()) break;
        if (auto rested = pump_while(busy, limit); !rested) return rested;
    } while (!stopped() && backend_.now() < limit);
    return {};
}

Result<void> Conductor::perform(const InvokerStep& step) {
    switch (step.ask) {
        case Ask::Wait:
            return pump_while([] { return true; }, std::min(horizon_, backend_.now() + step.time));
        case Ask::AwaitAll:
            return pump_while([this] { return !ledger_.all_answered(); }, horizon_);
        default:
            return ask(step);
    }
}

Result<void> Conductor::ask(const InvokerStep& step) {
    const Record stimulus = stimuli_.of(step);
    if (auto applied = backend_.apply(stimulus); !applied) return applied;
    const Ticket ticket = ledger_.asked(stimulus);
    if (step.waiting == Waiting::Background) return {};
    return pump_while([&] { return !ledger_.answered(ticket); }, horizon_);
}

}  // namespace

Result<model::Trace> conduct(model::Backend& backend, const Scenario& scenario,
                             const StopRequested& stop) {
    const Result<void> played = Conductor{backend, scenario, stop}.play();
    Result<model::Trace> trace = backend.finish();
    if (!played) return tl::make_unexpected(played.error());
    return trace;
}

}  // namespace hourglass::scenarios
