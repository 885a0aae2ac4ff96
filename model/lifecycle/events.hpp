// The events of the machines. Each carries the step in which it happens, so that guards and
// actions see the platform's data without a machine holding a pointer to it.
#pragma once

#include <cstdint>

namespace hourglass::model::lifecycle {

class Step;

template <int Number>
struct EventBase {
    Step& step;
};

// from outside
struct InitRequested : EventBase<0> {};
struct InvokeRequested : EventBase<1> {};
struct ResetRequested : EventBase<2> {};
struct ShutdownRequested : EventBase<3> {};
struct RestoreRequested : EventBase<4> {};
struct NextCalled : EventBase<5> {};
struct ResponsePosted : EventBase<6> {};
struct ErrorPosted : EventBase<7> {};
struct InitErrorPosted : EventBase<8> {};
struct RestoreNextCalled : EventBase<9> {};
struct RestoreErrorPosted : EventBase<10> {};
struct RegisterCalled : EventBase<11> {};
struct ExitErrorPosted : EventBase<12> {};
struct FunctionTimeoutDue : EventBase<13> {};
struct InitLimitDue : EventBase<14> {};
struct RestoreHookDue : EventBase<15> {};
struct RuntimeStopDue : EventBase<16> {};
struct ExtensionStopDue : EventBase<17> {};
struct KillWaitDue : EventBase<18> {};
struct ReapWaitDue : EventBase<19> {};
struct ProcessExited : EventBase<20> {};
struct LaunchFailed : EventBase<21> {};

// from one machine to another
struct BringUpBegan : EventBase<30> {};
struct InvocationBegan : EventBase<31> {};
struct TeardownBegan : EventBase<32> {};
struct FlowsCancelled : EventBase<33> {};
struct Launched : EventBase<34> {};
struct Released : EventBase<35> {};
struct ResponseTransmitted : EventBase<36> {};
struct ExtensionRegistered : EventBase<37> {};
struct ExtensionArrived : EventBase<38> {};
struct RuntimeArrived : EventBase<39> {};
struct ResponseSent : EventBase<40> {};
struct RuntimeGone : EventBase<41> {};
struct ExtensionGone : EventBase<42> {};
struct InitCompleted : EventBase<43> {};
struct InitBroken : EventBase<44> {};
struct InvokeCompleted : EventBase<45> {};
struct InvokeBroken : EventBase<46> {};
struct RestoreBroken : EventBase<47> {};
struct TeardownFinished : EventBase<48> {};

// The same as data, for the queue from one machine to another.
enum class Inner : std::uint8_t {
    BringUpBegan,
    InvocationBegan,
    TeardownBegan,
    FlowsCancelled,
    RuntimeLaunched,
    RuntimeReleased,
    ResponseTransmitted,
    ExtensionLaunched,
    ExtensionReleased,
    ExtensionRegistered,
    ExtensionArrived,
    RuntimeArrived,
    ResponseSent,
    RuntimeGone,
    ExtensionGone,
    InitCompleted,
    InitBroken,
    InvokeCompleted,
    InvokeBroken,
    RestoreBroken,
    TeardownFinished,
};

// Without initial values: every step has a queue of them and seldom uses more than three.
struct InnerEvent {
    Inner kind;
    std::uint8_t slot;
};

}  // namespace hourglass::model::lifecycle
