// Who is told what: the machines of one platform, and how an event goes round among them. A
// template over what runs the tables, so that Boost.MSM and the plain interpreter are driven by
// the same code and can be compared.
#pragma once

#include "model/lifecycle/bring_up_table.hpp"
#include "model/lifecycle/extension_table.hpp"
#include "model/lifecycle/invocation_table.hpp"
#include "model/lifecycle/runtime_table.hpp"
#include "model/lifecycle/sandbox_table.hpp"
#include "model/lifecycle/step.hpp"
#include "model/lifecycle/teardown_table.hpp"

#include <array>

namespace hourglass::model::lifecycle {

// Run<Machine, initial state, tables...> is something that takes events by these tables.
template <template <Machine, class, class...> class Run>
struct Machines {
    using Sandbox = Run<Machine::Sandbox, sandbox::Cold, sandbox::InitTable, sandbox::InvokeTable,
                        sandbox::RestoreTable, sandbox::ResetTable, sandbox::ShutdownTable>;
    using BringUp = Run<Machine::BringUp, bring_up::Off, bring_up::BringUpTable>;
    using Invocation = Run<Machine::Invocation, invocation::Off, invocation::InvocationTable>;
    using Teardown = Run<Machine::Teardown, teardown::Off, teardown::TeardownTable>;
    using Runtime =
        Run<Machine::Runtime, runtime::Absent, runtime::RuntimeTable, runtime::RuntimeRestoreTable>;
    using Extension = Run<Machine::Extension, extension::Absent, extension::ExtensionTable,
                          extension::ExtensionReleaseTable>;

    State state;
    Sandbox sandbox;
    BringUp bring_up;
    Invocation invocation;
    Teardown teardown;
    Runtime runtime;
    std::array<Extension, max_slots> extensions;

    Machines() = default;
    explicit Machines(const Setup& setup) { state.setup = setup; }

    // Takes one event, and then whatever waited for the sandbox to settle.
    void step(const Record& event, Effects& effects);

    void take_event(Step& step);
    void take_control(Step& step);
    void take_runtime_call(Step& step);
    void take_extension_call(Step& step);
    void take_process(Step& step);
    void take_timer(Step& step);
    void take_inner(Step& step, InnerEvent inner);
    void take_inner_of_flows(Step& step, InnerEvent inner);
    void drain(Step& step);
    void start_afresh();

    template <class Event>
    void call_runtime(Step& step, RuntimeState target) {
        if (step.runtime_may_call() && !runtime.take(Event{{step}})) step.refuse_runtime(target);
    }

    template <class Event>
    void call_extension(Step& step, ExtensionState target) {
        if (!extensions[step.slot()].take(Event{{step}})) step.refuse_extension(target);
    }
};

template <template <Machine, class, class...> class Run>
void Machines<Run>::take_event(Step& step) {
    const Kind kind = step.event().kind;
    if (kind <= Kind::RestoreAsked) {
        take_control(step);
    } else if (kind <= Kind::RestoreErrorPosted) {
        take_runtime_call(step);
    } else if (kind <= Kind::CallAbandoned) {
        take_extension_call(step);
    } else if (kind == Kind::TimerFired) {
        take_timer(step);
    } else {
        take_process(step);
    }
    drain(step);
}

template <template <Machine, class, class...> class Run>
void Machines<Run>::take_control(Step& step) {
    step.thaw();
    switch (step.event().kind) {
        case Kind::InitAsked:
            if (!sandbox.take(InitRequested{{step}})) step.refuse_init();
            break;
        case Kind::ReserveAsked:
            step.reserve();
            break;
        case Kind::InvokeAsked:
            if (step.admit_invoke()) sandbox.take(InvokeRequested{{step}});
            break;
        case Kind::ResetAsked:
            sandbox.take(ResetRequested{{step}});
            break;
        case Kind::ShutdownAsked:
            sandbox.take(ShutdownRequested{{step}});
            break;
        default:
            if (!step.renew_credentials()) break;
            if (!sandbox.take(RestoreRequested{{step}})) step.restore_elsewhere();
            break;
    }
}

template <template <Machine, class, class...> class Run>
void Machines<Run>::take_runtime_call(Step& step) {
    switch (step.event().kind) {
        case Kind::RuntimeNextCalled:
            call_runtime<NextCalled>(step, RuntimeState::Ready);
            break;
        case Kind::ResponsePosted:
            if (!step.id_is_current() || !step.mode_is_known()) break;
            call_runtime<ResponsePosted>(step, RuntimeState::InvocationResponse);
            break;
        case Kind::ErrorPosted:
            if (!step.id_is_current()) break;
            call_runtime<ErrorPosted>(step, RuntimeState::InvocationErrorResponse);
            break;
        case Kind::InitErrorPosted:
            call_runtime<InitErrorPosted>(step, RuntimeState::InitError);
            break;
        case Kind::RestoreNextCalled:
            call_runtime<RestoreNextCalled>(step, RuntimeState::Ready);
            break;
        default:
            call_runtime<RestoreErrorPosted>(step, RuntimeState::RestoreError);
            break;
    }
}

template <template <Machine, class, class...> class Run>
void Machines<Run>::take_extension_call(Step& step) {
    const Kind kind = step.event().kind;
    if (kind == Kind::CallAbandoned) return step.forget_call();
    if (kind == Kind::RegisterCalled) {
        if (step.find_registrant())
            call_extension<RegisterCalled>(step, ExtensionState::Registered);
        return;
    }
    if (!step.find_extension()) return;
    if (kind == Kind::ExtensionNextCalled) {
        call_extension<NextCalled>(step, ExtensionState::Ready);
    } else if (kind == Kind::ExtensionInitErrorPosted) {
        call_extension<InitErrorPosted>(step, ExtensionState::InitError);
    } else {
        call_extension<ExitErrorPosted>(step, ExtensionState::ExitError);
    }
}

template <template <Machine, class, class...> class Run>
void Machines<Run>::take_process(Step& step) {
    const Record& event = step.event();
    if (event.who == Who::Extension && event.slot >= max_slots) return;
    step.set_slot(event.slot);
    const bool failed_to_start = event.kind == Kind::ProcessStartFailed;
    const bool current = event.generation == state.generation;
    if (event.who == Who::Extension && current && failed_to_start) {
        extensions[event.slot].take(LaunchFailed{{step}});
    } else if (event.who == Who::Extension && current && state.stopping) {
        extensions[event.slot].take(ProcessExited{{step}});
    }
    failed_to_start ? step.launch_failed() : step.process_exits();
}

template <template <Machine, class, class...> class Run>
void Machines<Run>::take_timer(Step& step) {
    if (!step.timer_is_current()) return;
    switch (code_of<Timer>(step.event())) {
        case Timer::FunctionTimeout:
            sandbox.take(FunctionTimeoutDue{{step}});
            break;
        case Timer::InitLimit:
            sandbox.take(InitLimitDue{{step}});
            break;
        case Timer::RestoreHook:
            sandbox.take(RestoreHookDue{{step}});
            break;
        case Timer::RuntimeStop:
            teardown.take(RuntimeStopDue{{step}});
            break;
        case Timer::ExtensionStop:
            teardown.take(ExtensionStopDue{{step}});
            break;
        case Timer::KillWait:
            teardown.take(KillWaitDue{{step}});
            break;
        case Timer::ReapWait:
            teardown.take(ReapWaitDue{{step}});
            break;
    }
}

template <template <Machine, class, class...> class Run>
void Machines<Run>::take_inner(Step& step, InnerEvent inner) {
    step.set_slot(inner.slot);
    switch (inner.kind) {
        case Inner::RuntimeLaunched:
            runtime.take(Launched{{step}});
            break;
        case Inner::RuntimeReleased:
            runtime.take(Released{{step}});
            break;
        case Inner::ResponseTransmitted:
            runtime.take(ResponseTransmitted{{step}});
            break;
        case Inner::ExtensionLaunched:
            extensions[inner.slot].take(Launched{{step}});
            break;
        case Inner::ExtensionReleased:
            extensions[inner.slot].take(Released{{step}});
            break;
        case Inner::TeardownBegan:
            teardown.take(TeardownBegan{{step}});
            break;
        case Inner::RuntimeGone:
            teardown.take(RuntimeGone{{step}});
            break;
        case Inner::ExtensionGone:
            teardown.take(ExtensionGone{{step}});
            break;
        case Inner::InitCompleted:
            sandbox.take(InitCompleted{{step}});
            break;
        case Inner::InitBroken:
            sandbox.take(InitBroken{{step}});
            break;
        case Inner::InvokeCompleted:
            sandbox.take(InvokeCompleted{{step}});
            break;
        case Inner::InvokeBroken:
            sandbox.take(InvokeBroken{{step}});
            break;
        case Inner::RestoreBroken:
            sandbox.take(RestoreBroken{{step}});
            break;
        case Inner::TeardownFinished:
            sandbox.take(TeardownFinished{{step}});
            break;
        default:
            take_inner_of_flows(step, inner);
            break;
    }
}

// What the steps inside an init or an invoke wait for.
template <template <Machine, class, class...> class Run>
void Machines<Run>::take_inner_of_flows(Step& step, InnerEvent inner) {
    switch (inner.kind) {
        case Inner::BringUpBegan:
            bring_up.take(BringUpBegan{{step}});
            break;
        case Inner::InvocationBegan:
            invocation.take(InvocationBegan{{step}});
            break;
        case Inner::ResponseSent:
            invocation.take(ResponseSent{{step}});
            break;
        case Inner::ExtensionRegistered:
            bring_up.take(ExtensionRegistered{{step}});
            break;
        case Inner::ExtensionArrived:
            if (!bring_up.take(ExtensionArrived{{step}})) invocation.take(ExtensionArrived{{step}});
            break;
        case Inner::RuntimeArrived:
            if (bring_up.take(RuntimeArrived{{step}})) break;
            if (!invocation.take(RuntimeArrived{{step}})) sandbox.take(RuntimeArrived{{step}});
            break;
        default:
            bring_up.take(FlowsCancelled{{step}});
            invocation.take(FlowsCancelled{{step}});
            break;
    }
}

template <template <Machine, class, class...> class Run>
void Machines<Run>::drain(Step& step) {
    InnerEvent inner;
    while (step.take(inner)) {
        take_inner(step, inner);
        if (state.cleared) start_afresh();
    }
}

// The runtime and the extensions of a sandbox that was cleared are forgotten.
template <template <Machine, class, class...> class Run>
void Machines<Run>::start_afresh() {
    runtime.restart();
    for (Extension& one : extensions) one.restart();
    state.cleared = false;
}

template <template <Machine, class, class...> class Run>
void Machines<Run>::step(const Record& event, Effects& effects) {
    EXPECTS(is_event(event.kind), "a platform is stepped with an event");
    effects.begin_step();
    Step step{state, effects, event};
    take_event(step);
    while (step.settled() && step.request_waits()) {
        const Record waiting = step.next_waiting_request();
        Step next{state, effects, waiting};
        next.thaw();
        switch (waiting.kind) {
            case Kind::ResetAsked:
                sandbox.take(ResetRequested{{next}});
                break;
            case Kind::ShutdownAsked:
                sandbox.take(ShutdownRequested{{next}});
                break;
            default:
                sandbox.take(InvokeRequested{{next}});
                break;
        }
        drain(next);
    }
    step.freeze_if_idle();
}

}  // namespace hourglass::model::lifecycle
