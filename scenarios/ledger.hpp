// What the invoker has asked and not been answered yet, and whether the platform is at rest.
#pragma once

#include "model/trace/record.hpp"

#include <cstdint>
#include <vector>

namespace hourglass::scenarios {

using Ticket = std::uint32_t;  // one thing asked; 0 is none

class Ledger {
public:
    // Notes a stimulus (InitAsked .. RestoreAsked).
    Ticket asked(const model::Record& stimulus);
    // Notes what came out of the backend; anything but an answer is looked at and forgotten.
    void see(const model::Record& record);

    bool answered(Ticket ticket) const;
    bool all_answered() const { return open_.empty(); }
    // Nothing is unanswered and no processes are being stopped.
    bool at_rest() const { return open_.empty() && !stopping_; }

private:
    struct Open {
        model::Record asked;
        Ticket ticket{};
        bool replied{};  // an invoke has its InvokeAnswered
        bool done{};     // an invoke has its InvokeDone
    };

    void close_first(model::Kind asked);
    void close_reset(model::TextId reason);
    void close_invoke(const model::Record& record);

    std::vector<Open> open_;  // in order of asking
    Ticket last_{};
    bool stopping_{};
};

}  // namespace hourglass::scenarios
