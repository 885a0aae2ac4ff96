// What is known of the whole trace before it is read: of each call, when its client was lost, and
// how each call and each invoke will be seen to be answered.
#pragma once

#include "model/trace/trace.hpp"

#include <cstdint>
#include <vector>

namespace hourglass::model::acceptor {

class Outlook {
public:
    const Trace& trace;
    Duration tolerance{};
    // By call number: from then on nobody sees its answer; end_of_time if its client lives on.
    std::vector<Instant> deaf_from;
    Instant end{};  // of what is to be explained

    explicit Outlook(const Trace& seen);
    bool may_stay_unseen(const Record& effect, Instant until) const;

    struct Fate {
        bool known = false;            // it is answered at most once
        const Record* seen = nullptr;  // that answer, null if none is seen
    };
    // How the trace answers what the effect answers.
    Fate fate_of(const Record& effect) const;

private:
    using Index = std::uint32_t;

    void read(Index index, std::vector<Record>& under_way);
    void deafen(CallId call, Instant at);
    static void note(std::vector<Index>& seen, std::uint32_t number, Index index);
    Fate fate_in(const std::vector<Index>& seen, std::uint32_t number) const;

    std::vector<Index> calls_;  // by number: index + 1 of the answer
    std::vector<Index> invokes_;
    std::vector<Index> reservations_;
};

}  // namespace hourglass::model::acceptor
