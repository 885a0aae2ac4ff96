// What one extension may call, and when. A call without a row is refused (EXT-40).
#pragma once

#include "model/lifecycle/events.hpp"
#include "model/lifecycle/row.hpp"
#include "model/lifecycle/step.hpp"
#include "model/trace/states.hpp"

namespace hourglass::model::lifecycle::extension {

using Absent = In<ExtensionState::Absent>;
using Started = In<ExtensionState::Started>;
using Registered = In<ExtensionState::Registered>;
using Ready = In<ExtensionState::Ready>;
using Running = In<ExtensionState::Running>;
using InitError = In<ExtensionState::InitError>;
using ExitError = In<ExtensionState::ExitError>;
using ShutdownFailed = In<ExtensionState::ShutdownFailed>;
using Exited = In<ExtensionState::Exited>;
using LaunchError = In<ExtensionState::LaunchError>;

using SomebodyWaits = If<&Step::extension_waits>;
using NobodyWaits = IfNot<&Step::extension_waits>;
using Cleanly = If<&Step::exited_with_zero>;
using Badly = IfNot<&Step::exited_with_zero>;

// clang-format off
using ExtensionTable = Table<
    //  rule       in state     on event           go to           do                                    if
    Row<"EXT-01",  Absent,      Launched,          Started>,
    Row<"EXT-13",  Absent,      RegisterCalled,    Registered,     Do<&Step::register_internal>>,
    Row<"EXT-03",  Started,     RegisterCalled,    Registered,     Do<&Step::register_external>>,
    Row<"EXT-04",  Started,     LaunchFailed,      LaunchError,    Do<&Step::note_launch_error>>,

    Row<"INIT-03", Registered,  NextCalled,        Ready,          Do<&Step::extension_arrives>>,
    Row<"EXT-07",  Registered,  InitErrorPosted,   InitError,      Do<&Step::accept_extension_init_error>>,
    Row<"EXT-08",  Registered,  ExitErrorPosted,   ExitError,      Do<&Step::accept_extension_exit_error>>,

    Row<"INV-36",  Ready,       NextCalled,        none,           Do<&Step::extension_waits_again>,     NobodyWaits>,
    Row<"EXT-31",  Ready,       Released,          Running,        Do<&Step::give_event_to_extension>,   SomebodyWaits>,
    Row<"SHD-09",  Ready,       Released,          none,           Do<&Step::keep_event_for_extension>,  NobodyWaits>,
    Row<"EXT-08",  Ready,       ExitErrorPosted,   ExitError,      Do<&Step::accept_extension_exit_error>>,

    Row<"INV-05",  Running,     NextCalled,        Ready,          Do<&Step::extension_arrives>>,
    Row<"EXT-08",  Running,     ExitErrorPosted,   ExitError,      Do<&Step::accept_extension_exit_error>>,
    Row<"SHD-08",  Running,     ProcessExited,     Exited,         none,                                 Cleanly>,
    Row<"SHD-08",  Running,     ProcessExited,     ShutdownFailed, none,                                 Badly>,

    Row<"EXT-07",  InitError,   InitErrorPosted,   none,           Do<&Step::accept_again>>,
    Row<"EXT-08",  ExitError,   ExitErrorPosted,   none,           Do<&Step::accept_again>>,
    Row<"EXT-08",  ExitError,   Released,          none,           Do<&Step::refuse_waiting_extension>>
>;

// A registered or running extension that is told to stop finds SHUTDOWN at its next call.
using ExtensionReleaseTable = Table<
    Row<"SHD-09",  Registered,  Released,          none,           Do<&Step::keep_event_for_extension>>,
    Row<"SHD-09",  Running,     Released,          none,           Do<&Step::keep_event_for_extension>>
>;
// clang-format on

}  // namespace hourglass::model::lifecycle::extension
