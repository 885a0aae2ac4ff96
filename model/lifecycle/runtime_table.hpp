// What the runtime may call, and when. A call without a row is refused (INV-40).
#pragma once

#include "model/lifecycle/events.hpp"
#include "model/lifecycle/row.hpp"
#include "model/lifecycle/step.hpp"
#include "model/trace/states.hpp"

namespace hourglass::model::lifecycle::runtime {

using Absent = In<RuntimeState::Absent>;
using Started = In<RuntimeState::Started>;
using InitError = In<RuntimeState::InitError>;
using Ready = In<RuntimeState::Ready>;
using Running = In<RuntimeState::Running>;
using RestoreReady = In<RuntimeState::RestoreReady>;
using Restoring = In<RuntimeState::Restoring>;
using Response = In<RuntimeState::InvocationResponse>;
using ErrorResponse = In<RuntimeState::InvocationErrorResponse>;
using Sent = In<RuntimeState::ResponseSent>;
using RestoreError = In<RuntimeState::RestoreError>;

using Fits = IfNot<&Step::body_is_too_large>;
using TooLarge = If<&Step::body_is_too_large>;
using SomebodyWaits = If<&Step::runtime_waits>;
using NobodyWaits = IfNot<&Step::runtime_waits>;
using InvokeIsOpen = If<&Step::invoke_is_open>;
using InvokeIsOver = IfNot<&Step::invoke_is_open>;

// clang-format off
using RuntimeTable = Table<
    //  rule       in state       on event             go to          do                                   if
    Row<"INIT-03", Absent,        Launched,            Started>,
    Row<"INIT-03", Started,       NextCalled,          Ready,         Do<&Step::runtime_arrives>>,
    Row<"INIT-05", Started,       InitErrorPosted,     InitError,     Do<&Step::accept_init_error>>,
    Row<"RSTR-01", Started,       RestoreNextCalled,   RestoreReady,  Do<&Step::runtime_arrives>>,

    Row<"INV-36",  Ready,         NextCalled,          none,          Do<&Step::runtime_waits_too>>,
    Row<"INV-03",  Ready,         Released,            Running,       Do<&Step::give_event_to_runtime>,    SomebodyWaits>,
    Row<"INV-36",  Ready,         Released,            none,          Do<&Step::keep_event_for_runtime>,   NobodyWaits>,

    Row<"INV-09",  Running,       NextCalled,          none,          Do<&Step::give_event_again>,         InvokeIsOpen>,
    Row<"SUPP-36", Running,       NextCalled,          Ready,         Do<&Step::runtime_arrives>,          InvokeIsOver>,
    Row<"RESP-01", Running,       ResponsePosted,      Response,      Do<&Step::accept_response>,          Fits>,
    Row<"RESP-04", Running,       ResponsePosted,      Response,      Do<&Step::replace_response>,         TooLarge>,
    Row<"INV-06",  Running,       ErrorPosted,         ErrorResponse, Do<&Step::accept_error>,             Fits>,
    Row<"RESP-04", Running,       ErrorPosted,         ErrorResponse, Do<&Step::replace_response>,         TooLarge>,

    Row<"RESP-02", Response,      ResponseTransmitted, Sent,          Do<&Step::tell_response_sent>>,
    Row<"RESP-02", ErrorResponse, ResponseTransmitted, Sent,          Do<&Step::tell_response_sent>>,
    Row<"INV-05",  Sent,          NextCalled,          Ready,         Do<&Step::runtime_arrives>>
>;

using RuntimeRestoreTable = Table<
    Row<"RSTR-01", RestoreReady,  Released,            Restoring,     Do<&Step::give_restore_to_runtime>>,
    Row<"INV-36",  Restoring,     Released,            none,          Do<&Step::keep_event_for_runtime>>,
    Row<"RSTR-03", Restoring,     NextCalled,          Ready,         Do<&Step::runtime_arrives>>,
    Row<"RSTR-05", Restoring,     RestoreErrorPosted,  RestoreError,  Do<&Step::accept_restore_error>>,
    Row<"RSTR-08", Restoring,     InitErrorPosted,     RestoreError,  Do<&Step::accept_restore_error>>
>;
// clang-format on

}  // namespace hourglass::model::lifecycle::runtime
