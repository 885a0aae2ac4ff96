// Family FE: what a caller of the invoke endpoint got, beside what became of the invoke, and the
// lines that were printed of it.
#pragma once

#include "model/judge/http_text.hpp"
#include "model/judge/monitor.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::model::judging {

class FrontEndMonitor : public Monitor {
public:
    static constexpr std::array rules{"FE-01"_rule, "FE-02"_rule, "FE-03"_rule, "FE-04"_rule,
                                      "FE-05"_rule, "FE-06"_rule, "FE-30"_rule, "FE-31"_rule,
                                      "FE-32"_rule, "FE-33"_rule, "FE-34"_rule, "FE-35"_rule,
                                      "FE-36"_rule, "FE-37"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::InvokeAsked, PlatformEvent::InitReport, Kind::InvokeAnswered,
                  Kind::InvokeDone, Kind::InvokeLine, Kind::WireExchange);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    struct Printed {
        std::string id;
        bool ended = false;
        bool reported = false;
    };
    // What was asked over HTTP and what came back.
    struct Call {
        HttpSent request;
        HttpGot answer;
        InvokeId invoke;
        bool cut = false;                    // more came back than was kept
        const InvokeFacts* facts = nullptr;  // null if it became no invoke
    };

    void see_answer(const Record& record, const Scene& scene, Bench& bench) const;
    void see_done(const Record& record, const Scene& scene, Bench& bench);
    void see_line(const Record& record, const Scene& scene, Bench& bench);
    void see_report(std::string_view line, const Record& record, const Scene& scene, Bench& bench);
    void see_exchange(const Record& record, const Scene& scene, Bench& bench);
    void see_call(const Call& call, const Scene& scene, Bench& bench) const;
    void check_lines(const Scene& scene, Bench& bench);

    std::map<std::uint32_t, Printed> printed_;  // by invoke
    std::map<std::uint32_t, bool> left_;        // invokes whose caller went away
    InvokeId first_{};                          // the first invoke, if no init came before it
    std::vector<InvokeId> done_;                // whose lines are still to be looked at
    bool any_invoke_ = false;
    bool any_report_ = false;
    bool cold_init_ = false;  // one apart from invokes was reported
};

}  // namespace hourglass::model::judging
