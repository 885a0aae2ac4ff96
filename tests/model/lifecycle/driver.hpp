// Drives a Platform by hand: verbs for what happens, and questions about what came of it.
#pragma once

#include "model/lifecycle/platform.hpp"
#include "model/trace/answer.hpp"

#include <optional>
#include <vector>

namespace hourglass::model {

class Driver {
public:
    explicit Driver(const Setup& setup) : platform(setup) {}

    // ---- what happens
    void passes(Duration time) { now_ += time; }
    void init() { take({.kind = Kind::InitAsked}); }
    void invoke(std::uint32_t id) {
        take({.invoke = InvokeId{id}, .payload = PayloadId{id}, .kind = Kind::InvokeAsked});
    }
    void reset(TextId reason = known_text("failure"), std::int64_t budget = no_amount) {
        take({.amount = budget, .text = reason, .kind = Kind::ResetAsked});
    }
    void shutdown() { take({.amount = no_amount, .kind = Kind::ShutdownAsked}); }
    CallId next() { return call({.kind = Kind::RuntimeNextCalled}); }
    CallId respond(std::uint32_t id, std::int64_t bytes = 2) {
        return call({.amount = bytes,
                     .invoke = InvokeId{id},
                     .payload = PayloadId{id + 1000},
                     .kind = Kind::ResponsePosted});
    }
    CallId init_error() {
        return call({.payload = PayloadId{77},
                     .text = known_text("Runtime.Unknown"),
                     .kind = Kind::InitErrorPosted});
    }
    CallId registers(TextId name, std::uint8_t events) {
        return call({.text = name, .kind = Kind::RegisterCalled, .flags = events});
    }
    CallId extension_next(std::uint8_t slot) {
        return call(
            {.generation = platform.generation(), .kind = Kind::ExtensionNextCalled, .slot = slot});
    }
    void exits(Who who, std::uint8_t slot = 0, std::int64_t status = 1) {
        take({.amount = status,
              .generation = generation_of(who, slot),
              .kind = Kind::ProcessExited,
              .who = who,
              .slot = slot});
    }
    void abandons(CallId id) { take({.call = id, .kind = Kind::CallAbandoned}); }
    // Lets the armed timer fire at its due time; false if it is not armed.
    bool fires(Timer timer);

    // ---- what came of it
    std::optional<Record> last(Kind kind) const;
    std::size_t count(Kind kind) const;
    std::optional<Answer> answer_to(CallId id) const;
    bool signalled(Who who, Signal signal, std::uint8_t slot = 0) const;
    const std::vector<Record>& history() const { return history_; }
    Instant now() const { return now_; }

    Platform platform;

private:
    CallId call(Record event) {
        event.call = CallId{++last_call_};
        take(event);
        return event.call;
    }
    void take(Record event);
    std::uint32_t generation_of(Who who, std::uint8_t slot) const;

    std::vector<Record> history_;
    Effects effects_;
    Instant now_{};
    std::uint32_t last_call_ = 0;
};

}  // namespace hourglass::model
