// Family TEL: what subscribers of telemetry get.
#pragma once

#include "model/judge/monitor.hpp"
#include "model/judge/telemetry_reader.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace hourglass::model::judging {

class TelemetryBatchMonitor : public Monitor {
public:
    static constexpr std::array rules{"TEL-04"_rule, "TEL-05"_rule, "TEL-06"_rule, "TEL-07"_rule,
                                      "TEL-08"_rule, "TEL-09"_rule, "TEL-10"_rule, "TEL-11"_rule,
                                      "TEL-12"_rule, "TEL-15"_rule, "TEL-17"_rule};

    static constexpr bool of_wire = true;
    static constexpr Kinds wants =
        Kinds::of(Kind::Telemetry, Kind::OutputLine, Kind::SandboxThawed, Kind::Subscription,
                  Kind::BatchReceived, Answer::ShutdownEvent, Kind::ProcessExited, Kind::ResetDone,
                  Kind::ShutdownDone, Kind::InvokeDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench);
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    struct Line {
        TextId text{};
        Instant at{};
    };
    // One accepted subscription, and how far its events have been followed.
    struct Subscription {
        SubscriptionAsked asked;
        SubscriptionApi api{};
        std::uint8_t slot = 0;
        std::uint32_t generation = 0;
        Instant since{};
        std::array<std::size_t, topic_count> lines{};  // of each topic that were accounted for
        std::array<bool, topic_count> any_line{};
        std::int64_t missing = 0;    // lines that others have overtaken
        std::int64_t announced = 0;  // events that are said to be dropped
        std::int64_t platform_events = 0;
        std::int64_t last_wall_ms = 0;
        Instant last_event_at{};
        bool known_to_itself = false;  // was told of its own subscription
        bool hampered = false;         // answers late or with errors
        bool report_seen = false;
        std::int64_t owed_at_stop = -1;  // platform events before it was told to stop
        Instant told_at{};
    };

    // what the trace says itself
    void see_happening(const Record& record);
    void see_subscription(const Record& record, const Scene& scene);
    void see_end(const Record& record, const Scene& scene, Bench& bench);
    void end_generation(const Scene& scene, Bench& bench);
    void note_ended(Instant at) {
        had_before_reset_ = true;
        ended_at_ = at;
    }
    void see_shutdown_told(const Record& record, const Scene& scene);
    void judge_end(const Subscription& one, Instant at, const Scene& scene, Bench& bench) const;
    void see_invoke(const Record& record, const Scene& scene, Bench& bench);

    // what a subscriber got (telemetry_batch_events.cpp)
    void see_batch(const Record& record, const Scene& scene, Bench& bench);
    void see_event(Subscription& one, const EventTold& event, const Scene& scene, Bench& bench);
    void see_line(Subscription& one, Topic topic, const EventTold& event, const Scene& scene,
                  Bench& bench) const;
    static void see_platform_event(Subscription& one, const EventTold& event, const Scene& scene,
                                   Bench& bench);
    void see_metrics(Subscription& one, const EventTold& event, Bench& bench) const;
    void see_limits(const Subscription& one, const std::vector<EventTold>& events,
                    const Record& record, const Scene& scene, Bench& bench) const;
    Subscription* subscription_of(const Record& batch, const Scene& scene);

    std::vector<Subscription> live_;
    std::array<std::vector<Line>, topic_count> lines_;  // of this generation
    std::int64_t platform_events_ = 0;                  // likewise
    bool cold_ = true;  // the generation's init was no part of an invoke
    bool had_before_reset_ = false;
    Instant ended_at_{};  // the last subscription that did
    Instant thawed_at_{};
    Instant all_back_at_ = never;
};

}  // namespace hourglass::model::judging
