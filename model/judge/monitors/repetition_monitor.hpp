// Rules against doing a thing twice in one instant.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class RepetitionMonitor : public Monitor {
public:
    static constexpr std::array rules{"SHD-05"_rule, "SHD-12"_rule};

    static constexpr Kinds wants = Kinds::of(Kind::ProcessSignal);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    struct LastSignal {
        Instant at = never;
        std::uint32_t generation{};  // of the process: resets may follow each other at once
        std::uint16_t signal{};
        std::uint16_t times = 1;

        bool same(const LastSignal& other) const {
            return at == other.at && generation == other.generation && signal == other.signal;
        }
    };

    std::array<LastSignal, max_slots + 1> last_{};  // [0] the runtime, [1 + slot] extensions
};

}  // namespace hourglass::model::judging
