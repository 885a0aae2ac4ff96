// Says a trace in words: who did what, for timelines and for the place of a violation.
#pragma once

#include "model/trace/trace.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace hourglass::reports {

class Narrator {
public:
    // The trace must outlive the narrator.
    explicit Narrator(const model::Trace& trace);

    std::string actor(const model::Record& record) const;  // "runtime 1", "platform"
    std::string words(const model::Record& record) const;  // "posts a response to invoke 1"

    // "record 12 at 30.000 ms: runtime 1 posts a response to invoke 1".
    std::string sentence(std::size_t record) const;

private:
    std::string text(const model::Record& record) const;
    std::string process_title(const model::Record& record) const;
    std::string asked(const model::Record& record) const;
    std::string called(const model::Record& record) const;
    std::string did(const model::Record& record) const;
    std::string finished(const model::Record& record) const;
    std::string seen(const model::Record& record) const;
    std::string told(const model::Record& record) const;
    std::string moved(const model::Record& record) const;
    std::string answer(const model::Record& record) const;
    std::string answered_call(const model::Record& record) const;
    std::string refused_transition(const model::Record& record) const;
    std::string rule(const model::Record& record) const;

    const model::Trace& trace_;
    std::map<model::CallId, model::Record> calls_;
};

// "30.000 ms", of the time since the run began.
std::string milliseconds(model::Duration duration);

}  // namespace hourglass::reports
