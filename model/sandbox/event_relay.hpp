// Passes the platform events of a run on to an EventsAPI.
#pragma once

#include "model/backend.hpp"
#include "model/sandbox/events_api.hpp"
#include "model/trace/record.hpp"

#include <map>
#include <string>

namespace hourglass::model {

class EventRelay {
public:
    EventRelay(const Backend& backend, EventsAPI& events) : backend_{&backend}, events_{&events} {}

    // The name under which the caller knows an invoke, for the events that follow.
    void name(InvokeId invoke, std::string request_id);

    // Sends what the record tells, if it is an event that the API takes.
    Result<void> relay(const Record& record, const std::map<std::uint8_t, std::string>& extensions);

private:
    Result<void> relay_extension(const Record& record, std::string name);
    InvokeRuntimeDoneEvent runtime_done(const Record& record) const;
    InitRuntimeDoneEvent init_runtime_done(const Record& record) const;
    ReportEvent report(const Record& record) const;
    RestoreRuntimeDoneEvent restore_runtime_done(const Record& record) const;
    std::optional<ErrorType> error_type_of(const Record& record) const;
    std::string request_id_of(InvokeId invoke) const;

    const Backend* backend_;
    EventsAPI* events_;
    std::map<InvokeId, std::string> request_ids_;
};

}  // namespace hourglass::model
