// What a monitor is: rules it checks, and what it does as the trace goes by. Monitors are plain
// classes that judge.cpp calls one after the other; this base has the parts that many leave out.
#pragma once

#include "model/base/duration_text.hpp"
#include "model/judge/bench.hpp"
#include "model/judge/kinds.hpp"
#include "model/judge/scene.hpp"
#include "model/trace/names.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass::model::judging {

// How a trace ends: a whole run has nothing left to wait for, a cut one may have.
enum class Ending : std::uint8_t { Whole, Cut };

inline Ending ending_of(const Trace& trace) {
    if (trace.records.empty()) return Ending::Cut;
    const Record& last = trace.records.back();
    const bool whole = last.kind == Kind::End && (last.flags & horizon_reached) == 0;
    return whole ? Ending::Whole : Ending::Cut;
}

struct Monitor {
    // What see() does something with. One of somebody's own clients is shown nothing in a trace
    // that has none, nor one of what passes over a wire (wire_kinds) in a trace without any.
    static constexpr Kinds wants = all_kinds;
    static constexpr bool of_clients = false;
    static constexpr bool of_wire = false;

    // The scene is as it was before the record.
    void see(const Record&, const Scene&, Bench&) {}
    // Time has moved on to scene.now(): what had to happen before is overdue.
    void pass(const Scene&, Bench&) {}
    void finish(const Scene&, Bench&, Ending) {}
};

inline std::string_view text_of(const Scene& scene, TextId text) {
    return text.value < scene.trace().texts.size() ? scene.trace().texts.text_of(text) : "?";
}

// What a message may name, and what it costs to write is paid only when something is wrong.
struct ProcessTold {
    const Scene& scene;
    const Record& record;
};
inline ProcessTold name_of_process(const Scene& scene, const Record& record) {
    return {scene, record};
}

struct DurationTold {
    Duration span{};
    bool left_out = false;
};
inline constexpr DurationTold no_text{.left_out = true};
constexpr DurationTold as_text(Duration span) {
    return {.span = span};
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

template <>
struct fmt::formatter<hourglass::model::judging::ProcessTold> : fmt::formatter<std::string> {
    template <class Context>
    auto format(const hourglass::model::judging::ProcessTold& it, Context& context) const {
        using namespace hourglass::model;
        return fmt::formatter<std::string>::format(
            process_name(process_of(it.record), it.scene.setup(), it.scene.trace().texts), context);
    }
};

template <>
struct fmt::formatter<hourglass::model::judging::DurationTold> : fmt::formatter<std::string> {
    template <class Context>
    auto format(const hourglass::model::judging::DurationTold& it, Context& context) const {
        const std::string text = it.left_out ? "" : hourglass::model::write_duration(it.span);
        return fmt::formatter<std::string>::format(text, context);
    }
};
