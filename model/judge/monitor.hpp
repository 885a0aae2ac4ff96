// What a monitor is: rules it checks, and what it does as the trace goes by. Monitors are plain
// classes that judge.cpp calls one after the other; this base has the parts that many leave out.
#pragma once

#include "model/base/duration_text.hpp"
#include "model/judge/bench.hpp"
#include "model/judge/scene.hpp"
#include "model/trace/names.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass::model::judging {

// How a trace ends: a whole run has nothing left to wait for, a cut one may have.
enum class Ending : std::uint8_t { Whole, Cut };

struct Monitor {
    // The scene is as it was before the record.
    void see(const Record&, const Scene&, Bench&) {}
    // Time has moved on to scene.now(): what had to happen before is overdue.
    void pass(const Scene&, Bench&) {}
    void finish(const Scene&, Bench&, Ending) {}
};

inline std::string_view text_of(const Scene& scene, TextId text) {
    return text.value < scene.trace().texts.size() ? scene.trace().texts.text_of(text) : "?";
}

inline std::string name_of_process(const Scene& scene, const Record& record) {
    return process_name(process_of(record), scene.setup(), scene.trace().texts);
}

inline std::string_view outcome_name(const Record& record) {
    return name_of(code_of<Outcome>(record));
}

// Whether the record answers a poll with an event of an invoke, and to whom.
inline bool gives_invoke_to_runtime(const Record& record, const CallFacts* call) {
    return record.kind == Kind::CallAnswered && code_of<Answer>(record) == Answer::InvokeEvent &&
           (call == nullptr || call->kind != Kind::ExtensionNextCalled);
}
inline bool gives_invoke_to_extension(const Record& record, const CallFacts* call) {
    return record.kind == Kind::CallAnswered && code_of<Answer>(record) == Answer::InvokeEvent &&
           call != nullptr && call->kind == Kind::ExtensionNextCalled && call->slot < max_slots;
}

}  // namespace hourglass::model::judging
