#include "model/mutants/mutated_platform.hpp"

#include "model/mutants/mutant_platform.hpp"

namespace hourglass::model::mutants {

struct MutatedPlatform::Inner {
    Setup setup;
    Planted planted;
    PlainPlatform platform{setup};
};

MutatedPlatform::MutatedPlatform(const Setup& setup, const Mutant& mutant)
    : inner_(std::make_unique<Inner>(Inner{setup, {.mutant = mutant}})) {}

MutatedPlatform::~MutatedPlatform() = default;

void MutatedPlatform::restart() {
    inner_->platform = PlainPlatform{inner_->setup};
}

void MutatedPlatform::step(const Record& event, Effects& effects) {
    mutants::step(inner_->platform, inner_->planted, event, effects);
}

SandboxState MutatedPlatform::sandbox_state() const {
    return inner_->platform.state.sandbox_state;
}

}  // namespace hourglass::model::mutants
