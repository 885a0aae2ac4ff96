// The platform: what a sandbox must do, as a value. It reads no clock and does no input or output;
// whoever owns it feeds events and carries out effects. The simulator, the process backend, the
// judge and the explorer all run this very class.
//
// (1) step() is a pure function of the platform's state and the event.
// (2) Events come in order: event.at never decreases.
// (3) At most one timer of each Timer is armed: TimerArmed replaces, TimerCancelled removes. A
//     TimerFired whose token is not the armed one's is ignored.
// (4) A call (CallId) is answered at most once; a call that waits (next) is answered later.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/trace/record.hpp"
#include "model/trace/states.hpp"

#include <cstdint>
#include <memory>

namespace hourglass::model {

using Event = Record;

class Platform {
public:
    explicit Platform(const Setup& setup);
    Platform(const Platform& other);
    Platform& operator=(const Platform& other);
    ~Platform();

    // Takes one event and puts what follows from it into `effects`, which is cleared first.
    void step(const Event& event, Effects& effects);

    SandboxState sandbox_state() const;
    RuntimeState runtime_state() const;
    ExtensionState extension_state(std::uint8_t slot) const;
    std::uint32_t generation() const;
    TextId first_fatal_error() const;  // the empty text when there is none

private:
    struct Machines;
    std::unique_ptr<Machines> machines_;
};

}  // namespace hourglass::model
