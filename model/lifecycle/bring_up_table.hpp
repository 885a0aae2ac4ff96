// Bringing a sandbox up, inside an init or inside an invoke: extensions first, then the runtime,
// then everybody's first next.
#pragma once

#include "model/lifecycle/events.hpp"
#include "model/lifecycle/row.hpp"
#include "model/lifecycle/step.hpp"
#include "model/trace/states.hpp"

namespace hourglass::model::lifecycle::bring_up {

using Off = In<BringUpState::Off>;
using AwaitingRegistrations = In<BringUpState::AwaitingRegistrations>;
using AwaitingRuntime = In<BringUpState::AwaitingRuntime>;
using AwaitingExtensions = In<BringUpState::AwaitingExtensions>;

using HasFiles = If<&Step::has_extension_files>;
using HasNoFiles = IfNot<&Step::has_extension_files>;
using AllRegistered = If<&Step::all_files_registered>;
using AllReady = If<&Step::all_extensions_ready>;
using SomeBusy = IfNot<&Step::all_extensions_ready>;

// clang-format off
using BringUpTable = Table<
    //  rule        in state                on event             go to                   do                            if
    Row<"EXT-01",   Off,                    BringUpBegan,        AwaitingRegistrations,  Do<&Step::launch_extensions>, HasFiles>,
    Row<"INIT-03",  Off,                    BringUpBegan,        AwaitingRuntime,        Do<&Step::launch_runtime>,    HasNoFiles>,
    Row<"INIT-03",  AwaitingRegistrations,  ExtensionRegistered, AwaitingRuntime,        Do<&Step::launch_runtime>,    AllRegistered>,
    Row<"INIT-03",  AwaitingRuntime,        RuntimeArrived,      AwaitingExtensions,     Do<&Step::close_registration>, SomeBusy>,
    Row<"INIT-03",  AwaitingRuntime,        RuntimeArrived,      Off,                    Do<&Step::complete_bring_up>, AllReady>,
    Row<"INIT-03",  AwaitingExtensions,     ExtensionArrived,    Off,                    Do<&Step::complete_bring_up>, AllReady>,
    Row<"RST-02",   AwaitingRegistrations,  FlowsCancelled,      Off>,
    Row<"RST-02",   AwaitingRuntime,        FlowsCancelled,      Off>,
    Row<"RST-02",   AwaitingExtensions,     FlowsCancelled,      Off>
>;
// clang-format on

}  // namespace hourglass::model::lifecycle::bring_up
