// What holds for every trace, however senseless: files come from anywhere.
#include "model/judge/judge.hpp"
#include "tests/model/judge/runs.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hourglass::model {
namespace {

template <class Number>
Number some(Number most) {
    return *rc::gen::oneOf(rc::gen::inRange<Number>(0, std::min<Number>(most, 6)),
                           rc::gen::inRange<Number>(0, most));
}

Record some_record() {
    Record record;
    record.kind = static_cast<Kind>(some<int>(static_cast<int>(Kind::End) + 1));
    record.amount =
        *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-1, 10), rc::gen::arbitrary<std::int64_t>());
    record.call = CallId{some<std::uint32_t>(4'000'000'000)};
    record.invoke = InvokeId{some<std::uint32_t>(4'000'000'000)};
    record.payload = PayloadId{some<std::uint32_t>(4'000'000'000)};
    record.generation = some<std::uint32_t>(4'000'000'000);
    record.text = TextId{some<std::uint16_t>(known_texts.size())};
    record.code = some<std::uint16_t>(65'535);
    record.who = static_cast<Who>(some<std::uint8_t>(255));
    record.slot = some<std::uint8_t>(255);
    record.flags = some<std::uint8_t>(255);
    return record;
}

TraceHeader some_header() {
    TraceHeader header;
    header.setup.profile = *rc::gen::element(ProfileName::Aws, ProfileName::Rapid);
    header.setup.external_extensions = some<std::uint8_t>(max_slots);
    header.setup.init_mode = *rc::gen::element(InitMode::Normal, InitMode::Suppressed);
    header.clients = *rc::gen::element(Clients::Scripted, Clients::Foreign);
    header.view = *rc::gen::element(View::White, View::Black);
    return header;
}

// What a monitor is not shown, because its list of kinds leaves it out, must be nothing to it.
void expect_the_same_when_all_is_shown(const Trace& trace) {
    const Judgement wanted = Judge{}(trace);
    const Judgement all = Judge{Judge::Attention::All}(trace);
    for (std::uint16_t i = 1; i <= catalogue.size(); ++i) {
        if (wanted.exercised.at(i) == all.exercised.at(i)) continue;
        RC_FAIL(std::string{rule_at(RuleIndex{i}).id} + " is tested another number of times");
    }
    RC_ASSERT(wanted.violations.size() == all.violations.size());
    for (std::size_t i = 0; i < all.violations.size(); ++i) {
        RC_ASSERT(wanted.violations[i].rule == all.violations[i].rule);
        RC_ASSERT(wanted.violations[i].record == all.violations[i].record);
        RC_ASSERT(wanted.violations[i].message == all.violations[i].message);
    }
}

RC_GTEST_PROP(AnyTrace, OfSenselessRecordsIsJudged, ()) {
    Trace trace;
    trace.header = some_header();
    const auto years = std::int64_t{1'000'000'000'000'000'000};
    Instant now{};
    for (int i = *rc::gen::inRange(0, 60); i > 0; --i) {
        now = std::min(instant_at(Duration{years}),
                       now + Duration{*rc::gen::inRange<std::int64_t>(0, years / 30)});
        trace.records.push_back(some_record());
        trace.records.back().at = now;
    }

    const Judgement judgement = judge(trace);

    for (const Violation& one : judgement.violations) {
        RC_ASSERT(one.record < trace.records.size());
    }
    expect_the_same_when_all_is_shown(trace);
}

// A sensible run with a few records lost, doubled, spoilt or moved.
RC_GTEST_PROP(AnyTrace, OfASpoiltRunIsJudged, ()) {
    const auto profile = *rc::gen::element(ProfileName::Aws, ProfileName::Rapid);
    Trace trace = *rc::gen::element(with_extension(profile), with_reset(profile),
                                    after_timeout(profile).cold_invoke(2).shutdown().end());
    trace.header.clients = *rc::gen::element(Clients::Scripted, Clients::Foreign);
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
        auto& records = trace.records;
        const auto at = *rc::gen::inRange<std::size_t>(0, records.size());
        switch (*rc::gen::inRange(0, 4)) {
            case 0:
                records.erase(records.begin() + static_cast<std::ptrdiff_t>(at));
                break;
            case 1:
                records.insert(records.begin(), Record{records[at]});
                break;
            case 2:
                std::swap(records[at], records[*rc::gen::inRange<std::size_t>(0, records.size())]);
                break;
            default:
                records[at] = some_record();
        }
    }

    const Judgement judgement = judge(trace);

    RC_ASSERT(judgement.violations.size() <= 3 * catalogue.size());
    expect_the_same_when_all_is_shown(trace);
}

// One Judge serves many traces: nothing of one is left when it sees the next.
RC_GTEST_PROP(AnyTrace, IsJudgedTheSameAfterAnother, ()) {
    const Trace spoilt = without(with_reset(), Kind::ExtensionNextCalled);
    const Trace good = *rc::gen::element(plain(), with_extension(), after_timeout().end());
    Judge judge_once;
    const Judgement alone = judge_once(good);

    const Judgement before = judge_once(spoilt);
    const Judgement after = judge_once(good);

    RC_ASSERT(!before.violations.empty());
    RC_ASSERT(after.violations.empty());
    RC_ASSERT(after.exercised == alone.exercised);
}

}  // namespace
}  // namespace hourglass::model
