// One driver of a backend: asks for things, waits for what comes of them, and remembers what it
// has seen meanwhile, so that answers may be picked up in any order.
//
// (1) A wait lasts at most `patience` of the backend's time; then the answer is an Error.
// (2) While the end of an init waits for its ack, nothing else is waited for (INIT-14).
#pragma once

#include "model/backend.hpp"
#include "model/messages/ack.hpp"
#include "model/sandbox/event_relay.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hourglass::model {

// Where in the records to look for an answer.
struct Mark {
    std::size_t position{};
};

class BackendSession {
public:
    BackendSession(Backend& backend, Duration patience) : backend_{backend}, patience_{patience} {}

    // An answer to the stimulus comes after the mark.
    Result<Mark> ask(Record stimulus);
    InvokeId new_invoke() { return {++last_invoke_}; }

    using Question = std::function<bool(const Record&)>;
    // The first record after the mark that is meant; `name` is what a complaint calls it.
    Result<Record> await(Mark mark, const Question& is_meant, std::string_view name);
    // The same, among what has been seen already.
    std::optional<Record> find(Mark mark, const Question& is_meant) const;

    void hold_until(Ack ack) { unacknowledged_ = std::move(ack); }
    void relay_events_to(EventsAPI& events) { relay_.emplace(backend_, events); }
    void name(InvokeId invoke, const std::string& request_id);

    Backend& backend() { return backend_; }
    std::string text_of(TextId text) const { return std::string{backend_.text_of(text)}; }
    // Of the extensions that are registered, external ones first.
    std::vector<std::string> extensions() const;

private:
    Result<bool> see_next(Instant until);
    void note(const Record& record);

    Backend& backend_;
    Duration patience_;
    std::uint32_t last_invoke_ = 0;
    std::vector<Record> seen_;
    std::optional<Ack> unacknowledged_;
    std::optional<EventRelay> relay_;
    std::map<CallId, std::string> registering_;       // names of calls not yet answered
    std::map<std::uint8_t, std::string> extensions_;  // by slot
};

}  // namespace hourglass::model
