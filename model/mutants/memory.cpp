#include "model/mutants/memory.hpp"

#include <array>

namespace hourglass::model::mutants {

namespace {

using lifecycle::State;

template <auto Member>
void keep(State& now, const State& before) {
    now.*Member = before.*Member;
}

// The machines of the runtime and the extensions go on where they were.
void keep_machines(State& now, const State& before) {
    now.cleared = false;
    now.runtime_state = before.runtime_state;
    now.extension_states = before.extension_states;
}

void keep_runtime_event(State& now, const State& before) {
    now.runtime.event_pending = before.runtime.event_pending;
}

void keep_extension_events(State& now, const State& before) {
    for (std::size_t slot = 0; slot < now.extensions.size(); ++slot) {
        now.extensions[slot].event_pending = before.extensions[slot].event_pending;
    }
}

void keep_debts(State& now, const State& before) {
    for (std::size_t slot = 0; slot < now.extensions.size(); ++slot) {
        now.extensions[slot].owes_next = before.extensions[slot].owes_next;
    }
}

void keep_telling(State& now, const State& before) {
    now.bring_up.telling = before.bring_up.telling;
}

constexpr std::array all{
    Memory{"finish_reset", "registry", keep<&State::extensions>},
    Memory{"finish_reset", "machines", keep_machines},
    Memory{"finish_reset", "init-error", keep<&State::init_error>},
    Memory{"finish_reset", "cancellation", keep<&State::cancelled>},
    Memory{"finish_reset", "closed-registration", keep<&State::registration_open>},
    Memory{"finish_reset", "bring-up", keep<&State::bring_up>},
    Memory{"finish_reset", "generation", keep<&State::generation>},
    Memory{"finish_reset", "invoke", keep<&State::invoke>},
    Memory{"finish_reset", "reservation", keep<&State::reserved>},
    Memory{"finish_reset", "stopping", keep<&State::stopping>},
    Memory{"finish_shutdown", "stopping", keep<&State::stopping>},
    Memory{"begin_reset", "fatal-error", keep<&State::first_fatal_error>},
    Memory{"begin_shutdown", "fatal-error", keep<&State::first_fatal_error>},
    Memory{"begin_init", "generation", keep<&State::generation>},
    Memory{"begin_suppressed_init", "generation", keep<&State::generation>},
    Memory{"succeed_invoke", "invoke", keep<&State::invoke>},
    Memory{"succeed_invoke", "reservation", keep<&State::reserved>},
    Memory{"time_out_waiting_invoke", "invoke", keep<&State::invoke>},
    Memory{"time_out_waiting_invoke", "reservation", keep<&State::reserved>},
    Memory{"time_out_invoke", "runtime-event", keep_runtime_event},
    Memory{"time_out_invoke", "extension-events", keep_extension_events},
    Memory{"give_event_to_runtime", "runtime-event", keep_runtime_event},
    Memory{"give_event_to_extension", "extension-events", keep_extension_events},
    Memory{"extension_arrives", "debts", keep_debts},
    Memory{"complete_bring_up", "open-registration", keep<&State::registration_open>},
    Memory{"complete_bring_up", "telling", keep_telling},
};

}  // namespace

std::span<const Memory> memories() {
    return all;
}

}  // namespace hourglass::model::mutants
