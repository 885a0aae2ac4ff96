// Turns what was said between clients and the Runtime API of a foreign platform into records of an
// outsider's trace (model/judge/acceptor/sight.hpp). It translates and never judges.
#pragma once

#include "model/base/texts.hpp"
#include "model/trace/record.hpp"
#include "real/http_message.hpp"
#include "real/payloads.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::real {

class SeenCalls {
public:
    SeenCalls(model::Texts& texts, Payloads& payloads, std::int64_t wall_epoch_ms)
        : texts_(texts), payloads_(payloads), wall_epoch_ms_(wall_epoch_ms) {}

    // The invoker has asked: the next request id that a client is given is this invoke's.
    void asked(model::InvokeId invoke) { unnamed_.push_back(invoke); }
    // It is over: if no client was given its event, its request id is never heard.
    void over(model::InvokeId invoke) { std::erase(unnamed_, invoke); }
    // The process that calls as the runtime is the n-th.
    void runtime_started(std::uint32_t ordinal) { runtime_ = ordinal; }
    // File names of the external extensions, by slot.
    void expect_extensions(std::vector<std::string> names) { names_ = std::move(names); }

    // The call as an event; nothing if it is none that the platform decides on.
    std::optional<model::Record> call(const HttpRequest& request);
    // What its client was answered, for a call that was an event.
    model::Record answer(model::CallId call, int status, const HttpRequest& answer);

    model::InvokeId invoke_of(std::string_view request_id) const;

private:
    struct Identity {
        std::uint8_t slot{};
        std::uint32_t registration{};  // the number of the call that gave it
    };

    void name_caller(const HttpRequest& request, model::Record& event);
    model::InvokeId name_invoke(std::string_view request_id);
    std::uint8_t slot_of(std::string_view name);
    std::int64_t instant_of(std::int64_t wall_ms) const;
    void read_event(const model::Record& event, const HttpRequest& answer, model::Record& seen);
    void read_registration(const model::Record& event, const HttpRequest& answer,
                           model::Record& seen);

    model::Texts& texts_;
    Payloads& payloads_;
    std::int64_t wall_epoch_ms_;
    std::uint32_t runtime_ = 0;
    std::vector<std::string> names_;
    std::vector<model::InvokeId> unnamed_;
    std::map<std::string, model::InvokeId, std::less<>> invokes_;
    std::map<std::string, Identity, std::less<>> identities_;
    std::map<std::uint32_t, model::Record> events_;
};

}  // namespace hourglass::real
