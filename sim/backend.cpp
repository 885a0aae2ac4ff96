#include "sim/backend.hpp"

#include "model/trace/payload_bytes.hpp"

#include <fmt/format.h>

#include <utility>

namespace hourglass::sim {

using model::Record;
using model::Result;

void SimBackend::reset(std::uint64_t seed) {
    world_.restart(seed);
    read_ = 0;
}

void SimBackend::plant(const Defect& defect) {
    world_.plant(&defect);
    reset(world_.trace().header.seed);
}

void SimBackend::mutate(const model::mutants::Mutant& mutant) {
    world_.mutate(&mutant);
    reset(world_.trace().header.seed);
}

std::uint32_t SimBackend::capabilities() const {
    using model::Capability;
    std::uint32_t bits = 0;
    for (const Capability one :
         {Capability::WhiteBox, Capability::ScriptedClients, Capability::Freeze,
          Capability::Restore, Capability::Reset, Capability::Shutdown, Capability::SeparateInit}) {
        bits |= static_cast<std::uint32_t>(one);
    }
    return bits;
}

Result<void> SimBackend::apply(const Record& stimulus) {
    const bool asks =
        stimulus.kind >= model::Kind::InitAsked && stimulus.kind <= model::Kind::RestoreAsked;
    EXPECTS(asks, "only what an invoker may ask is applied to a backend");
    world_.ask(stimulus);
    return {};
}

Result<std::optional<Record>> SimBackend::next(model::Instant until) {
    while (read_ == world_.records().size()) {
        if (!world_.advance(until)) return std::nullopt;
    }
    return world_.records()[read_++];
}

std::string_view SimBackend::bytes_of(model::PayloadId payload) const {
    return model::bytes_of(world_.trace(), payload);
}

std::string_view SimBackend::text_of(model::TextId text) const {
    return world_.trace().texts.text_of(text);
}

Result<model::Trace> SimBackend::finish() {
    world_.end();
    return world_.take_trace();
}

Result<std::unique_ptr<SimBackend>> simulate(const scenarios::Scenario& scenario,
                                             model::ProfileName profile, std::uint64_t seed) {
    Result<Script> script = script_of(scenario, profile);
    if (!script) return tl::make_unexpected(script.error());
    return std::make_unique<SimBackend>(*std::move(script), seed);
}

}  // namespace hourglass::sim
