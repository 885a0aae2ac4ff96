#include "tests/model/judge/trace_changes.hpp"

#include "model/base/expects.hpp"

#include <algorithm>

namespace hourglass::model {

namespace {

using Records = std::vector<Record>;

template <class Wanted>
Records::iterator nth_of(Records& records, std::size_t nth, Wanted wanted) {
    const auto found =
        std::ranges::find_if(records, [&](const Record& one) { return wanted(one) && nth-- == 0; });
    EXPECTS(found != records.end(), "a trace has the record that a test wants to change");
    return found;
}

auto is_kind(Kind kind) {
    return [kind](const Record& one) { return one.kind == kind; };
}

template <class Code>
auto is(Kind kind, Code code) {
    return [=](const Record& one) { return one.kind == kind && code_of<Code>(one) == code; };
}

}  // namespace

Trace changed(Trace trace, Kind kind, const Change& change, std::size_t nth) {
    change(*nth_of(trace.records, nth, is_kind(kind)));
    return trace;
}

Trace changed(Trace trace, Answer answer, const Change& change, std::size_t nth) {
    change(*nth_of(trace.records, nth, is(Kind::CallAnswered, answer)));
    return trace;
}

Trace changed(Trace trace, PlatformEvent event, const Change& change, std::size_t nth) {
    change(*nth_of(trace.records, nth, is(Kind::Telemetry, event)));
    return trace;
}

Trace changed(Trace trace, Timer armed, const Change& change, std::size_t nth) {
    change(*nth_of(trace.records, nth, is(Kind::TimerArmed, armed)));
    return trace;
}

Trace without(Trace trace, Kind kind, std::size_t nth) {
    trace.records.erase(nth_of(trace.records, nth, is_kind(kind)));
    return trace;
}

Trace without(Trace trace, PlatformEvent event, std::size_t nth) {
    trace.records.erase(nth_of(trace.records, nth, is(Kind::Telemetry, event)));
    return trace;
}

Trace doubled(Trace trace, Kind kind, std::size_t nth) {
    const auto found = nth_of(trace.records, nth, is_kind(kind));
    trace.records.insert(found, Record{*found});
    return trace;
}

Trace doubled(Trace trace, PlatformEvent event, std::size_t nth) {
    const auto found = nth_of(trace.records, nth, is(Kind::Telemetry, event));
    trace.records.insert(found, Record{*found});
    return trace;
}

Trace inserted(Trace trace, Record record, Kind before, std::size_t nth) {
    const auto found = nth_of(trace.records, nth, is_kind(before));
    record.at = found->at;
    trace.records.insert(found, record);
    return trace;
}

}  // namespace hourglass::model
