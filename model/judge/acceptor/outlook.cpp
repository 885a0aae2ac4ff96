#include "model/judge/acceptor/outlook.hpp"

#include "model/judge/acceptor/acceptor.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/calls.hpp"

#include <algorithm>
#include <limits>

namespace hourglass::model::acceptor {

namespace {

constexpr auto more_than_one = std::numeric_limits<std::uint32_t>::max();

// Whether the client of the call is the process, or lives in it as an internal extension does.
bool lives_in(const Record& call, const Record& process, const Setup& setup) {
    if (call.who != Who::Extension) return process.who == call.who;
    const auto files = setup.names.begin() + setup.external_extensions;
    const auto file = std::find(setup.names.begin(), files, call.text);
    const bool registers = call.kind == Kind::RegisterCalled;
    const auto slot = registers ? static_cast<std::uint8_t>(file - setup.names.begin()) : call.slot;
    if (slot >= setup.external_extensions) return process.who == Who::Runtime;
    return process.who == Who::Extension && process.slot == slot;
}

}  // namespace

Outlook::Outlook(const Trace& seen) : trace(seen), tolerance(seen.header.tolerance) {
    std::vector<Record> under_way;
    for (Index index = 0; index < seen.records.size(); ++index) {
        end = seen.records[index].at;
        if (is_end_of_platform(seen.records[index])) break;
        read(index, under_way);
    }
}

void Outlook::read(Index index, std::vector<Record>& under_way) {
    const Record& record = trace.records[index];
    const auto forget = [&](CallId call) {
        std::erase_if(under_way, [call](const Record& one) { return one.call == call; });
    };
    if (is_api_call(record.kind)) {
        under_way.push_back(record);
    } else if (record.kind == Kind::CallAnswered) {
        note(calls_, record.call.value, index);
        forget(record.call);
    } else if (record.kind == Kind::CallAbandoned || record.kind == Kind::CallLost) {
        deafen(record.call, record.at);
        forget(record.call);
    } else if (record.kind == Kind::ProcessExited) {
        for (const Record& call : under_way) {
            if (lives_in(call, record, trace.header.setup)) deafen(call.call, record.at);
        }
    } else if (record.kind == Kind::InvokeAnswered || record.kind == Kind::InvokeRefused) {
        note(invokes_, record.invoke.value, index);
    } else if (record.kind == Kind::ReserveAnswered) {
        note(reservations_, record.invoke.value, index);
    }
}

void Outlook::note(std::vector<Index>& seen, std::uint32_t number, Index index) {
    if (number >= seen.size()) seen.resize(number + 1, 0);
    seen[number] = seen[number] == 0 ? index + 1 : more_than_one;
}

Outlook::Fate Outlook::fate_in(const std::vector<Index>& seen, std::uint32_t number) const {
    const Index found = number < seen.size() ? seen[number] : 0;
    if (found == more_than_one) return {};
    return {.known = true, .seen = found == 0 ? nullptr : &trace.records[found - 1]};
}

Outlook::Fate Outlook::fate_of(const Record& effect) const {
    switch (effect.kind) {
        case Kind::CallAnswered:
            return fate_in(calls_, effect.call.value);
        case Kind::InvokeAnswered:
        case Kind::InvokeRefused:
            return fate_in(invokes_, effect.invoke.value);
        case Kind::ReserveAnswered:
            return fate_in(reservations_, effect.invoke.value);
        default:
            return {};
    }
}

void Outlook::deafen(CallId call, Instant at) {
    if (call.value >= deaf_from.size()) deaf_from.resize(call.value + 1, end_of_time);
    deaf_from[call.value] = std::min(deaf_from[call.value], at);
}

bool Outlook::may_stay_unseen(const Record& effect, Instant until) const {
    if (effect.kind != Kind::CallAnswered) return false;
    if (code_of<Answer>(effect) == Answer::ConnectionClosed) return true;
    return effect.call.value < deaf_from.size() && deaf_from[effect.call.value] <= until;
}

}  // namespace hourglass::model::acceptor
