#include "real/process_backend.hpp"

#include "model/base/expects.hpp"
#include "real/descendants.hpp"
#include "real/process_run.hpp"
#include "scenarios/unkindness.hpp"

namespace hourglass::real {

using model::Record;
using model::Result;

Result<std::unique_ptr<ProcessBackend>> ProcessBackend::start(const scenarios::Scenario& scenario,
                                                              const ProcessOptions& options) {
    adopt_orphans();
    const auto unkind = scenarios::unkindness_of(scenario.config.environment);
    if (!unkind) return tl::make_unexpected(unkind.error());
    auto plan = ClientPlan::make(scenario, options.clients);
    if (!plan) return tl::make_unexpected(plan.error());
    std::shared_ptr<SandboxGuard> guard = options.guard;
    if (!guard) {
        auto started = SandboxGuard::start(options.clients.probe);
        if (!started) return tl::make_unexpected(started.error());
        guard = *std::move(started);
    }
    auto run = std::make_unique<Run>(scenario, options, *std::move(plan), std::move(guard));
    if (auto listening = run->listen(); !listening) return tl::make_unexpected(listening.error());
    return std::unique_ptr<ProcessBackend>{new ProcessBackend{std::move(run)}};
}

ProcessBackend::ProcessBackend(std::unique_ptr<Run> run) : run_(std::move(run)) {}

ProcessBackend::~ProcessBackend() = default;

std::uint32_t ProcessBackend::capabilities() const {
    using model::Capability;
    std::uint32_t bits = 0;
    for (const Capability one :
         {Capability::WhiteBox, Capability::ScriptedClients, Capability::ForeignClients,
          Capability::Freeze, Capability::TelemetryApi, Capability::Streaming, Capability::Restore,
          Capability::Reset, Capability::Shutdown, Capability::SeparateInit, Capability::Wire}) {
        bits |= static_cast<std::uint32_t>(one);
    }
    return bits;
}

Result<void> ProcessBackend::apply(const Record& stimulus) {
    const bool asks =
        stimulus.kind >= model::Kind::InitAsked && stimulus.kind <= model::Kind::RestoreAsked;
    EXPECTS(asks, "only what an invoker may ask is applied to a backend");
    run_->apply(stimulus);
    return {};
}

Result<std::optional<Record>> ProcessBackend::next(model::Instant until) {
    return run_->next(until);
}

model::PayloadId ProcessBackend::payload(std::string_view bytes) {
    return run_->payloads().intern(bytes);
}

std::string_view ProcessBackend::bytes_of(model::PayloadId payload) const {
    return run_->payloads().bytes_of(payload);
}

model::TextId ProcessBackend::text(std::string_view text) {
    return run_->texts().intern(text);
}

std::string_view ProcessBackend::text_of(model::TextId text) const {
    return run_->texts().text_of(text);
}

model::Instant ProcessBackend::now() const {
    return run_->now();
}

Result<model::Trace> ProcessBackend::finish() {
    return run_->finish();
}

std::uint16_t ProcessBackend::port() const {
    return run_->port();
}

boost::asio::io_context& ProcessBackend::loop() {
    return run_->loop();
}

const FunctionIdentity& ProcessBackend::function() const {
    return run_->function();
}

std::string ProcessBackend::request_id(model::InvokeId invoke) const {
    return run_->names().id_of(invoke);
}

void ProcessBackend::announce(model::InvokeId invoke, CallerHeaders headers) {
    run_->announce(invoke, std::move(headers));
}

void ProcessBackend::stream_to(StreamTaker* taker) {
    run_->stream_to(taker);
}

void ProcessBackend::stream_has_room() {
    run_->stream_has_room();
}

model::TextId ProcessBackend::foreign_text(std::string_view text) {
    return intern_foreign(run_->texts(), text);
}

void ProcessBackend::note(const Record& observation) {
    run_->note(observation);
}

}  // namespace hourglass::real
