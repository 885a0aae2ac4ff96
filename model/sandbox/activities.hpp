// The stimulus of each activity, and the wait for its end.
#pragma once

#include "model/sandbox/backend_session.hpp"
#include "model/sandbox/outcomes.hpp"

#include <chrono>
#include <string>

namespace hourglass::model {

Result<Mark> begin_init(BackendSession& session);
InitOutcome end_init(BackendSession& session, const Result<Mark>& asked);

// Reads the request's payload into `buffer`. A timeout of 0 is the backend's own.
Result<Invocation> begin_invoke(BackendSession& session, const Invoke& request,
                                std::chrono::milliseconds timeout, std::string& buffer);
InvokeOutcome end_invoke(BackendSession& session, const Result<Invocation>& begun,
                         InvokeResponseSender& sender);

ResetOutcome reset(BackendSession& session, const Reset& reset);
ShutdownSuccess shutdown(BackendSession& session, const Shutdown& shutdown);
RestoreOutcome restore(BackendSession& session, const Restore& restore);

// Completes what a reset reports by what was measured of the invoke that it ended.
ResetOutcome with_metrics(ResetOutcome outcome, const ResponseMetrics& metrics);

}  // namespace hourglass::model
