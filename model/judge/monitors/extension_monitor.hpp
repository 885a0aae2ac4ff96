// Family EXT: starting, registering and serving extensions.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class ExtensionMonitor : public Monitor {
public:
    static constexpr std::array rules{"EXT-01"_rule, "EXT-03"_rule, "EXT-04"_rule, "EXT-05"_rule,
                                      "EXT-06"_rule, "EXT-07"_rule, "EXT-08"_rule, "EXT-09"_rule,
                                      "EXT-12"_rule, "EXT-13"_rule, "EXT-14"_rule, "EXT-30"_rule,
                                      "EXT-31"_rule, "EXT-32"_rule, "EXT-36"_rule, "EXT-37"_rule,
                                      "EXT-39"_rule, "EXT-40"_rule, "EXT-41"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::ProcessStart, Kind::ProcessStartFailed, Kind::ProcessExited,
                  Kind::CallAnswered, Kind::InitDone, Kind::InvokeDone, PlatformEvent::InitStart,
                  PlatformEvent::Start, Kind::ResetDone, Kind::ShutdownDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (awaiting_) pass_awaited(scene, bench);
    }

private:
    void pass_awaited(const Scene& scene, Bench& bench);
    void see_start(const Record& record, const Scene& scene, Bench& bench);
    void see_exit(const Record& record, const Scene& scene);
    static void see_left_out(std::uint8_t event, const Scene& scene, Bench& bench);
    void see_answer(const Record& record, const Scene& scene, Bench& bench);
    static void see_registration(const Record& record, const CallFacts& call, const Scene& scene,
                                 Bench& bench);
    static void see_registered(const Record& record, const CallFacts& call, const Scene& scene,
                               Bench& bench);
    static void see_error(const Record& record, const CallFacts& call, Bench& bench);
    void see_poll_answer(const Record& record, const CallFacts& call, const Scene& scene,
                         Bench& bench);
    void see_outcome(const Record& record, bool in_init, const Scene& scene, Bench& bench) const;
    void await_events(const Record& record, const Scene& scene);

    std::uint8_t launched_ = 0;
    bool start_failed_ = false;
    bool exited_in_init_ = false;
    bool exited_later_ = false;
    bool exited_after_error_ = false;
    std::array<Instant, max_slots> event_due_{};  // INVOKE; never: none awaited
    bool awaiting_ = false;
};

}  // namespace hourglass::model::judging
