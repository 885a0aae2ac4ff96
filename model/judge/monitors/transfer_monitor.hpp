// Family RESP: responses on their way to the caller, piece by piece or cut off.
#pragma once

#include "model/judge/monitor.hpp"

#include <vector>

namespace hourglass::model::judging {

class TransferMonitor : public Monitor {
public:
    static constexpr std::array rules{"RESP-09"_rule, "RESP-11"_rule, "RESP-12"_rule,
                                      "RESP-14"_rule, "RESP-15"_rule, "RESP-20"_rule,
                                      "RESP-40"_rule};

    static constexpr bool of_wire = true;
    static constexpr Kinds wants =
        Kinds::of(Kind::ResponsePosted, Kind::ErrorPosted, Kind::CallAnswered, Kind::CallLost,
                  Kind::CallAbandoned, Kind::UploadBegun, Kind::ChunkCame, Kind::ChunkPassed,
                  Kind::UploadBroken, Kind::StreamEnded, Kind::ResetAsked, Kind::InvokeDone,
                  Kind::ResetDone, Kind::InvokeAnswered);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench);
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    enum class Cut : std::uint8_t { No, ByReset, ByTimeout };

    // The response that is on its way.
    struct Transfer {
        InvokeId invoke{};
        CallId call{};
        bool streaming = false;
        bool broken = false;
        Cut cut{};
        TextId error{};  // that its trailers told
        std::int64_t came = 0;
        std::int64_t passed = 0;
        Instant came_at = never;  // what is not passed on yet
        Instant first_passed_at = never;
    };

    void begin(const Record& record);
    void see_chunk(const Record& record);
    void see_passed(const Record& record, const Scene& scene, Bench& bench);
    void see_broken(const Record& record, const Scene& scene, Bench& bench);
    void see_stream_end(const Record& record, const Scene& scene, Bench& bench);
    void see_end_of_stream(const Record& record, const Scene& scene, Bench& bench);
    void see_stop(const Record& record, const Scene& scene, Bench& bench);
    void see_other_call(const Record& record, Bench& bench);
    void see_answered(const Record& record, const Scene& scene, Bench& bench);

    bool active() const { return static_cast<bool>(transfer_.call); }

    Transfer transfer_;
    InvokeId broken_{};  // an upload for it broke off, and no other answer was accepted
    std::vector<CallId> beside_;
};

}  // namespace hourglass::model::judging
