// What is around the processes of a sandbox: the platform that lives on, the environment, memory
// and files (families PROC and RST).
#pragma once

#include "model/judge/monitor.hpp"
#include "model/judge/monitors/pulse.hpp"

#include <vector>

namespace hourglass::model::judging {

class SurroundingsMonitor : public Monitor {
public:
    static constexpr std::array rules{"PROC-33"_rule, "PROC-34"_rule, "PROC-35"_rule,
                                      "RST-38"_rule};

    static constexpr Kinds wants =
        Pulse::wants | Kinds::refusals() |
        Kinds::of(Kind::StrayCall, Kind::UploadBroken, Kind::CallAbandoned, Kind::Subscription,
                  Kind::BatchReceived, Kind::ProcessStarted, Kind::ProcessExited, Kind::InvokeDone,
                  Kind::FileWritten, Kind::FileLooked, Kind::ShutdownDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (starved_ && scene.overdue(starved_at_)) pass_late(bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void pass_late(Bench& bench);
    struct File {
        TextId name{};
        std::uint16_t resets = 0;  // that had been done when it was written
    };

    void see_start(const Record& record, const Scene& scene, Bench& bench);
    void see_starved(const Record& record, const Scene& scene);
    void see_done(const Record& record, const Scene& scene, Bench& bench);
    void see_file(const Record& record, const Scene& scene, Bench& bench);

    Pulse pulse_{"PROC-33"_rule};  // after somebody misbehaved
    TextId api_{};
    std::uint32_t api_of_ = 0;  // generation
    InvokeId starved_{};
    Instant starved_at_ = never;
    std::vector<File> files_;
};

}  // namespace hourglass::model::judging
