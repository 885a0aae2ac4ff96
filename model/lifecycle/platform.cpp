// The Boost.MSM back-ends. Everything that needs them is in this file: a translation unit with
// MSM costs seconds and hundreds of megabytes.
#include "model/lifecycle/platform.hpp"

#include "model/lifecycle/machines.hpp"

#include <boost/msm/back/state_machine.hpp>

#include <utility>

namespace hourglass::model {

namespace lifecycle {

namespace {

namespace msm = boost::msm;

template <Machine Which, class Initial, class... Tables>
struct Definition : msm::front::state_machine_def<Definition<Which, Initial, Tables...>>, FrontEnd {
    static constexpr Machine machine = Which;
    using initial_state = Initial;
    using transition_table = Joined<Tables...>;
    using no_message_queue = int;
    using no_exception_thrown = int;
    using FrontEnd::no_transition;
};

// A started Boost.MSM machine that copies as one expects: Boost 1.81 restarts a machine silently
// when it is copied from a non-const lvalue or moved.
template <Machine Which, class Initial, class... Tables>
class Running {
public:
    Running() { machine_.start(); }
    Running(const Running& other) : machine_(std::as_const(other.machine_)) {}
    Running& operator=(const Running& other) {
        machine_ = std::as_const(other.machine_);
        return *this;
    }

    void restart() {
        static const Running fresh;
        *this = fresh;
    }

    template <class Event>
    bool take(const Event& event) {
        return (machine_.process_event(event) & msm::back::HANDLED_TRUE) != 0;
    }

private:
    msm::back::state_machine<Definition<Which, Initial, Tables...>> machine_;
};

}  // namespace

}  // namespace lifecycle

struct Platform::Machines : lifecycle::Machines<lifecycle::Running> {
    using lifecycle::Machines<lifecycle::Running>::Machines;
};

Platform::Platform(const Setup& setup) : machines_(std::make_unique<Machines>(setup)) {}

Platform::Platform(const Platform& other)
    : machines_(std::make_unique<Machines>(std::as_const(*other.machines_))) {}

Platform& Platform::operator=(const Platform& other) {
    if (this != &other) *machines_ = std::as_const(*other.machines_);
    return *this;
}

Platform::~Platform() = default;

void Platform::step(const Event& event, Effects& effects) {
    machines_->step(event, effects);
}

SandboxState Platform::sandbox_state() const {
    return machines_->state.sandbox_state;
}
RuntimeState Platform::runtime_state() const {
    return machines_->state.runtime_state;
}
ExtensionState Platform::extension_state(std::uint8_t slot) const {
    return slot < max_slots ? machines_->state.extension_states[slot] : ExtensionState::Absent;
}
std::uint32_t Platform::generation() const {
    return machines_->state.generation;
}
TextId Platform::first_fatal_error() const {
    return machines_->state.first_fatal_error;
}

}  // namespace hourglass::model
