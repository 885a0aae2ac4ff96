// What the invoker has asked and not been answered yet, and whether the platform is at rest.
#pragma once

#include "model/judge/kinds.hpp"
#include "model/trace/record.hpp"

#include <boost/container/small_vector.hpp>

#include <cstddef>
#include <cstdint>

namespace hourglass::scenarios {

using Ticket = std::uint32_t;  // one thing asked; 0 is none

class Ledger {
public:
    // Notes a stimulus (InitAsked .. RestoreAsked).
    Ticket asked(const model::Record& stimulus);
    // Notes what came out of the backend; most of it says nothing here.
    void see(const model::Record& record) {
        if (concerns(record.kind)) note(record);
    }
    // Whether a record of that kind may say something.
    static constexpr bool concerns(model::Kind kind) {
        return kind <= model::Kind::End && telling.has(static_cast<std::size_t>(kind));
    }

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

    using Kind = model::Kind;
    static constexpr auto telling = model::judging::Kinds::of(
        Kind::ProcessSignal, Kind::TimerArmed, Kind::InitDone, Kind::ReserveAnswered,
        Kind::InvokeRefused, Kind::InvokeAnswered, Kind::InvokeDone, Kind::ResetDone,
        Kind::ShutdownDone, Kind::RestoreDone);

    void note(const model::Record& record);
    void close_first(model::Kind asked);
    void close_reset(model::TextId reason);
    void close_invoke(const model::Record& record);

    boost::container::small_vector<Open, 4> open_;  // in order of asking
    Ticket last_{};
    bool stopping_{};
};

}  // namespace hourglass::scenarios
