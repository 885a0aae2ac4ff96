// A sandbox behind any backend, so that a test of anybody's can drive it as an operator does:
//
//     BackendSandbox sandbox{backend};
//     auto init = sandbox.init({}, 10s);
//     init->wait()->ack.give();
//     auto invoke = init->reserve();
//     invoke->send_request(request, sender);
//     EXPECT_TRUE(invoke->wait());
//
// * Handler, credentials, variables and extensions are those that the backend was set up with; of
//   an Init request only the function's timeout counts.
// * Nothing runs beside the caller: time passes while something is waited for.
// * A completion time is how long after its accepted answer an invoke was done (METR-05).
#pragma once

#include "model/sandbox/backend_session.hpp"
#include "model/sandbox/outcomes.hpp"
#include "model/sandbox/rapid_context.hpp"
#include "model/sandbox/sandbox_context.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace hourglass::model {

// How long something is waited for, in the backend's time, before it counts as hanging.
inline constexpr Duration default_patience = std::chrono::minutes{20};

class BackendSandbox final : public SandboxContext {
public:
    explicit BackendSandbox(Backend& backend, Duration patience = default_patience)
        : session_{backend, patience} {}

    std::unique_ptr<InitContext> init(const Init& init, std::chrono::milliseconds timeout) override;
    ResetOutcome reset(const Reset& reset) override;
    ShutdownSuccess shutdown(const Shutdown& shutdown) override;
    RestoreOutcome restore(const Restore& restore) override;
    void set_runtime_started_time(std::optional<Instant> started) override;
    void set_invoke_response_metrics(const std::optional<InvokeResponseMetrics>& metrics) override;

private:
    BackendSession session_;
    std::optional<Instant> runtime_started_;
    std::optional<InvokeResponseMetrics> response_metrics_;
};

// The same, with methods that return when the work is done.
class BackendCore final : public RapidContext {
public:
    explicit BackendCore(Backend& backend, Duration patience = default_patience)
        : session_{backend, patience} {}

    void handle_init(const Init& init, Receiver<InitSuccess>& success,
                     Receiver<InitFailure>& failure) override;
    InvokeOutcome handle_invoke(const Invoke& invoke, const SandboxInfoFromInit& from_init,
                                std::string& request, InvokeResponseSender& sender) override;
    ResetOutcome handle_reset(const Reset& reset) override;
    ShutdownSuccess handle_shutdown(const Shutdown& shutdown) override;
    RestoreOutcome handle_restore(const Restore& restore) override;
    void clear() override {}  // a backend's reset forgets by itself
    void set_runtime_started_time(std::optional<Instant> started) override;
    void set_invoke_response_metrics(const std::optional<InvokeResponseMetrics>& metrics) override;
    void set_events_api(EventsAPI& events) override;

private:
    BackendSession session_;
    std::chrono::milliseconds timeout_invoke_{};
    std::optional<Instant> runtime_started_;
    std::optional<InvokeResponseMetrics> response_metrics_;
};

}  // namespace hourglass::model
