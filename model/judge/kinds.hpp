// Which kinds of record a monitor wants to see, so that the judge need not ask every monitor about
// every record. A list that leaves one out blinds its monitor: the judge can show all to all
// (Attention::All), and a test holds that this finds the same.
#pragma once

#include "model/trace/answer.hpp"
#include "model/trace/calls.hpp"
#include "model/trace/record.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace hourglass::model::judging {

// Records are told apart by their kind, those of telemetry by their event too, and answers of calls
// by what is answered: this many sorts.
inline constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::End) + 1;
inline constexpr std::size_t event_count = static_cast<std::size_t>(PlatformEvent::Fault) + 1;
inline constexpr std::size_t answer_count = static_cast<std::size_t>(Answer::ConnectionClosed) + 1;
inline constexpr std::size_t sort_count = kind_count + event_count + answer_count;

constexpr std::size_t sort_of(PlatformEvent event) {
    return kind_count + static_cast<std::size_t>(event);
}
constexpr std::size_t sort_of(Answer answer) {
    return kind_count + event_count + static_cast<std::size_t>(answer);
}
// A code that does not exist is of the sort of its kind.
constexpr std::size_t sort_of(const Record& record) {
    if (record.kind == Kind::Telemetry && record.code < event_count) {
        return sort_of(code_of<PlatformEvent>(record));
    }
    if (record.kind == Kind::CallAnswered && record.code < answer_count) {
        return sort_of(code_of<Answer>(record));
    }
    return static_cast<std::size_t>(record.kind);
}

class Kinds {
public:
    // Of kinds, events of telemetry and answers; Kind::Telemetry is every event, Kind::CallAnswered
    // every answer.
    template <class... Each>
    static constexpr Kinds of(Each... each) {
        Kinds kinds;
        (kinds.add(each), ...);
        return kinds;
    }

    template <class Predicate>
    static constexpr Kinds that(Predicate holds) {
        Kinds kinds;
        for (std::size_t i = 0; i < kind_count; ++i) {
            if (holds(static_cast<Kind>(i))) kinds.add(static_cast<Kind>(i));
        }
        return kinds;
    }

    friend constexpr Kinds operator|(Kinds left, const Kinds& right) {
        for (std::size_t i = 0; i < sort_count; ++i) left.has_[i] |= right.has_[i];
        return left;
    }

    constexpr bool has(std::size_t sort) const { return has_[sort]; }

    // Answers that are not good, and those that do not exist.
    static constexpr Kinds refusals() {
        Kinds kinds;
        kinds.has_[static_cast<std::size_t>(Kind::CallAnswered)] = true;
        for (std::size_t i = 0; i < answer_count; ++i) {
            if (!is_good(static_cast<Answer>(i))) kinds.add(static_cast<Answer>(i));
        }
        return kinds;
    }

private:
    constexpr void add(PlatformEvent event) { has_[sort_of(event)] = true; }
    constexpr void add(Answer answer) { has_[sort_of(answer)] = true; }
    constexpr void add(Kind kind) {
        has_[static_cast<std::size_t>(kind)] = true;
        for (std::size_t i = 0; kind == Kind::Telemetry && i < event_count; ++i) {
            add(static_cast<PlatformEvent>(i));
        }
        for (std::size_t i = 0; kind == Kind::CallAnswered && i < answer_count; ++i) {
            add(static_cast<Answer>(i));
        }
    }

    std::array<bool, sort_count> has_{};
};

inline constexpr Kinds all_kinds = Kinds::that([](Kind) { return true; });
inline constexpr Kinds all_events = Kinds::that(is_event);
// What only a world with connections shows.
inline constexpr Kinds wire_kinds =
    Kinds::of(Kind::WireExchange, Kind::Subscription, Kind::BatchReceived, Kind::UploadBegun,
              Kind::ChunkCame, Kind::UploadBroken, Kind::ChunkPassed, Kind::StreamEnded);

}  // namespace hourglass::model::judging
