#include "scenarios/conductor.hpp"

#include "scenarios/ledger.hpp"

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using model::Instant;
using model::Kind;
using model::Record;
using model::Result;
using namespace std::chrono_literals;

// After everything is answered: how long the platform is watched for what it does by itself, and
// how long it may take until it is at rest (a shutdown sequence with its kills).
constexpr model::Duration watch_time = 20ms;
constexpr model::Duration rest_limit = 15s;
// How often a request to stop is looked at while nothing happens.
constexpr model::Duration stop_check = 50ms;
constexpr model::Duration restore_hook_limit = 10s;  // if the step names none

class Conductor {
public:
    Conductor(model::Backend& backend, const Scenario& scenario, const StopRequested& stop)
        : backend_(backend),
          scenario_(scenario),
          stop_(stop),
          horizon_(backend.now() + scenario.horizon) {}

    Result<void> play();

private:
    Result<void> perform(const InvokerStep& step);
    Result<void> ask(const InvokerStep& step);
    Result<void> come_to_rest();
    Record stimulus_of(const InvokerStep& step);
    Record invoke_of(const InvokerStep& step);
    template <class Condition>
    Result<void> pump_while(Condition condition, Instant until);
    bool stopped() const { return stop_ && stop_(); }
    bool over() const { return stopped() || backend_.now() >= horizon_; }

    model::Backend& backend_;
    const Scenario& scenario_;
    const StopRequested& stop_;
    Instant horizon_;
    Ledger ledger_;
    std::uint32_t last_invoke_ = 0;
    model::InvokeId reserved_{};
};

Kind kind_of(Ask ask) {
    switch (ask) {
        case Ask::Init:
            return Kind::InitAsked;
        case Ask::Reserve:
            return Kind::ReserveAsked;
        case Ask::Invoke:
            return Kind::InvokeAsked;
        case Ask::Reset:
            return Kind::ResetAsked;
        case Ask::Shutdown:
            return Kind::ShutdownAsked;
        case Ask::Restore:
            return Kind::RestoreAsked;
        default:
            return Kind::None;
    }
}

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
    const Record stimulus = stimulus_of(step);
    if (auto applied = backend_.apply(stimulus); !applied) return applied;
    const Ticket ticket = ledger_.asked(stimulus);
    if (step.waiting == Waiting::Background) return {};
    return pump_while([&] { return !ledger_.answered(ticket); }, horizon_);
}

Record Conductor::stimulus_of(const InvokerStep& step) {
    if (step.ask == Ask::Invoke) return invoke_of(step);
    Record stimulus{.kind = kind_of(step.ask), .who = model::Who::Invoker};
    switch (step.ask) {
        case Ask::Reserve:
            reserved_ = stimulus.invoke = {++last_invoke_};
            break;
        case Ask::Reset:
            stimulus.text = backend_.text(step.text);
            [[fallthrough]];
        case Ask::Shutdown:
            stimulus.amount = step.budget ? step.budget->count() : model::no_amount;
            break;
        case Ask::Restore:
            stimulus.amount = step.budget.value_or(restore_hook_limit).count();
            break;
        default:
            break;
    }
    return stimulus;
}

// A reservation is used up by the invoke after it.
Record Conductor::invoke_of(const InvokerStep& step) {
    const model::InvokeId id = reserved_ ? reserved_ : model::InvokeId{++last_invoke_};
    reserved_ = {};
    return {.amount = step.budget.value_or(model::Duration{}).count(),
            .invoke = id,
            .payload = backend_.payload(step.payload),
            .kind = Kind::InvokeAsked,
            .who = model::Who::Invoker};
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
