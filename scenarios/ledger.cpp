#include "scenarios/ledger.hpp"

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using model::Kind;
using model::Record;

// A shutdown sequence shows by its signals and timers; ResetDone or ShutdownDone ends it.
bool begins_stop(const Record& record) {
    if (record.kind == Kind::ProcessSignal) return true;
    if (record.kind != Kind::TimerArmed) return false;
    const auto timer = model::code_of<model::Timer>(record);
    return timer >= model::Timer::RuntimeStop && timer <= model::Timer::ReapWait;
}

}  // namespace

Ticket Ledger::asked(const Record& stimulus) {
    open_.push_back({.asked = stimulus, .ticket = ++last_});
    return last_;
}

bool Ledger::answered(Ticket ticket) const {
    return std::ranges::none_of(open_, [=](const Open& open) { return open.ticket == ticket; });
}

void Ledger::note(const Record& record) {
    if (begins_stop(record)) stopping_ = true;
    switch (record.kind) {
        case Kind::InitDone:
            if ((record.flags & model::phase_invoke) == 0) close_first(Kind::InitAsked);
            break;
        case Kind::ReserveAnswered:
            close_first(Kind::ReserveAsked);
            break;
        case Kind::InvokeRefused:
        case Kind::InvokeAnswered:
        case Kind::InvokeDone:
            close_invoke(record);
            break;
        case Kind::ResetDone:
            stopping_ = false;
            close_reset(record.text);
            break;
        case Kind::ShutdownDone:
            stopping_ = false;
            close_first(Kind::ShutdownAsked);
            break;
        case Kind::RestoreDone:
            close_first(Kind::RestoreAsked);
            break;
        default:
            break;
    }
}

void Ledger::close_first(Kind asked) {
    const auto first = std::ranges::find(open_, asked, [](const Open& o) { return o.asked.kind; });
    if (first != open_.end()) open_.erase(first);
}

// The platform also resets by itself, so the reason has to be the one that was asked for.
void Ledger::close_reset(model::TextId reason) {
    const auto first = std::ranges::find_if(open_, [=](const Open& open) {
        return open.asked.kind == Kind::ResetAsked && (!reason || open.asked.text == reason);
    });
    if (first != open_.end()) open_.erase(first);
}

void Ledger::close_invoke(const Record& record) {
    const auto open = std::ranges::find_if(open_, [&](const Open& o) {
        return o.asked.kind == Kind::InvokeAsked && o.asked.invoke == record.invoke;
    });
    if (open == open_.end()) return;
    open->replied |= record.kind == Kind::InvokeAnswered;
    open->done |= record.kind == Kind::InvokeDone;
    const bool refused = record.kind == Kind::InvokeRefused;
    if (refused || (open->replied && open->done)) open_.erase(open);
}

}  // namespace hourglass::scenarios
