#include "model/sandbox/backend_session.hpp"

#include "model/base/duration_text.hpp"
#include "model/base/expects.hpp"
#include "model/trace/answer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::model {

// What happened before the stimulus is seen first, so that it is not taken for the answer.
Result<Mark> BackendSession::ask(Record stimulus) {
    stimulus.who = Who::Invoker;
    for (;;) {
        const auto more = see_next(backend_.now());
        if (!more) return tl::make_unexpected(more.error());
        if (!*more) break;
    }
    const Mark mark{seen_.size()};
    if (auto applied = backend_.apply(stimulus); !applied) {
        return tl::make_unexpected(applied.error());
    }
    return mark;
}

Result<Record> BackendSession::await(Mark mark, const Question& is_meant, std::string_view name) {
    EXPECTS(!unacknowledged_ || unacknowledged_->given(),
            "the end of an init gets its ack before anything else is waited for");
    const Instant limit = backend_.now() + patience_;
    for (;;) {
        if (const auto found = find(mark, is_meant)) return *found;
        mark.position = seen_.size();
        const auto more = see_next(limit);
        if (!more) return tl::make_unexpected(more.error());
        if (*more || backend_.now() < limit) continue;
        return failure(ErrorKind::Environment,
                       fmt::format("no {} came from {} within {}", name, backend_.name(),
                                   write_duration(patience_)),
                       "wait for it longer, or look at the trace for what it hangs on");
    }
}

std::optional<Record> BackendSession::find(Mark mark, const Question& is_meant) const {
    const auto after = std::span{seen_}.subspan(std::min(mark.position, seen_.size()));
    const auto found = std::ranges::find_if(after, is_meant);
    return found == after.end() ? std::nullopt : std::optional{*found};
}

void BackendSession::name(InvokeId invoke, const std::string& request_id) {
    if (relay_) relay_->name(invoke, request_id);
}

std::vector<std::string> BackendSession::extensions() const {
    std::vector<std::string> names;
    for (const auto& [slot, name] : extensions_) names.push_back(name);
    return names;
}

Result<bool> BackendSession::see_next(Instant until) {
    const auto record = backend_.next(until);
    if (!record) return tl::make_unexpected(record.error());
    if (!*record) return false;
    note(**record);
    seen_.push_back(**record);
    // A record that cannot be sent disturbs nothing (EVT-07).
    if (relay_) static_cast<void>(relay_->relay(**record, extensions_));
    return true;
}

void BackendSession::note(const Record& record) {
    if (record.kind == Kind::RegisterCalled) registering_[record.call] = text_of(record.text);
    if (record.kind == Kind::ResetDone) extensions_.clear();
    if (record.kind != Kind::CallAnswered) return;
    const auto call = registering_.extract(record.call);
    if (call && code_of<Answer>(record) == Answer::Registered) {
        extensions_[record.slot] = call.mapped();
    }
}

}  // namespace hourglass::model
