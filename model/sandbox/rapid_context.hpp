// The core of a sandbox, whose methods return when the work is done. SandboxContext stands over it
// and returns at once where the work takes long.
#pragma once

#include "model/base/time.hpp"
#include "model/sandbox/events_api.hpp"
#include "model/sandbox/invoke_response_sender.hpp"
#include "model/sandbox/results.hpp"

#include <optional>
#include <string>

namespace hourglass::model {

// Takes the message that ends an activity.
template <class Message>
class Receiver {
public:
    Receiver() = default;
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;
    virtual ~Receiver() = default;

    virtual void receive(const Message& message) = 0;
};

class RapidContext {
public:
    RapidContext() = default;
    RapidContext(const RapidContext&) = delete;
    RapidContext& operator=(const RapidContext&) = delete;
    virtual ~RapidContext() = default;

    // Gives one message to one of the two, and returns when that message's ack was given (INIT-14).
    virtual void handle_init(const Init& init, Receiver<InitSuccess>& success,
                             Receiver<InitFailure>& failure) = 0;
    // Has no limit of time of its own. `request` buffers the payload; all invokes of an init share
    // one.
    virtual InvokeOutcome handle_invoke(const Invoke& invoke, const SandboxInfoFromInit& from_init,
                                        std::string& request, InvokeResponseSender& sender) = 0;
    // At any time: ends what is going on.
    virtual ResetOutcome handle_reset(const Reset& reset) = 0;
    // Waits for what is going on to end by itself.
    virtual ShutdownSuccess handle_shutdown(const Shutdown& shutdown) = 0;
    virtual RestoreOutcome handle_restore(const Restore& restore) = 0;
    // Forgets registrations, errors and barriers; twice is as good as once. Not during the others.
    virtual void clear() = 0;

    virtual void set_runtime_started_time(std::optional<Instant> started) = 0;
    virtual void set_invoke_response_metrics(
        const std::optional<InvokeResponseMetrics>& metrics) = 0;
    virtual void set_events_api(EventsAPI& events) = 0;
};

}  // namespace hourglass::model
