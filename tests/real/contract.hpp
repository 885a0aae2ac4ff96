// The Runtime and Extensions API as a client on the wire meets it: the platform behind it is real,
// the runtime is a process that sleeps while the test speaks for it.
#pragma once

#include "tests/real/peer.hpp"
#include "tests/real/play.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace hourglass::real {

using namespace std::chrono_literals;
using model::Kind;
using model::ProfileName;

inline constexpr const char* uuid_form =
    "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

inline const std::string next = "GET /2018-06-01/runtime/invocation/next";
inline const std::string register_line = "POST /2020-01-01/extension/register";
inline const std::string event_next = "GET /2020-01-01/extension/event/next";

inline std::string error_body(std::string_view type, std::string_view message) {
    return fmt::format("{{\"errorMessage\":\"{}\",\"errorType\":\"{}\"}}\n", message, type);
}

class Contract : public testing::Test {
protected:
    void start(std::string_view members = R"("invoker": ["init"])",
               ProfileName profile = ProfileName::Aws) {
        scenario_ = scenario_with(fmt::format(R"({}, "runtime": ["next"])", members));
        ProcessOptions options = options_for(profile);
        options.clients.runtime = scenarios::Command{{"/bin/sleep", "100"}, ""};
        auto started = ProcessBackend::start(scenario_, options);
        ASSERT_TRUE(started) << started.error().message;
        backend_ = *std::move(started);
    }

    // A platform whose runtime process runs and has not called yet.
    void start_with_runtime(std::string_view members = R"("invoker": ["init"])",
                            ProfileName profile = ProfileName::Aws) {
        start(members, profile);
        ask(Kind::InitAsked);
    }

    void ask(Kind kind) {
        ASSERT_TRUE(backend_->apply({.kind = kind, .who = model::Who::Invoker}));
    }

    void invoke(std::string_view payload) {
        ASSERT_TRUE(backend_->apply({.invoke = {++invokes_},
                                     .payload = backend_->payload(payload),
                                     .kind = Kind::InvokeAsked,
                                     .who = model::Who::Invoker}));
    }

    Peer connected() {
        return {backend_->port(), [this] { pump(); }};
    }

    void pump() {
        const model::Instant until = backend_->now() + 200us;
        while (true) {
            const auto record = backend_->next(until);
            if (!record || !*record) return;
            seen_.push_back(**record);
        }
    }

    std::vector<model::Record> seen(Kind kind) {
        pump();
        model::Trace trace;
        trace.records = seen_;
        return records_of(trace, kind);
    }

    // A runtime that has the event of an invoke; gives its id.
    std::string runtime_with_event(Peer& runtime, std::string_view payload = "{}") {
        runtime.post(next, "", "");
        runtime.read_available();
        invoke(payload);
        return runtime.read_answer().header("Lambda-Runtime-Aws-Request-Id");
    }

    scenarios::Scenario scenario_;
    std::unique_ptr<ProcessBackend> backend_;
    std::vector<model::Record> seen_;
    std::uint32_t invokes_ = 0;
};

}  // namespace hourglass::real
