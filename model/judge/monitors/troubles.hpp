// What a client does when the platform answers 500, refuses it or is gone.
#pragma once

#include "model/judge/monitor.hpp"
#include "model/trace/client_notes.hpp"

namespace hourglass::model::judging {

struct TroubleRules {
    RuleIndex exits_on_500;
    RuleIndex pauses;           // between calls that are refused
    RuleIndex exits_when_gone;  // 0: there is none
};

// Whether the hardship of this note is a reason to end: the platform refuses a poll, fails or is
// gone. A refused answer or subscription is none.
inline bool gives_reason_to_end(const Scene& scene, const Record& note) {
    const auto hardship = hardship_of(note);
    if (hardship != Hardship::AnsweredWith) return hardship == Hardship::Gone;
    const bool refused_poll = note.amount >= 400 && text_of(scene, note.text).ends_with("/next");
    return note.amount >= 500 || refused_poll;
}

// Of one process.
class Troubles {
public:
    // The platform refused a call, failed or is gone.
    void met(const Record& note, const Scene& scene, const TroubleRules& rules, Bench& bench);
    // It calls, other than to report an error.
    void called(const TroubleRules& rules, std::string_view name, Bench& bench);
    // The platform stops it, or the run ends: it had not ended by itself.
    void found_alive(Instant now, const TroubleRules& rules, std::string_view name, Bench& bench);
    // It ended by itself.
    void exited(const TroubleRules& rules, Bench& bench) const;

    // Whether it may end although nobody stops it.
    bool may_exit() const { return may_exit_; }

private:
    static constexpr std::size_t most_in_a_second = 10;

    std::array<Instant, most_in_a_second> refusals_{};  // the last ones, in turn
    std::size_t refused_ = 0;
    Instant failed_at_ = never;
    Instant gone_at_ = never;
    bool may_exit_ = false;
};

}  // namespace hourglass::model::judging
