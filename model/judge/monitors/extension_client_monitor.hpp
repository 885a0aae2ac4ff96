// Family EXC: what the Extensions API asks of an extension. Judged for somebody's own only.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class ExtensionClientMonitor : public Monitor {
public:
    static constexpr std::array rules{"EXC-01"_rule, "EXC-02"_rule, "EXC-03"_rule, "EXC-04"_rule,
                                      "EXC-05"_rule, "EXC-06"_rule, "EXC-07"_rule, "EXC-08"_rule,
                                      "EXC-10"_rule, "EXC-12"_rule, "EXC-13"_rule, "EXC-14"_rule,
                                      "EXC-15"_rule, "EXC-21"_rule, "EXC-22"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::ProcessStart, Kind::Note, Kind::RegisterCalled, Kind::ExtensionNextCalled,
                  Kind::ExtensionInitErrorPosted, Kind::ExtensionExitErrorPosted,
                  Kind::CallAnswered, Kind::CallAbandoned, Kind::ProcessExited, Kind::ProcessSignal,
                  Kind::InitDone, Kind::InvokeDone, Kind::ResetDone);
    static constexpr bool of_clients = true;
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_note(const Record& record, const Scene& scene);
    void see_abandoned(const Record& record, const Scene& scene);
    void see_registration(const Record& record, const Scene& scene, Bench& bench) const;
    void see_call(const Record& record, const Scene& scene, Bench& bench);
    void see_poll(const Record& record, const ExtensionFacts& one, Bench& bench);
    void see_error(const Record& record, const Scene& scene, Bench& bench) const;
    void see_answer(const Record& record, const Scene& scene, Bench& bench) const;
    void see_exit(const Record& record, const Scene& scene, Bench& bench) const;
    void see_kill(const Record& record, const Scene& scene, Bench& bench) const;
    void see_init_limit(const Scene& scene, Bench& bench) const;
    void see_timeout(const Record& record, const Scene& scene, Bench& bench) const;

    std::array<bool, max_slots> gave_up_poll_{};
    std::array<bool, max_slots> may_exit_{};
};

}  // namespace hourglass::model::judging
