// Whether the platform still lives: after somebody has provoked it, what is asked of it next has
// some effect.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class Pulse {
public:
    // What a monitor with a pulse wants to see for it, beside what provokes.
    static constexpr Kinds wants =
        Kinds::of(Kind::InitAsked, Kind::ReserveAsked, Kind::InvokeAsked, Kind::ResetAsked,
                  Kind::ShutdownAsked, Kind::RestoreAsked, Kind::End);

    explicit Pulse(RuleIndex rule) : rule_(rule) {}

    void see(const Record& record, const Scene& scene, Bench& bench) {
        if (record.kind == Kind::End) ended_ = true;
        if (!provoked_) return;
        take_note(scene.effects(), bench);
        if (!provoked_ || awaits_ || !must_answer(record.kind, scene)) return;
        awaits_ = true;
        asked_at_ = record.at;
        effects_ = scene.effects();
    }

    // By that record, which may be an effect of what was asked before.
    void provoke(const Record& record, const Scene& scene, Bench& bench) {
        take_note(scene.effects() + (is_effect(record.kind) ? 1 : 0), bench);
        provoked_ = true;
    }

    // A run that was cut may have ended while the platform rightly let somebody wait.
    bool is_lost(const Scene& scene, Bench& bench, Ending ending) {
        take_note(scene.effects(), bench);
        if (!awaits_ || !ended_) return false;
        return ending == Ending::Whole || scene.now() - asked_at_ > longest_wait;
    }

private:
    void take_note(std::uint32_t effects, Bench& bench) {
        if (!awaits_ || effects == effects_) return;
        bench.held(rule_);
        awaits_ = provoked_ = false;
    }

    // Longer than any sequence of stops and kills with the usual budget.
    static constexpr Duration longest_wait = std::chrono::seconds{30};

    // All but a reset wait for the end of an init or a restore, and a shutdown for that of an
    // invoke, which may never come.
    static bool must_answer(Kind kind, const Scene& scene) {
        const bool asks = kind >= Kind::InitAsked && kind <= Kind::RestoreAsked;
        const bool busy = scene.sandbox().inits_pending > 0 || scene.sandbox().restores_pending > 0;
        const bool waits = busy && kind != Kind::ResetAsked;
        const bool serving = static_cast<bool>(scene.current()) && kind == Kind::ShutdownAsked;
        return asks && !waits && !serving;
    }

    bool provoked_ = false;
    bool awaits_ = false;  // and then something was asked
    bool ended_ = false;
    Instant asked_at_{};
    std::uint32_t effects_ = 0;  // that there were then
    RuleIndex rule_;
};

}  // namespace hourglass::model::judging
