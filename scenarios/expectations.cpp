// What came out of a run, held against what the scenario says must come out.
#include "model/rules/level.hpp"
#include "scenarios/conductor.hpp"
#include "scenarios/format/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

namespace hourglass::scenarios {
namespace {

using model::Kind;
using model::Outcome;
using model::Record;
using model::Reply;

// One thing that the invoker asked, and what became of it.
struct Result {
    Ask ask{};
    Record asked{};
    std::optional<Expected> outcome{};
    model::TextId error{};
    Reply reply{};
    std::uint32_t record{};  // that answered it, or that asked
};

std::optional<Ask> ask_of(Kind kind) {
    switch (kind) {
        case Kind::InitAsked:
            return Ask::Init;
        case Kind::InvokeAsked:
            return Ask::Invoke;
        case Kind::ResetAsked:
            return Ask::Reset;
        case Kind::ShutdownAsked:
            return Ask::Shutdown;
        case Kind::RestoreAsked:
            return Ask::Restore;
        default:
            return std::nullopt;
    }
}

Expected expected_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::Success:
            return Expected::Success;
        case Outcome::TimedOut:
            return Expected::TimedOut;
        case Outcome::Refused:
            return Expected::Refused;
        default:
            return Expected::Failure;
    }
}

// An invoke that ended well may still have answered its caller with an error.
Expected invoke_outcome(Outcome outcome, Reply reply) {
    if (outcome != Outcome::Success) return expected_of(outcome);
    const bool error = reply == Reply::FunctionError || reply == Reply::Oversize;
    return error ? Expected::FunctionError : Expected::Success;
}

// Reads a trace into results, in the order of asking.
class Reading {
public:
    explicit Reading(const model::Trace& trace) : view_(trace.header.view) {
        for (std::uint32_t i = 0; i < trace.records.size(); ++i) see(trace.records[i], i);
    }

    const Result* find(Ask ask, std::uint32_t ordinal) const {
        for (const Result& result : results_) {
            if (result.ask == ask && --ordinal == 0) return &result;
        }
        return nullptr;
    }

private:
    void see(const Record& record, std::uint32_t index);
    void see_invoke(const Record& record, std::uint32_t index);
    void settle(Result* result, Expected outcome, std::uint32_t index) {
        if (result == nullptr) return;
        result->outcome = outcome;
        result->record = index;
    }
    Result* open(Ask ask) {
        const auto is_open = [=](const Result& r) { return r.ask == ask && !r.outcome; };
        const auto found = std::ranges::find_if(results_, is_open);
        return found == results_.end() ? nullptr : &*found;
    }
    Result* open_reset(model::TextId reason) {
        const auto is_it = [=](const Result& r) {
            return r.ask == Ask::Reset && !r.outcome && (!reason || r.asked.text == reason);
        };
        const auto found = std::ranges::find_if(results_, is_it);
        return found == results_.end() ? nullptr : &*found;
    }
    Result* invoke(model::InvokeId id) {
        const auto is_it = [=](const Result& r) {
            return r.ask == Ask::Invoke && r.asked.invoke == id;
        };
        const auto found = std::ranges::find_if(results_, is_it);
        return found == results_.end() ? nullptr : &*found;
    }

    model::View view_;
    std::vector<Result> results_;
};

// What a caller's reply says of the outcome. One with the bytes of a runtime's response or error
// cannot tell which it is, nor whether the invoke came to its end after it.
Expected outcome_told(Reply reply) {
    switch (reply) {
        case Reply::TimedOut:
            return Expected::TimedOut;
        case Reply::PlatformError:
        case Reply::Empty:
            return Expected::Failure;
        case Reply::Oversize:
            return Expected::FunctionError;
        default:
            return Expected::Success;
    }
}

bool may_be(const Result& result, Expected expected, bool by_reply_alone) {
    if (*result.outcome == expected) return true;
    return by_reply_alone && *result.outcome == Expected::Success && expected != Expected::Refused;
}

void Reading::see(const Record& record, std::uint32_t index) {
    if (const auto ask = ask_of(record.kind)) {
        results_.push_back({.ask = *ask, .asked = record, .record = index});
        return;
    }
    switch (record.kind) {
        case Kind::InitDone:
            if ((record.flags & model::phase_invoke) != 0) return;
            if (Result* init = open(Ask::Init)) {
                init->error = record.text;
                settle(init, expected_of(model::code_of<Outcome>(record)), index);
            }
            break;
        case Kind::RestoreDone:
            if (Result* restore = open(Ask::Restore)) {
                restore->error = record.text;
                settle(restore, expected_of(model::code_of<Outcome>(record)), index);
            }
            break;
        case Kind::ResetDone:
            settle(open_reset(record.text), Expected::Success, index);
            break;
        case Kind::ShutdownDone:
            settle(open(Ask::Shutdown), Expected::Success, index);
            break;
        default:
            see_invoke(record, index);
            break;
    }
}

// The error type is the one that the caller was told, else the one that the platform noted.
void Reading::see_invoke(const Record& record, std::uint32_t index) {
    if (record.kind == Kind::InvokeRefused) {
        settle(invoke(record.invoke), Expected::Refused, index);
    } else if (record.kind == Kind::InvokeAnswered) {
        Result* result = invoke(record.invoke);
        if (result == nullptr) return;
        result->reply = model::code_of<Reply>(record);
        if (record.text) result->error = record.text;
        if (view_ == model::View::Black) return settle(result, outcome_told(result->reply), index);
        if (result->outcome == Expected::Success) {
            result->outcome = invoke_outcome(Outcome::Success, result->reply);
        }
    } else if (record.kind == Kind::InvokeDone && view_ != model::View::Black) {
        Result* result = invoke(record.invoke);
        if (result == nullptr) return;
        if (!result->error) result->error = record.text;
        settle(result, invoke_outcome(model::code_of<Outcome>(record), result->reply), index);
    }
}

std::optional<Mismatch> compare(const Expectation& expected, const Reading& reading,
                                const model::Trace& trace) {
    const model::Texts& texts = trace.texts;
    const bool by_reply_alone =
        expected.ask == Ask::Invoke && trace.header.view == model::View::Black;
    const auto what = fmt::format("{} {}", word_of(expected.ask), expected.ordinal);
    const auto wanted = word_of(expected.outcome);
    const Result* result = reading.find(expected.ask, expected.ordinal);
    if (result == nullptr) {
        return Mismatch{fmt::format("{}: expected {}, was never asked", what, wanted)};
    }
    if (!result->outcome) {
        return Mismatch{fmt::format("{}: expected {}, got no answer", what, wanted),
                        result->record};
    }
    const auto error = texts.text_of(result->error);
    const auto got =
        fmt::format("{}{}{}", word_of(*result->outcome), error.empty() ? "" : " ", error);
    if (!may_be(*result, expected.outcome, by_reply_alone)) {
        return Mismatch{fmt::format("{}: expected {}, got {}", what, wanted, got), result->record};
    }
    const bool is_told = !by_reply_alone || !error.empty();
    if (is_told && !expected.error_type.empty() && expected.error_type != error) {
        return Mismatch{
            fmt::format("{}: expected {} {}, got {}", what, wanted, expected.error_type, got),
            result->record};
    }
    return std::nullopt;
}

}  // namespace

std::vector<Mismatch> mismatches(const Scenario& scenario, const model::Trace& trace) {
    std::vector<Mismatch> found;
    const Reading reading{trace};
    for (const Expectation& expected : scenario.expectations) {
        if (expected.profile && *expected.profile != trace.header.setup.profile) continue;
        if (auto mismatch = compare(expected, reading, trace)) {
            found.push_back(std::move(*mismatch));
        }
    }
    std::ranges::move(unmet_claims(scenario, trace), std::back_inserter(found));
    return found;
}

std::vector<model::RuleIndex> not_exercised(const Scenario& scenario,
                                            const model::Judgement& judgement,
                                            std::optional<model::ProfileName> profile) {
    std::vector<model::RuleIndex> missing;
    for (const model::RuleIndex rule : scenario.rules) {
        if (profile && level_of(model::rule_at(rule), *profile) == model::Level::None) continue;
        if (!model::has_monitor(rule)) continue;
        if (judgement.exercised.at(rule.value) == 0) missing.push_back(rule);
    }
    return missing;
}

}  // namespace hourglass::scenarios
