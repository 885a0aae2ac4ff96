// The simulator behind the Backend port: our Platform in a world of virtual time.
#pragma once

#include "model/backend.hpp"
#include "scenarios/scenario.hpp"
#include "sim/world.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace hourglass::sim {

class SimBackend final : public model::Backend {
public:
    SimBackend(Script script, std::uint64_t seed) : world_(std::move(script), seed) {}

    // The same script from the beginning, with another seed. Not after finish().
    void reset(std::uint64_t seed);
    // From the beginning on a platform with this defect.
    void plant(const Defect& defect);
    // From the beginning on a platform with this mutant in its tables.
    void mutate(const model::mutants::Mutant& mutant);

    std::string_view name() const override { return "sim"; }
    std::uint32_t capabilities() const override;
    model::Result<void> apply(const model::Record& stimulus) override;
    model::Result<std::optional<model::Record>> next(model::Instant until) override;
    model::PayloadId payload(std::string_view bytes) override { return world_.payload(bytes); }
    std::string_view bytes_of(model::PayloadId payload) const override;
    model::TextId text(std::string_view text) override { return world_.text(text); }
    std::string_view text_of(model::TextId text) const override;
    model::Instant now() const override { return world_.now(); }
    model::Result<model::Trace> finish() override;

private:
    World world_;
    std::size_t read_ = 0;  // records that next() has given
};

// A simulator set up for a scenario.
model::Result<std::unique_ptr<SimBackend>> simulate(const scenarios::Scenario& scenario,
                                                    model::ProfileName profile, std::uint64_t seed);

}  // namespace hourglass::sim
