// The life of one sandbox, phase by phase.
#pragma once

#include "model/lifecycle/events.hpp"
#include "model/lifecycle/row.hpp"
#include "model/lifecycle/step.hpp"
#include "model/trace/states.hpp"

namespace hourglass::model::lifecycle::sandbox {

using Cold = In<SandboxState::Cold>;
using Initializing = In<SandboxState::Initializing>;
using Ready = In<SandboxState::Ready>;
using SuppressedInit = In<SandboxState::SuppressedInit>;
using Invoking = In<SandboxState::Invoking>;
using Restoring = In<SandboxState::Restoring>;
using Resetting = In<SandboxState::Resetting>;
using ShuttingDown = In<SandboxState::ShuttingDown>;
using Failed = In<SandboxState::Failed>;
using Down = In<SandboxState::Down>;

using Suppressed = If<&Step::init_is_suppressed>;
using NotSuppressed = IfNot<&Step::init_is_suppressed>;
using RepairAtOnce = If<&Step::failed_init_resets_at_once>;
using RepairByInvoke = IfNot<&Step::failed_init_resets_at_once>;
using Healthy = IfNot<&Step::flows_are_cancelled>;
using Crashed = If<&Step::flows_are_cancelled>;
using AwaitsRestore = If<&Step::restore_can_wait>;
using AwaitsInVain = If<&Step::restore_is_broken>;
using AwaitsNoRestore = IfNot<&Step::runtime_awaits_restore>;

// clang-format off
using InitTable = Table<
    //  rule        in state         on event            go to            do                                if
    Row<"INIT-03",  Cold,            InitRequested,      Initializing,    Do<&Step::begin_init>,            NotSuppressed>,
    Row<"INIT-11",  Cold,            InitRequested,      none,            Do<&Step::succeed_without_init>,  Suppressed>,
    Row<"SUPP-01",  Cold,            InvokeRequested,    SuppressedInit,  Do<&Step::begin_suppressed_init>>,

    Row<"INIT-09",  Initializing,    InitCompleted,      Ready,           Do<&Step::succeed_init>>,
    Row<"INIT-16",  Initializing,    InitBroken,         Failed,          Do<&Step::fail_init>,             RepairByInvoke>,
    Row<"SUPP-30",  Initializing,    InitBroken,         Resetting,       Do<&Step::fail_init_and_reset>,   RepairAtOnce>,
    Row<"INIT-30",  Initializing,    InitLimitDue,       Resetting,       Do<&Step::time_out_init>>,
    Row<"TMO-01",   Initializing,    FunctionTimeoutDue, Resetting,       Do<&Step::time_out_invoke_and_init>>,
    Row<"INIT-14",  Initializing,    InvokeRequested,    none,            Do<&Step::keep_invoke_waiting>>,

    Row<"SUPP-03",  SuppressedInit,  InitCompleted,      Invoking,        Do<&Step::begin_invocation>>,
    Row<"SUPP-35",  SuppressedInit,  InitBroken,         Resetting,       Do<&Step::fail_invoke_and_reset>>,
    Row<"TMO-33",   SuppressedInit,  FunctionTimeoutDue, Resetting,       Do<&Step::time_out_invoke>>
>;

using InvokeTable = Table<
    Row<"INV-03",   Ready,           InvokeRequested,    Invoking,        Do<&Step::begin_invocation>,      Healthy>,
    Row<"INV-14",   Ready,           InvokeRequested,    Resetting,       Do<&Step::begin_and_fail_invoke>, Crashed>,
    Row<"SUPP-34",  Failed,          InvokeRequested,    Resetting,       Do<&Step::report_init_error>>,
    Row<"RST-15",   Down,            InvokeRequested,    Resetting,       Do<&Step::fail_invoke_when_down>>,
    Row<"RST-11",   Resetting,       InvokeRequested,    none,            Do<&Step::keep_invoke_waiting>>,
    Row<"SHD-32",   ShuttingDown,    InvokeRequested,    none,            Do<&Step::keep_invoke_waiting>>,
    Row<"RSTR-10",  Restoring,       InvokeRequested,    none,            Do<&Step::keep_invoke_waiting>>,

    Row<"INV-05",   Invoking,        InvokeCompleted,    Ready,           Do<&Step::succeed_invoke>>,
    Row<"INV-13",   Invoking,        InvokeBroken,       Resetting,       Do<&Step::fail_invoke_and_reset>>,
    Row<"TMO-04",   Invoking,        FunctionTimeoutDue, Resetting,       Do<&Step::time_out_invoke>>,

    Row<"TMO-30",   Resetting,       FunctionTimeoutDue, none,            Do<&Step::time_out_waiting_invoke>>,
    Row<"TMO-30",   ShuttingDown,    FunctionTimeoutDue, none,            Do<&Step::time_out_waiting_invoke>>,
    Row<"TMO-30",   Restoring,       FunctionTimeoutDue, none,            Do<&Step::time_out_waiting_invoke>>
>;

using RestoreTable = Table<
    Row<"RSTR-01",  Ready,           RestoreRequested,   Restoring,       Do<&Step::begin_restore>,         AwaitsRestore>,
    Row<"RSTR-06",  Ready,           RestoreRequested,   none,            Do<&Step::fail_restore_at_once>,  AwaitsInVain>,
    Row<"RSTR-11",  Ready,           RestoreRequested,   none,            Do<&Step::succeed_restore_at_once>, AwaitsNoRestore>,
    Row<"RSTR-03",  Restoring,       RuntimeArrived,     Ready,           Do<&Step::succeed_restore>>,
    Row<"RSTR-05",  Restoring,       RestoreBroken,      Ready,           Do<&Step::fail_restore>>,
    Row<"RSTR-04",  Restoring,       RestoreHookDue,     Ready,           Do<&Step::time_out_restore>>
>;

using ResetTable = Table<
    Row<"RST-01",   Cold,            ResetRequested,     Resetting,       Do<&Step::begin_reset>>,
    Row<"RST-11",   Ready,           ResetRequested,     Resetting,       Do<&Step::begin_reset>>,
    Row<"RST-01",   Failed,          ResetRequested,     Resetting,       Do<&Step::begin_reset>>,
    Row<"RST-01",   Down,            ResetRequested,     Resetting,       Do<&Step::begin_reset>>,
    Row<"RST-09",   Initializing,    ResetRequested,     Resetting,       Do<&Step::fail_init_by_reset>>,
    Row<"RST-10",   SuppressedInit,  ResetRequested,     Resetting,       Do<&Step::fail_invoke_by_reset>>,
    Row<"RST-10",   Invoking,        ResetRequested,     Resetting,       Do<&Step::fail_invoke_by_reset>>,
    Row<"RSTR-07",  Restoring,       ResetRequested,     Resetting,       Do<&Step::fail_restore_by_reset>>,
    Row<"RST-13",   Resetting,       ResetRequested,     none,            Do<&Step::keep_reset_waiting>>,
    Row<"RST-16",   ShuttingDown,    ResetRequested,     none,            Do<&Step::keep_reset_waiting>>,
    Row<"RST-07",   Resetting,       TeardownFinished,   Cold,            Do<&Step::finish_reset>>
>;

using ShutdownTable = Table<
    Row<"SHD-32",   Cold,            ShutdownRequested,  ShuttingDown,    Do<&Step::begin_shutdown>>,
    Row<"SHD-01",   Ready,           ShutdownRequested,  ShuttingDown,    Do<&Step::begin_shutdown>>,
    Row<"SHD-32",   Failed,          ShutdownRequested,  ShuttingDown,    Do<&Step::begin_shutdown>>,
    Row<"SHD-32",   Down,            ShutdownRequested,  ShuttingDown,    Do<&Step::begin_shutdown>>,
    Row<"SHD-32",   Initializing,    ShutdownRequested,  none,            Do<&Step::keep_shutdown_waiting>>,
    Row<"SHD-32",   SuppressedInit,  ShutdownRequested,  none,            Do<&Step::keep_shutdown_waiting>>,
    Row<"SHD-32",   Invoking,        ShutdownRequested,  none,            Do<&Step::keep_shutdown_waiting>>,
    Row<"SHD-32",   Restoring,       ShutdownRequested,  none,            Do<&Step::keep_shutdown_waiting>>,
    Row<"SHD-32",   Resetting,       ShutdownRequested,  none,            Do<&Step::keep_shutdown_waiting>>,
    Row<"SHD-32",   ShuttingDown,    ShutdownRequested,  none,            Do<&Step::keep_shutdown_waiting>>,
    Row<"RST-15",   ShuttingDown,    TeardownFinished,   Down,            Do<&Step::finish_shutdown>>
>;
// clang-format on

}  // namespace hourglass::model::lifecycle::sandbox
