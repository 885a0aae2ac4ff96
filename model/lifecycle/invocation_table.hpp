// What an invoke waits for, in order: the response, the runtime's next, the extensions' next.
#pragma once

#include "model/lifecycle/events.hpp"
#include "model/lifecycle/row.hpp"
#include "model/lifecycle/step.hpp"
#include "model/trace/states.hpp"

namespace hourglass::model::lifecycle::invocation {

using Off = In<InvocationState::Off>;
using AwaitingResponse = In<InvocationState::AwaitingResponse>;
using AwaitingRuntime = In<InvocationState::AwaitingRuntime>;
using AwaitingExtensions = In<InvocationState::AwaitingExtensions>;

using AllBack = If<&Step::all_extensions_back>;
using SomeBusy = IfNot<&Step::all_extensions_back>;

// clang-format off
using InvocationTable = Table<
    //  rule       in state             on event          go to                do                              if
    Row<"INV-03",  Off,                 InvocationBegan,  AwaitingResponse,    Do<&Step::hand_out_event>>,
    Row<"INV-05",  AwaitingResponse,    ResponseSent,     AwaitingRuntime,     Do<&Step::deliver_response>>,
    Row<"INV-05",  AwaitingRuntime,     RuntimeArrived,   AwaitingExtensions,  Do<&Step::tell_runtime_done>,   SomeBusy>,
    Row<"INV-05",  AwaitingRuntime,     RuntimeArrived,   Off,                 Do<&Step::complete_invocation>, AllBack>,
    Row<"INV-05",  AwaitingExtensions,  ExtensionArrived, Off,                 Do<&Step::complete_invoke>,     AllBack>,
    Row<"RST-02",  AwaitingResponse,    FlowsCancelled,   Off>,
    Row<"RST-02",  AwaitingRuntime,     FlowsCancelled,   Off>,
    Row<"RST-02",  AwaitingExtensions,  FlowsCancelled,   Off>
>;
// clang-format on

}  // namespace hourglass::model::lifecycle::invocation
