// A platform whose replies are wrong on purpose: the monitors of the wire must object, each with
// the rule that the specification lets expect. What they say of the healthy one is in library_test.
#include "model/judge/judge.hpp"
#include "model/trace/answer.hpp"
#include "scenarios/loader.hpp"
#include "tests/real/play.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>

namespace hourglass::real {
namespace {

using model::Answer;
using model::Record;

struct WireDefect {
    std::string_view rule;
    std::string_view about;
    std::string_view scenario;
    Answer of;
    void (*alter)(HttpReply&);
    int well = 0;  // so many such answers come out well before
};

void PrintTo(const WireDefect& defect, std::ostream* out) {
    *out << defect.about;
}

void drop_line(HttpReply& reply, std::string_view name) {
    const std::size_t begin = reply.headers.find(name);
    if (begin == std::string::npos) return;
    reply.headers.erase(begin, reply.headers.find("\r\n", begin) + 2 - begin);
}

constexpr WireDefect defects[]{
    {"HTTP-09", "A refusal is plain text.", "HTTP/events.json", Answer::InvalidTransition,
     [](HttpReply& reply) { reply.body = "Invalid request ID"; }},
    {"HTTP-10", "An accepted post is answered without its status.", "HTTP/events.json",
     Answer::Accepted, [](HttpReply& reply) { reply.body = "{}"; }},
    {"HTTP-15", "A poll is answered with 204.", "HTTP/events.json", Answer::InvokeEvent,
     [](HttpReply& reply) {
         reply.status = 204;
         reply.headers.clear();
         reply.body.clear();
     },
     1},
    {"HTTP-21", "An event has no deadline.", "HTTP/events.json", Answer::InvokeEvent,
     [](HttpReply& reply) { drop_line(reply, "Lambda-Runtime-Deadline-Ms"); }},
    {"RESP-39", "An accepted response is answered with 200.", "HTTP/events.json", Answer::Accepted,
     [](HttpReply& reply) { reply.status = 200; }},
    {"EXT-11", "A registration for an unknown event is answered with 200.",
     "HTTP/registration.json", Answer::InvalidEventType,
     [](HttpReply& reply) { reply.status = 200; }},
    {"EXT-34", "A registration does not name the handler.", "HTTP/registration.json",
     Answer::Registered, [](HttpReply& reply) { reply.body = R"({"functionName":"f"})"; }},
};

class WireDefects : public testing::TestWithParam<WireDefect> {};

INSTANTIATE_TEST_SUITE_P(Of, WireDefects, testing::ValuesIn(defects), [](const auto& tested) {
    std::string name{tested.param.rule};
    std::ranges::replace(name, '-', '_');
    return name;
});

TEST_P(WireDefects, AreSeenByTheRuleThatForbidsThem) {
    const WireDefect& defect = GetParam();
    const auto scenario = scenarios::load_scenario(std::filesystem::path{tests::source_dir()} /
                                                   "scenarios/library" / defect.scenario);
    ASSERT_TRUE(scenario) << scenario.error().message;
    ProcessOptions options = options_for(model::ProfileName::Aws);
    int well = defect.well;
    options.defect = [&](const Record& answered, HttpReply& reply) {
        if (model::code_of<Answer>(answered) == defect.of && well-- <= 0) defect.alter(reply);
    };

    const model::Trace trace = play(*scenario, options);

    model::Judge judge;
    std::string objected;
    for (const model::Violation& violation : judge(trace).violations) {
        objected += std::string{model::rule_at(violation.rule).id} + " ";
    }
    EXPECT_THAT(objected, testing::HasSubstr(std::string{defect.rule}));
}

}  // namespace
}  // namespace hourglass::real
