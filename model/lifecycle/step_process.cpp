// Processes that end or cannot be started.
#include "model/lifecycle/step.hpp"

namespace hourglass::model::lifecycle {

void Step::process_exits() {
    auto& gone = process(event_.who, event_.slot);
    if (!gone.alive || gone.generation != event_.generation) return;  // of an older generation
    gone.alive = false;
    const bool is_runtime = event_.who == Who::Runtime;
    announce(is_runtime ? Inner::RuntimeGone : Inner::ExtensionGone, event_.slot);
    if (state_.stopping) return;
    store_fatal_error(is_runtime ? exit_error() : known_text("Extension.Crash"));
    if (profile_.name == ProfileName::Aws) {
        telemetry(PlatformEvent::Fault, {.invoke = invoke().id, .text = state_.first_fatal_error});
    }
    cancel_flows();
    announce(Inner::InitBroken);
    announce(Inner::InvokeBroken);
    announce(Inner::RestoreBroken);
}

// The emulator has no limit and so no name for it.
TextId Step::exit_error() const {
    const bool starved = (event_.flags & out_of_memory) != 0;
    return starved && profile_.name == ProfileName::Aws ? known_text("Runtime.OutOfMemory")
                                                        : known_text("Runtime.ExitError");
}

void Step::launch_failed() {
    auto& failed = process(event_.who, event_.slot);
    if (!failed.alive || failed.generation != event_.generation) return;
    failed.alive = false;
    const bool is_runtime = event_.who == Who::Runtime;
    announce(is_runtime ? Inner::RuntimeGone : Inner::ExtensionGone, event_.slot);
    if (state_.stopping) return;
    const TextId usual =
        is_runtime ? known_text("Runtime.InvalidEntrypoint") : known_text("Extension.LaunchError");
    store_fatal_error(event_.text ? event_.text : usual);
    cancel_flows();
    announce(Inner::InitBroken);
    announce(Inner::InvokeBroken);
}

}  // namespace hourglass::model::lifecycle
