#include "model/sandbox/backend_sandbox.hpp"

#include "model/base/expects.hpp"
#include "model/sandbox/activities.hpp"

#include <utility>

namespace hourglass::model {

namespace {

class BackendInvoke final : public InvokeContext {
public:
    BackendInvoke(BackendSession& session, std::chrono::milliseconds timeout)
        : session_{session}, timeout_{timeout} {}

    void send_request(const Invoke& invoke, InvokeResponseSender& sender) override {
        EXPECTS(sender_ == nullptr, "a reservation is for one request");
        sender_ = &sender;
        std::string buffer;
        begun_ = begin_invoke(session_, invoke, timeout_, buffer);
    }

    InvokeOutcome wait() override {
        EXPECTS(sender_ != nullptr, "an invoke is waited for after its request was sent");
        return end_invoke(session_, begun_, *sender_);
    }

private:
    BackendSession& session_;
    std::chrono::milliseconds timeout_;
    InvokeResponseSender* sender_ = nullptr;
    Result<Invocation> begun_;
};

class BackendInit final : public InitContext {
public:
    BackendInit(BackendSession& session, std::chrono::milliseconds timeout_invoke)
        : session_{session}, timeout_invoke_{timeout_invoke}, asked_{begin_init(session)} {}

    InitOutcome wait() override {
        EXPECTS(!std::exchange(waited_, true), "the end of an init is waited for once");
        return end_init(session_, asked_);
    }

    std::unique_ptr<InvokeContext> reserve() override {
        return std::make_unique<BackendInvoke>(session_, timeout_invoke_);
    }

private:
    BackendSession& session_;
    std::chrono::milliseconds timeout_invoke_;
    Result<Mark> asked_;
    bool waited_ = false;
};

template <class Message>
void deliver(const Message& message, Receiver<Message>& receiver) {
    receiver.receive(message);
    message.ack.wait();
}

}  // namespace

std::unique_ptr<InitContext> BackendSandbox::init(const Init& init, std::chrono::milliseconds) {
    return std::make_unique<BackendInit>(session_, init.timeout_invoke);
}

ResetOutcome BackendSandbox::reset(const Reset& reset) {
    return with_metrics(model::reset(session_, reset),
                        response_metrics(response_metrics_, runtime_started_));
}

ShutdownSuccess BackendSandbox::shutdown(const Shutdown& shutdown) {
    return model::shutdown(session_, shutdown);
}

RestoreOutcome BackendSandbox::restore(const Restore& restore) {
    return model::restore(session_, restore);
}

void BackendSandbox::set_runtime_started_time(std::optional<Instant> started) {
    runtime_started_ = started;
}

void BackendSandbox::set_invoke_response_metrics(
    const std::optional<InvokeResponseMetrics>& metrics) {
    response_metrics_ = metrics;
}

void BackendCore::handle_init(const Init& init, Receiver<InitSuccess>& success,
                              Receiver<InitFailure>& failure) {
    timeout_invoke_ = init.timeout_invoke;
    const auto outcome = end_init(session_, begin_init(session_));
    if (outcome) return deliver(*outcome, success);
    deliver(outcome.error(), failure);
}

InvokeOutcome BackendCore::handle_invoke(const Invoke& invoke, const SandboxInfoFromInit&,
                                         std::string& request, InvokeResponseSender& sender) {
    const auto begun = begin_invoke(session_, invoke, timeout_invoke_, request);
    return end_invoke(session_, begun, sender);
}

ResetOutcome BackendCore::handle_reset(const Reset& reset) {
    return with_metrics(model::reset(session_, reset),
                        response_metrics(response_metrics_, runtime_started_));
}

ShutdownSuccess BackendCore::handle_shutdown(const Shutdown& shutdown) {
    return model::shutdown(session_, shutdown);
}

RestoreOutcome BackendCore::handle_restore(const Restore& restore) {
    return model::restore(session_, restore);
}

void BackendCore::set_runtime_started_time(std::optional<Instant> started) {
    runtime_started_ = started;
}

void BackendCore::set_invoke_response_metrics(const std::optional<InvokeResponseMetrics>& metrics) {
    response_metrics_ = metrics;
}

void BackendCore::set_events_api(EventsAPI& events) {
    session_.relay_events_to(events);
}

}  // namespace hourglass::model
