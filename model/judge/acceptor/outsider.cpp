#include "model/judge/acceptor/outsider.hpp"

#include "model/judge/acceptor/sight.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/calls.hpp"
#include "model/trace/deadlines.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace hourglass::model::acceptor {

namespace {

using Start = std::tuple<Who, std::uint8_t, std::uint32_t>;  // who, slot, generation

class Cut {
public:
    Cut(const Trace& white, const Outsider& outsider) : white_(white), outsider_(outsider) {}

    Trace run() {
        for (const Record& record : white_.records) note_fate(record);
        for (const Record& record : white_.records) see(record);
        std::stable_sort(seen_.begin(), seen_.end(),
                         [](const Record& a, const Record& b) { return a.at < b.at; });
        Trace cut;
        cut.header = white_.header;
        cut.header.view = outsider_.view;
        cut.header.tolerance = outsider_.tolerance;
        cut.records = std::move(seen_);
        cut.texts = white_.texts;
        cut.payloads = white_.payloads;
        return cut;
    }

private:
    void note_fate(const Record& record) {
        const bool ends = record.kind == Kind::CallReceived || record.kind == Kind::CallLost;
        if (ends) fates_.emplace(record.call.value, record);
    }

    void see(const Record& record) {
        switch (record.kind) {
            case Kind::ProcessStart:
                return count_start(record);
            case Kind::CallAnswered:
                return see_answer(record);
            case Kind::ProcessStarted:
                return see_start(record);
            case Kind::ClockStepped:
                clock_off_ += record.amount;
                return;
            case Kind::End:
            case Kind::Leak:
                return push(record, record.at);
            default:
                break;
        }
        if (is_event(record.kind) && record.kind != Kind::TimerFired) return see_event(record);
        if (is_seen(record, outsider_.view)) see_effect(record);
    }

    void count_start(const Record& start) {
        auto& ordinal = starts_[{start.who, start.slot}];
        ++ordinal;
        ordinals_[{start.who, start.slot, start.generation}] = ordinal;
    }

    // Where the call reached the platform, however long the answer is on its way: the first answer
    // is the one that its client hears. A call that is over has nobody who hears.
    void see_answer(const Record& answered) {
        const auto open = open_.find(answered.call.value);
        if (open == open_.end()) return;
        const std::uint64_t client = open->second;
        open_.erase(open);
        Record answer = answered;
        if (code_of<Answer>(answer) == Answer::Registered) {
            registrations_[{answer.slot, answer.generation}] = answer.call.value;
        }
        // Who reads a deadline looks at the same wall clock.
        if (tells_deadline(answer)) answer.amount -= clock_off_;
        answer.generation = 0;
        Instant at = later(answer.at);
        const auto fate = fates_.find(answer.call.value);
        if (fate != fates_.end()) {
            at = std::min(at, fate->second.at);
            if (fate->second.kind == Kind::CallLost) answer = fate->second;
        }
        const bool closed = code_of<Answer>(answered) == Answer::ConnectionClosed;
        if (closed && answer.kind == Kind::CallAnswered) return;
        Instant& last = last_of_[client];
        last = std::max(last, at);
        push(answer, at);
    }

    void see_event(Record event) {
        const Record taken = event;
        if (event.kind == Kind::ResetAsked) resets_.push_back(event.text);
        if (is_api_call(event.kind)) {
            event.generation = caller_of(event);
            open_[event.call.value] = client(event);
        } else if (event.kind == Kind::CallAbandoned) {
            open_.erase(event.call.value);
        } else if (event.kind >= Kind::ProcessStartFailed) {
            event = named_by_start(event);
        }
        push(event, earlier(taken.at, earliest_of(event)));
        if (is_api_call(event.kind)) last_of_[client(event)] = seen_.back().at;
    }

    // A client is seen to do one thing after the other, and to end after all it did.
    Instant earliest_of(const Record& event) const {
        Instant earliest{};
        for (const auto& [whose, at] : last_of_) {
            const bool own = event.kind == Kind::ProcessExited ||
                             event.kind == Kind::CallAbandoned ||
                             (is_api_call(event.kind) && whose == client(event));
            if (own) earliest = std::max(earliest, at);
        }
        return earliest;
    }

    // The starts of one process are seen in their order.
    void see_start(const Record& started) {
        Instant& last = started_[{started.who, started.slot}];
        last = std::max(last, later(started.at));
        push(named_by_start(started), last);
    }

    // A reset that nobody asked for is answered to nobody.
    bool is_asked_for(const Record& done) {
        const auto found = std::ranges::find(resets_, done.text);
        if (found == resets_.end()) return false;
        resets_.erase(found);
        return true;
    }

    void see_effect(Record effect) {
        if (effect.kind == Kind::ResetDone && !is_asked_for(effect)) return;
        if (effect.kind == Kind::ProcessSignal) effect = named_by_start(effect);
        if (effect.kind != Kind::ProcessSignal) effect.generation = 0;
        const bool in_log = !is_seen(effect, View::Black);
        const Instant at = later(effect.at);
        push(effect, in_log ? logged_ = std::max(logged_, at) : at);
    }

    std::uint32_t caller_of(const Record& call) const {
        if (call.kind == Kind::RegisterCalled) return 0;
        if (call.who == Who::Extension) {
            const auto found = registrations_.find({call.slot, call.generation});
            return found == registrations_.end() ? 0 : found->second;
        }
        return ordinal_of({Who::Runtime, 0, call.generation});
    }

    std::uint32_t ordinal_of(const Start& start) const {
        const auto found = ordinals_.find(start);
        return found == ordinals_.end() ? 0 : found->second;
    }

    Record named_by_start(Record record) const {
        record.generation = ordinal_of({record.who, record.slot, record.generation});
        return record;
    }

    // Who may not be seen to call before it was seen to be answered.
    static std::uint64_t client(const Record& call) {
        const std::uint64_t name = call.kind == Kind::RegisterCalled ? call.text.value : call.slot;
        const std::uint64_t kind = call.kind == Kind::RegisterCalled ? 2U : 1U;
        return call.who == Who::Runtime ? 0 : kind << 32U | name;
    }

    Duration off() const { return outsider_.off ? outsider_.off(outsider_.tolerance) : Duration{}; }
    Instant later(Instant at) const { return at + off(); }
    Instant earlier(Instant at, Instant earliest) const {
        return std::max({at - off(), std::min(earliest, at), Instant{}});
    }
    void push(Record record, Instant at) {
        record.at = at;
        seen_.push_back(record);
    }

    const Trace& white_;
    const Outsider& outsider_;
    std::vector<Record> seen_;
    std::map<std::pair<Who, std::uint8_t>, std::uint32_t> starts_;
    std::map<Start, std::uint32_t> ordinals_;
    std::int64_t clock_off_ = 0;  // the steps of the wall clock so far, ns
    std::map<std::pair<std::uint8_t, std::uint32_t>, std::uint32_t> registrations_;
    std::map<std::uint32_t, std::uint64_t> open_;  // who waits for the answer to the call
    std::map<std::uint32_t, Record> fates_;        // how its client came to know of the answer
    std::map<std::uint64_t, Instant> last_of_;
    std::map<std::pair<Who, std::uint8_t>, Instant> started_;
    std::vector<TextId> resets_;  // reasons of those that were asked for and are not done
    Instant logged_{};            // a log keeps its order
};

}  // namespace

Trace outsider_view(const Trace& white, const Outsider& outsider) {
    return Cut{white, outsider}.run();
}

}  // namespace hourglass::model::acceptor
