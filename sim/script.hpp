// A scenario made ready to be played many times: every program as flat instructions, every string
// interned. Made once, never changed.
#pragma once

#include "model/base/result.hpp"
#include "model/base/texts.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/trace/record.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::sim {

using Place = std::uint32_t;  // of an instruction in Script::instructions

struct Instruction {
    std::int64_t number{};
    model::Duration time{};
    Place target{};  // of Repeat
    model::TextId text{};
    scenarios::Op op{};
    std::uint8_t events{};
};

// What a process does in one life.
struct Life {
    Place begin{};
    Place on_shutdown{};
    std::optional<Place> on_sigterm{};  // none: dies by the signal
};

enum class Part : std::uint8_t { Runtime, ExternalExtension, InternalExtension };

struct Role {
    Part part{};
    std::uint8_t slot{};   // of an external extension
    model::TextId name{};  // of an extension
    std::vector<Life> lives{};

    const Life& life(std::uint32_t start) const {
        return lives[start < lives.size() ? start : lives.size() - 1];
    }
};

// A step of the invoker; `stimulus` is of kind None if it only waits.
struct Asking {
    scenarios::Ask ask{};
    scenarios::Waiting waiting{};
    model::Duration time{};  // of Wait
    model::Record stimulus{};
};

struct Script {
    std::string name;
    std::string path;
    scenarios::World world;
    model::Setup setup{};
    std::vector<Instruction> instructions{};
    std::vector<Role> roles{};  // the runtime, then the extensions in the scenario's order
    std::vector<Asking> invoker{};
    model::Duration horizon{};
    model::Texts texts{};
    std::vector<std::string> payloads{};  // of the invoker's steps; payloads[id - 1]
};

// Fails for a scenario that no program can play, such as one for somebody's own runtime.
model::Result<Script> script_of(const scenarios::Scenario& scenario, model::ProfileName profile);

// Makes `script` that of a scenario whose runtime has a program. Memory is kept, and so are texts:
// only then are they the same from one script to the next.
void compile(const scenarios::Scenario& scenario, model::ProfileName profile, Script& script);

}  // namespace hourglass::sim
