// Family SHD: the sequence that a reset and a shutdown share.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class ShutdownMonitor : public Monitor {
public:
    static constexpr std::array rules{
        "SHD-01"_rule, "SHD-02"_rule, "SHD-03"_rule, "SHD-04"_rule, "SHD-05"_rule, "SHD-06"_rule,
        "SHD-07"_rule, "SHD-09"_rule, "SHD-10"_rule, "SHD-11"_rule, "SHD-12"_rule, "SHD-13"_rule,
        "SHD-30"_rule, "SHD-31"_rule, "SHD-32"_rule, "SHD-33"_rule, "SHD-34"_rule, "SHD-35"_rule,
        "SHD-37"_rule, "SHD-38"_rule, "EXT-33"_rule, "EXT-35"_rule, "SHD-14"_rule, "SHD-39"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::ProcessSignal, Answer::ShutdownEvent, Kind::TimerArmed, Kind::ProcessStart,
                  Kind::ProcessExited, Kind::ResetDone, Kind::ShutdownDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.stop().active) pass_sequence(scene, bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void pass_sequence(const Scene& scene, Bench& bench);
    void see_runtime_signal(const Record& record, const Scene& scene, Bench& bench) const;
    void see_extension_signal(const Record& record, const Scene& scene, Bench& bench) const;
    void see_shutdown_event(const Record& record, const Scene& scene, Bench& bench) const;
    static void check_reason(const Record& record, const Scene& scene, Bench& bench);
    static void check_deadline(const Record& record, const Scene& scene, Bench& bench);
    void see_timer(const Record& record, const Scene& scene, Bench& bench) const;
    void see_end(const Record& record, const Scene& scene, Bench& bench);
    static void check_deaf(const Scene& scene, Bench& bench);
    void pass_deaf(const Scene& scene, Bench& bench);
    void pass_runtime(const Scene& scene, Bench& bench);
    void pass_extension(std::uint8_t slot, const Scene& scene, Bench& bench);

    // What was already said about the running sequence.
    struct Said {
        bool late_kill = false;
        bool late_end = false;
        bool deaf = false;
        std::array<bool, max_slots> late_extension{};
        std::array<bool, max_slots> late_event{};
    };
    Said said_;
    bool exit_seen_ = false;
};

}  // namespace hourglass::model::judging
