// Plays the invoker's part of a script in a world, to the end of the run: what
// scenarios::conduct does through the Backend port, without the port. Both give the same trace.
#pragma once

#include "scenarios/ledger.hpp"
#include "sim/world.hpp"

#include <cstddef>

namespace hourglass::sim {

// Plays a world that stands at its beginning. world.trace() is whole afterwards.
void run(World& world);

class Invoker {
public:
    explicit Invoker(World& world)
        : world_(world), horizon_(world.now() + world.script().horizon) {}

    void play();

private:
    void perform(const Asking& step);
    void ask(const Asking& step);
    void come_to_rest();
    void look();
    // Lets things happen while `condition` holds and `until` has not come.
    template <class Condition>
    void let_happen(Condition condition, model::Instant until);

    World& world_;
    model::Instant horizon_;
    scenarios::Ledger ledger_;
    std::size_t seen_ = 0;
};

}  // namespace hourglass::sim
