// A sandbox as its operator drives it: bring it up, reserve it, invoke, reset, restore, shut down.
#pragma once

#include "model/base/time.hpp"
#include "model/sandbox/invoke_response_sender.hpp"
#include "model/sandbox/results.hpp"

#include <chrono>
#include <memory>
#include <optional>

namespace hourglass::model {

// One invocation of a sandbox.
class InvokeContext {
public:
    InvokeContext() = default;
    InvokeContext(const InvokeContext&) = delete;
    InvokeContext& operator=(const InvokeContext&) = delete;
    virtual ~InvokeContext() = default;

    // Returns at once. `sender` must live until wait() has returned.
    virtual void send_request(const Invoke& invoke, InvokeResponseSender& sender) = 0;
    // Returns when the invocation has ended; once, and after send_request().
    virtual InvokeOutcome wait() = 0;
};

// One initialisation of a sandbox.
class InitContext {
public:
    InitContext() = default;
    InitContext(const InitContext&) = delete;
    InitContext& operator=(const InitContext&) = delete;
    virtual ~InitContext() = default;

    // Returns when the init has ended; once. Until the caller gives the message's ack, the sandbox
    // does nothing else (INIT-14).
    virtual InitOutcome wait() = 0;
    // At any time, also before the init has ended, and as often as wanted.
    virtual std::unique_ptr<InvokeContext> reserve() = 0;
};

class SandboxContext {
public:
    SandboxContext() = default;
    SandboxContext(const SandboxContext&) = delete;
    SandboxContext& operator=(const SandboxContext&) = delete;
    virtual ~SandboxContext() = default;

    // Returns at once.
    virtual std::unique_ptr<InitContext> init(const Init& init,
                                              std::chrono::milliseconds timeout) = 0;
    // These return when the work is done. A reset leaves a sandbox that can be used again.
    virtual ResetOutcome reset(const Reset& reset) = 0;
    virtual ShutdownSuccess shutdown(const Shutdown& shutdown) = 0;
    virtual RestoreOutcome restore(const Restore& restore) = 0;

    // For the metrics of an invoke that a reset ends.
    virtual void set_runtime_started_time(std::optional<Instant> started) = 0;
    virtual void set_invoke_response_metrics(
        const std::optional<InvokeResponseMetrics>& metrics) = 0;
};

}  // namespace hourglass::model
