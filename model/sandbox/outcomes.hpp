// What the records of a run say of one init, invoke, reset or restore, as its message.
#pragma once

#include "model/messages/invoke.hpp"
#include "model/sandbox/backend_session.hpp"
#include "model/sandbox/invoke_response_sender.hpp"
#include "model/sandbox/results.hpp"

namespace hourglass::model {

InitOutcome init_outcome(const BackendSession& session, Mark asked, const Result<Record>& done);

// An invoke on its way through a backend.
struct Invocation {
    Invoke request;
    InvokeId id;
    ByteCount size;
    Mark asked;

    // What the sender and the caller call it.
    std::string request_id() const;
};

InvokeOutcome invoke_outcome(const BackendSession& session, const Invocation& invocation,
                             const Result<Record>& done);
// Gives the sender what the runtime answered. What a platform made up itself stands in the failure.
void send_answer(BackendSession& session, const Invocation& invocation,
                 InvokeResponseSender& sender);

ResetOutcome reset_outcome(const Result<Record>& done);
RestoreOutcome restore_outcome(const BackendSession& session, const Result<Record>& done);

}  // namespace hourglass::model
