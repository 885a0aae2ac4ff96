// What a planted defect knows: what went into the platform and came out of it so far, and a few
// cells to remember things in.
#pragma once

#include "model/lifecycle/platform.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/record.hpp"

#include <cstdint>
#include <vector>

namespace hourglass::sim {

struct SeenCall {
    model::Event event;
    bool over = false;  // answered or abandoned
};

struct Witness {
    explicit Witness(const model::Setup& told) : setup(told) {}

    // The call that was made under this id; a record of kind None if none was.
    const model::Event& call(model::CallId id) const;
    bool waits(model::CallId id) const;
    bool ends_generation() const {
        return state == model::SandboxState::Resetting ||
               state == model::SandboxState::ShuttingDown;
    }

    void forget();  // everything but the setup
    void take(const model::Event& taken, const model::Platform& platform);
    void give(const model::Record& effect);

    const model::Setup setup;
    model::Event event{};         // that is being taken, as the world gave it
    model::SandboxState state{};  // before the step, of the healthy platform
    std::uint32_t generation{};   // likewise
    model::InvokeId served{};     // of the last start record
    model::InvokeId served_before{};
    std::vector<SeenCall> calls{};  // calls[id - 1]

    // What the platform is to take besides, in this very step.
    std::vector<model::Event> forged{};

    // For the defect alone.
    std::vector<model::Record> kept{};
    std::int64_t number{};
    bool done = false;
};

}  // namespace hourglass::sim
