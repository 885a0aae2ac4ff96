// What holds of every generated play, said here once more in a few lines over the trace and shared
// with no monitor: first timeouts, resets and inits inside an invoke, then every rule. rapidcheck
// draws the sequence of choices and shrinks it.
#include "scenarios/generators/arbitrary_choices.hpp"
#include "scenarios/generators/draft.hpp"
#include "scenarios/loader.hpp"
#include "sim/campaign/player.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <rapidcheck.h>
#include <set>
#include <string>

namespace hourglass::sim {
namespace {

using model::code_of;
using model::Instant;
using model::Kind;
using model::Outcome;
using model::PlatformEvent;
using model::Record;
using model::Trace;

bool is_telemetry(const Record& record, PlatformEvent event) {
    return record.kind == Kind::Telemetry && code_of<PlatformEvent>(record) == event;
}

bool brings_event(const Record& record) {
    return record.kind == Kind::CallAnswered &&
           code_of<model::Answer>(record) == model::Answer::InvokeEvent;
}

bool arms_function_timeout(const Record& record) {
    return record.kind == Kind::TimerArmed &&
           code_of<model::Timer>(record) == model::Timer::FunctionTimeout;
}

// Checks the property on plays of arbitrary choices, some of which must put it to the test; the
// property says how often it was.
void holds_of_every_play(const char* what, const std::function<int(const Trace&)>& property) {
    Player player;
    int tested = 0;
    const auto play = [&] {
        const scenarios::Draft draft = scenarios::decoded(*scenarios::arbitrary_choices());
        player.play(draft);
        RC_LOG() << scenarios::write_scenario(draft.scenario);
        tested += property(player.trace());
    };
    constexpr int rounds = 5;  // of a hundred plays
    for (int round = 0; round < rounds; ++round) EXPECT_TRUE(rc::check(what, play));
    EXPECT_GT(tested, 0) << "no play put this to the test";
}

TEST(TimeoutSemantics, EndAnInvokeAtItsDeadlineAndNotAfter) {
    holds_of_every_play("an invoke ends by its deadline", [](const Trace& trace) {
        int tested = 0;
        Instant due = model::end_of_time;
        for (const Record& record : trace.records) {
            if (arms_function_timeout(record)) due = Instant{model::Duration{record.amount}};
            if (record.kind != Kind::InvokeDone) continue;
            RC_ASSERT(record.at <= due);
            if (code_of<Outcome>(record) == Outcome::TimedOut) {
                RC_ASSERT(record.at == due);
                ++tested;
            }
            due = model::end_of_time;
        }
        return tested;
    });
}

TEST(TimeoutSemantics, ResetASandboxBeforeItsNextEvent) {
    holds_of_every_play("a timeout is followed by a reset", [](const Trace& trace) {
        int tested = 0;
        std::set<std::uint32_t> served;
        bool owes_reset = false;
        for (const Record& record : trace.records) {
            if (record.kind == Kind::ResetDone) {
                tested += owes_reset ? 1 : 0;
                owes_reset = false;
            }
            if (brings_event(record)) {
                RC_ASSERT(!owes_reset);
                served.insert(record.invoke.value);
            }
            const bool late =
                record.kind == Kind::InvokeDone && code_of<Outcome>(record) == Outcome::TimedOut;
            owes_reset = owes_reset || (late && served.contains(record.invoke.value));
        }
        return tested;
    });
}

TEST(ResetSemantics, AreAnsweredOnceEach) {
    holds_of_every_play(
        "as many answers as resets, and one for each failure", [](const Trace& trace) {
            const auto asked = std::ranges::count(trace.records, Kind::ResetAsked, &Record::kind);
            const auto done = std::ranges::count(trace.records, Kind::ResetDone, &Record::kind);
            const auto failed = std::ranges::count_if(trace.records, [](const Record& record) {
                const bool ends = record.kind == Kind::InvokeDone || record.kind == Kind::InitDone;
                return ends && code_of<Outcome>(record) != Outcome::Success;
            });
            RC_ASSERT(done <= asked + failed);
            const bool whole = trace.records.back().flags == 0;
            if (whole) RC_ASSERT(done >= asked);
            return whole && asked > 0 ? 1 : 0;
        });
}

TEST(ResetSemantics, LeaveNothingOfTheGenerationBefore) {
    holds_of_every_play("an old process is refused", [](const Trace& trace) {
        int tested = 0;
        std::uint32_t generation = 0;
        std::map<std::uint32_t, std::uint32_t> callers;  // the generation of each call's caller
        for (const Record& record : trace.records) {
            if (record.kind == Kind::ResetDone) {
                RC_ASSERT(record.generation > generation);
                generation = record.generation;
            }
            const bool call = record.kind >= Kind::RuntimeNextCalled &&
                              record.kind <= Kind::ExtensionExitErrorPosted;
            if (call) callers[record.call.value] = record.generation;
            if (record.kind != Kind::CallAnswered) continue;
            const std::uint32_t caller = callers[record.call.value];
            if (caller == 0 || caller >= generation) continue;
            RC_ASSERT(!model::is_good(code_of<model::Answer>(record)));
            ++tested;
        }
        // Late calls are rare: a reset is a test too, of the generation that it moves on.
        return tested + (generation > 0 ? 1 : 0);
    });
}

TEST(SuppressedInitSemantics, RunInsideTheInvokeBeforeItsEvent) {
    holds_of_every_play("an invoke has an init in its generation", [](const Trace& trace) {
        int tested = 0;
        bool up = false;
        bool inside = false;
        for (const Record& record : trace.records) {
            if (is_telemetry(record, PlatformEvent::InitStart)) {
                inside = (record.flags & model::phase_invoke) != 0;
                up = false;
            }
            if (is_telemetry(record, PlatformEvent::InitReport)) up = true;
            if (record.kind == Kind::ResetDone || record.kind == Kind::ShutdownDone) {
                up = inside = false;
            }
            if (!brings_event(record)) continue;
            RC_ASSERT(up);
            tested += inside ? 1 : 0;
        }
        return tested;
    });
}

TEST(SuppressedInitSemantics, CountAgainstTheFunctionTimeout) {
    holds_of_every_play("the timer runs while the init does", [](const Trace& trace) {
        int tested = 0;
        bool timer = false;
        for (const Record& record : trace.records) {
            if (arms_function_timeout(record)) timer = true;
            if (record.kind == Kind::InvokeDone) timer = false;
            const bool inside = is_telemetry(record, PlatformEvent::InitStart) &&
                                (record.flags & model::phase_invoke) != 0;
            if (!inside) continue;
            RC_ASSERT(timer);
            ++tested;
        }
        return tested;
    });
}

TEST(EveryRule, HoldsOfEveryPlay) {
    model::Judge judge;
    holds_of_every_play("no rule is broken", [&judge](const Trace& trace) {
        const model::Judgement& judgement = judge(trace);
        if (const model::Violation* broken = first_failure(judgement)) {
            RC_FAIL(std::string{model::rule_at(broken->rule).id} + ": " + broken->message);
        }
        return 1;
    });
}

}  // namespace
}  // namespace hourglass::sim
