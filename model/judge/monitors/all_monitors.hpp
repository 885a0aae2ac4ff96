// All monitors, in the order in which the judge shows them a record.
#pragma once

#include "model/judge/monitors/answer_monitor.hpp"
#include "model/judge/monitors/call_monitor.hpp"
#include "model/judge/monitors/cause_monitor.hpp"
#include "model/judge/monitors/credential_monitor.hpp"
#include "model/judge/monitors/error_monitor.hpp"
#include "model/judge/monitors/event_monitor.hpp"
#include "model/judge/monitors/extension_client_monitor.hpp"
#include "model/judge/monitors/extension_hardship_monitor.hpp"
#include "model/judge/monitors/extension_monitor.hpp"
#include "model/judge/monitors/extension_wire_monitor.hpp"
#include "model/judge/monitors/freeze_monitor.hpp"
#include "model/judge/monitors/front_end_monitor.hpp"
#include "model/judge/monitors/init_monitor.hpp"
#include "model/judge/monitors/invoke_end_monitor.hpp"
#include "model/judge/monitors/invoke_monitor.hpp"
#include "model/judge/monitors/process_monitor.hpp"
#include "model/judge/monitors/progress_monitor.hpp"
#include "model/judge/monitors/record_monitor.hpp"
#include "model/judge/monitors/repetition_monitor.hpp"
#include "model/judge/monitors/reset_monitor.hpp"
#include "model/judge/monitors/response_monitor.hpp"
#include "model/judge/monitors/restore_monitor.hpp"
#include "model/judge/monitors/runtime_client_monitor.hpp"
#include "model/judge/monitors/runtime_handler_monitor.hpp"
#include "model/judge/monitors/runtime_hardship_monitor.hpp"
#include "model/judge/monitors/shutdown_monitor.hpp"
#include "model/judge/monitors/suppressed_init_monitor.hpp"
#include "model/judge/monitors/surroundings_monitor.hpp"
#include "model/judge/monitors/telemetry_batch_monitor.hpp"
#include "model/judge/monitors/telemetry_monitor.hpp"
#include "model/judge/monitors/timeout_monitor.hpp"
#include "model/judge/monitors/transfer_monitor.hpp"
#include "model/judge/monitors/wire_content_monitor.hpp"
#include "model/judge/monitors/wire_monitor.hpp"

#include <tuple>

namespace hourglass::model::judging {

using Monitors =
    std::tuple<InitMonitor, SuppressedInitMonitor, InvokeMonitor, InvokeEndMonitor, ResponseMonitor,
               TimeoutMonitor, ResetMonitor, ShutdownMonitor, ExtensionMonitor, ErrorMonitor,
               ProcessMonitor, EventMonitor, FreezeMonitor, RestoreMonitor, RuntimeClientMonitor,
               ExtensionClientMonitor, RecordMonitor, CredentialMonitor, CauseMonitor, WireMonitor,
               WireContentMonitor, ExtensionWireMonitor, FrontEndMonitor, SurroundingsMonitor,
               TelemetryMonitor, TelemetryBatchMonitor, AnswerMonitor, TransferMonitor,
               RuntimeHandlerMonitor, RuntimeHardshipMonitor, ExtensionHardshipMonitor,
               ProgressMonitor, RepetitionMonitor, CallMonitor>;

}  // namespace hourglass::model::judging
