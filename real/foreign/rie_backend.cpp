#include "real/foreign/rie_backend.hpp"

#include "model/base/expects.hpp"
#include "real/foreign/rie_run.hpp"

namespace hourglass::real {

using model::Record;
using model::Result;

Result<std::unique_ptr<RieBackend>> RieBackend::start(const scenarios::Scenario& scenario,
                                                      const RieOptions& options) {
    auto run = std::make_unique<Run>(scenario, options);
    if (auto started = run->start(); !started) return tl::make_unexpected(started.error());
    return std::unique_ptr<RieBackend>{new RieBackend{std::move(run)}};
}

RieBackend::RieBackend(std::unique_ptr<Run> run) : run_(std::move(run)) {}

RieBackend::~RieBackend() = default;

std::uint32_t RieBackend::capabilities() const {
    return static_cast<std::uint32_t>(model::Capability::ScriptedClients);
}

Result<void> RieBackend::apply(const Record& stimulus) {
    EXPECTS(stimulus.kind == model::Kind::InvokeAsked, "the emulator is asked for invokes only");
    run_->apply(stimulus);
    return {};
}

Result<std::optional<Record>> RieBackend::next(model::Instant until) {
    return run_->next(until);
}

model::PayloadId RieBackend::payload(std::string_view bytes) {
    return run_->payloads.intern(bytes);
}

std::string_view RieBackend::bytes_of(model::PayloadId payload) const {
    return run_->payloads.bytes_of(payload);
}

model::TextId RieBackend::text(std::string_view text) {
    return run_->texts.intern(text);
}

std::string_view RieBackend::text_of(model::TextId text) const {
    return run_->texts.text_of(text);
}

model::Instant RieBackend::now() const {
    return run_->now();
}

Result<model::Trace> RieBackend::finish() {
    return run_->finish();
}

}  // namespace hourglass::real
