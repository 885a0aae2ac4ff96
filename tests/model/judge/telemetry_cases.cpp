#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

#include <string>

namespace hourglass::model {

namespace {

constexpr std::string_view sound =
    R"({"schemaVersion":"2022-12-13","types":["platform"],)"
    R"("destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:4243/"},)"
    R"("buffering":{"maxItems":1000,"maxBytes":262144,"timeoutMs":25}})";
constexpr std::string_view without_types =
    R"({"schemaVersion":"2022-12-13",)"
    R"("destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:4243/"}})";
constexpr std::string_view hasty =
    R"({"schemaVersion":"2022-12-13","types":["platform"],)"
    R"("destination":{"protocol":"TCP","port":4243},"buffering":{"timeoutMs":24}})";
constexpr std::string_view elsewhere =
    R"({"schemaVersion":"2022-12-13","types":["platform"],)"
    R"("destination":{"protocol":"HTTP","URI":"http://example.org:4243/"}})";
constexpr std::string_view refusal = R"({"errorMessage":"no","errorType":"ValidationError"})";

struct Answered {
    std::int64_t status;
    std::string_view words;
};

constexpr Answered accepted{200, "\"OK\""};
constexpr Answered refused{400, refusal};
constexpr Answered closed{403, R"({"errorType":"Telemetry.SubscriptionClosed"})"};

// Payload 1 is the body.
TraceBuilder& subscribe(TraceBuilder& run, Answered answer, std::uint32_t generation = 1) {
    return run
        .add({.amount = answer.status,
              .payload = PayloadId{1},
              .generation = generation,
              .kind = Kind::Subscription,
              .who = Who::Extension})
        .saying(answer.words);
}

// The extension subscribes while it comes up.
Trace subscribes(std::string_view body, Answered answer, std::uint32_t generation = 1) {
    TraceBuilder run;
    run.payload(body).extensions({"agent"}).ask_init().init_start().start_extensions();
    subscribe(run, answer, generation).start(Who::Runtime).after(2ms).runtime_polls();
    return run.extension_polls().init_report().init_done(Outcome::Success).freeze().end();
}

Trace subscribes_late(Answered answer) {
    TraceBuilder run = ready_with_extension().payload(sound);
    return subscribe(run, answer).end();
}

}  // namespace

Cases telemetry_cases() {
    return {
        {"TEL-01",
         [] {
             return subscribes(sound, {200, "OK"});
         },
         [] { return subscribes(sound, accepted); }},
        {"TEL-02", [] { return subscribes(without_types, accepted); },
         [] { return subscribes(without_types, refused); }},
        {"TEL-03", [] { return subscribes_late(accepted); },
         [] { return subscribes_late(closed); }},
        {"TEL-13", [] { return subscribes(hasty, accepted); },
         [] { return subscribes(hasty, refused); }},
        {"TEL-14", [] { return subscribes(elsewhere, accepted); },
         [] { return subscribes(elsewhere, refused); }},
        {"TEL-16", [] { return subscribes(sound, accepted, 0); },
         [] { return subscribes(sound, closed, 0); }},
    };
}

}  // namespace hourglass::model
