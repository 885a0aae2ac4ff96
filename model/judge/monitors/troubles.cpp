#include "model/judge/monitors/troubles.hpp"

namespace hourglass::model::judging {

namespace {

// A client that has had so much time and still runs does not end by itself.
constexpr Duration promptly = std::chrono::seconds{1};

}  // namespace

void Troubles::met(const Record& note, const Scene& scene, const TroubleRules& rules,
                   Bench& bench) {
    const bool gone = hardship_of(note) == Hardship::Gone;
    if (!gone && note.amount < 400) return;
    const Instant now = note.at;
    Instant& oldest = refusals_.at(refused_++ % most_in_a_second);
    const bool hasty =
        refused_ > most_in_a_second && now - oldest < Duration{std::chrono::seconds{1}};
    oldest = now;
    bench.check(rules.pauses, !hasty, "more than {} calls that were refused within a second",
                most_in_a_second);
    may_exit_ = may_exit_ || gives_reason_to_end(scene, note);
    if (gone && gone_at_ == never) gone_at_ = now;
    if (note.amount >= 500 && failed_at_ == never) failed_at_ = now;
}

void Troubles::called(const TroubleRules& rules, std::string_view name, Bench& bench) {
    if (failed_at_ == never) return;
    bench.violated(rules.exits_on_500, "{} calls again after it was answered 500", name);
    failed_at_ = never;
}

void Troubles::found_alive(Instant now, const TroubleRules& rules, std::string_view name,
                           Bench& bench) {
    if (failed_at_ != never && now - failed_at_ >= promptly) {
        bench.violated(rules.exits_on_500, "{} still runs {} after it was answered 500", name,
                       as_text(now - failed_at_));
    }
    if (rules.exits_when_gone && gone_at_ != never && now - gone_at_ >= promptly) {
        bench.violated(rules.exits_when_gone, "{} still runs {} after the platform has gone", name,
                       as_text(now - gone_at_));
    }
    failed_at_ = gone_at_ = never;
}

void Troubles::exited(const TroubleRules& rules, Bench& bench) const {
    if (failed_at_ != never) bench.held(rules.exits_on_500);
    if (rules.exits_when_gone && gone_at_ != never) bench.held(rules.exits_when_gone);
}

}  // namespace hourglass::model::judging
