// What campaigns have found on the healthy platform and what was then mended in a monitor or a
// table: each is a scenario that keeps every rule.
#include "model/judge/judge.hpp"
#include "scenarios/loader.hpp"
#include "sim/campaign/player.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace hourglass::sim {
namespace {

struct Found {
    std::string_view rule;  // that was said to be broken
    std::string_view body;  // members of the scenario
};

constexpr Found found[]{
    // Nine resets wait for the timeout's own; the last must not get the reason of the one before
    // it.
    {"RST_05_of_many", R"("profiles": ["rapid"], "config": {"function_timeout": "5s"},
        "runtime": ["next", "work 20ms", "crash"], "invoker": ["init", "invoke", "reset timeout &",
        "reset timeout &", "reset timeout &", "reset timeout &", "reset timeout &",
        "reset timeout &", "reset timeout &", "reset timeout &", "reset timeout &", "reset"])"},
    {"INV_14_after_a_restore_of_a_dead_runtime", R"("profiles": ["rapid"],
        "runtime": ["restore_next"], "extensions": [{"name": "a", "kind": "internal",
        "program": ["exit 1"]}], "invoker": ["init", "wait 1ms", "restore &", "invoke 1ms"])"},
    {"RSTR_06_after_an_exit_error", R"("profiles": ["rapid"], "runtime": ["restore_next"],
        "extensions": [{"name": "a", "program": ["register INVOKE SHUTDOWN", "next for 20ms",
        "exit_error Function.Broken"]}], "invoker": ["init", "wait 100ms", "restore"])"},
    {"INV_14_of_an_invoke_behind_a_reset", R"("profiles": ["rapid"], "world": {"latency":
        ["1us", "200ms"], "start": ["108.82us", "347.987us"], "memory_limit": 134217728},
        "config": {"function_timeout": "100ms"}, "runtime": ["next"], "extensions": [{"name": "a",
        "program": ["register INVOKE SHUTDOWN", "next for 100ms", "allocate 268435456 bytes"]}],
        "invoker": ["init", "wait 250ms", "reset &", "invoke"])"},
    {"PROC_33_behind_a_restore_without_a_limit", R"("profiles": ["aws"], "runtime":
        ["restore_next", "respond"], "invoker": ["init", "restore 0 &", "wait 1ms", "invoke"])"},
    {"RSTR_06_that_cannot_tell_its_credentials", R"("profiles": ["rapid"], "config":
        {"init_caching": true}, "runtime": ["restore_next"], "extensions": [{"name": "a", "kind":
        "internal", "program": ["exit 1"]}], "invoker": ["invoke", "invoke", "init", "wait 1ms",
        "restore"])"},
    {"RSTR_35_of_an_invoke_behind_a_reset", R"("profiles": ["rapid"], "runtime": ["restore_next",
        "work 1ms", "next"], "invoker": ["init", "restore 1ms", "wait 1ms", "reset &",
        "invoke 33us"])"},
    {"ERR_01_of_a_type_that_is_reported_anew", R"("profiles": ["aws"], "runtime":
        ["init_error Extension.Crash"], "extensions": [{"name": "a", "program":
        [["exit 1"], ["register INVOKE SHUTDOWN"]]}], "invoker": ["invoke", "init"])"},
    {"SHD_12_without_a_budget", R"("profiles": ["rapid"], "world": {"latency": ["100us", "100us"]},
        "runtime": [[]], "extensions": [{"name": "a", "program": ["exit 1"]},
        {"name": "b", "program": ["register INVOKE SHUTDOWN"]}], "invoker": ["init", "reset 0"])"},
    {"INIT_33", R"("profiles": ["aws"], "runtime": [[]], "extensions": [
        {"name": "a", "program": ["register UNKNOWN"]},
        {"name": "b", "program": ["register INVOKE SHUTDOWN"]}], "invoker": ["init"])"},
    {"SUPP_09", R"("profiles": ["rapid"],
        "runtime": ["restore_next", "init_error Function.Broken", "exit 1"],
        "invoker": ["invoke"])"},
    {"SUPP_07", R"("profiles": ["rapid"], "world": {"latency": ["1us", "1us"],
        "start": ["1us", "1us"]}, "runtime": ["init_error Function.Broken"], "extensions": [
        {"name": "a", "program": ["register INVOKE SHUTDOWN", "crash"]}],
        "invoker": ["init", "invoke"])"},
    {"SHD_07", R"("profiles": ["aws"], "runtime": [[]], "extensions": [
        {"name": "a", "program": [[]]}], "invoker": ["invoke &", "reset 1ns"])"},
    {"ERR_30", R"("profiles": ["aws"], "runtime": [[]], "extensions": [
        {"name": "a", "program": ["register INVOKE SHUTDOWN", "exit_error Extension.Crash"]}],
        "invoker": ["invoke"])"},
    {"ERR_30_by_the_runtime", R"("profiles": ["aws"], "runtime": ["init_error Extension.Crash"],
        "invoker": ["init"])"},
    {"EXT_06", R"("profiles": ["aws"], "config": {"suppress_init": true}, "runtime": [[]],
        "extensions": [{"name": "a", "program": [[]]}, {"name": "b", "program": [[]]},
        {"name": "c", "program": [[]]}, {"name": "d", "program": [[]]},
        {"name": "e", "program": [[]]}, {"name": "f", "program": [[]]},
        {"name": "g", "program": [[]]}, {"name": "h", "program": [[]]},
        {"name": "i", "program": [[]]}, {"name": "j", "program": [[]]},
        {"name": "k", "program": [[]]}], "invoker": ["init"])"},
    {"RST_07", R"("profiles": ["aws"], "runtime": [[]], "extensions": [
        {"name": "a", "program": ["register UNKNOWN"]}], "invoker": ["init", "invoke"])"},
    {"RSTR_03", R"("profiles": ["rapid"], "runtime": ["restore_next", "restore_next"],
        "invoker": ["init", "restore", "restore"])"},
    {"INV_01", R"("profiles": ["aws"], "runtime": [[]],
        "invoker": ["invoke", "reserve", "reserve"])"},
    {"INIT_30", R"("profiles": ["aws"], "runtime": [[]], "invoker": ["init", "init", "wait 10s"])"},
    {"SHD_06", R"("profiles": ["rapid"], "runtime": ["exit 1"], "extensions": [{"name": "a",
        "program": ["register INVOKE SHUTDOWN"]}], "invoker": ["init &", "shutdown 0 &",
        "shutdown"])"},
    {"SHD_30", R"("profiles": ["aws"], "runtime": ["next"], "extensions": [{"name": "a", "program":
        ["register INVOKE SHUTDOWN", "next"]}], "invoker": ["init &", "shutdown &",
        "shutdown 0"])"},
    {"ERR_02_of_a_second_shutdown",
     R"("profiles": ["aws"], "runtime": ["next"], "extensions": [{"name": "a", "program":
        {"steps": ["register INVOKE SHUTDOWN", "next"], "on_shutdown":
        ["exit_error Function.Broken"]}}], "invoker": ["init &", "invoke &", "shutdown &",
        "shutdown"])"},
    {"EVT_06_of_an_invoke_that_waits",
     R"("profiles": ["rapid"], "runtime": ["next", "respond", "repeat"], "invoker":
        ["invoke", "shutdown &", "reset failure &", "invoke"])"},
    {"SUPP_10",
     R"("profiles": ["rapid"], "config": {"function_timeout": "1ms"}, "world": {"latency":
        ["1us", "1us"], "start": ["1us", "1us"]}, "runtime":
        ["init_error Function.Broken"], "invoker": ["invoke &", "wait 1ms", "reserve"])"},
    {"RESP_19_at_the_horizon",
     R"("profiles": ["aws"], "config": {"function_timeout": "10s"}, "world": {"latency":
        ["200ms", "200ms"], "start": ["1us", "4.186739ms"]}, "runtime": ["work 8.4s",
        "next", "respond", "restore_next", "restore_next", "next", "work 1.899s", "next",
        "crash"], "invoker": ["init", "invoke", "invoke", "wait 7.199999s", "invoke",
        "wait 9.099s", "invoke", "invoke", "invoke"])"},
    {"PROC_33_at_the_horizon",
     R"("profiles": ["aws"], "config": {"function_timeout": "1s"}, "runtime": [[]],
        "extensions": [{"name": "a", "program": ["exit_error Function.Broken",
        "register INVOKE SHUTDOWN"]}, {"name": "b", "program": [[]]}], "invoker": ["init",
        "invoke", "invoke", "invoke", "invoke", "invoke", "invoke", "invoke", "invoke",
        "invoke", "invoke", "invoke", "invoke", "reset", "init", "invoke"])"},
    {"RSTR_35", R"("profiles": ["rapid"],
        "runtime": ["restore_next", "restore_error Function.Broken", "next"],
        "invoker": ["init", "restore 1ns", "invoke 1ms"])"},
    {"RSTR_35_of_a_poll_given_up", R"("profiles": ["rapid"],
        "runtime": ["restore_next", "work 1ms", "next for 377ns"],
        "invoker": ["init", "restore 1ms", "wait 1ms", "invoke 302ns"])"},
    {"PROC_33_of_an_init_without_end", R"("profiles": ["aws"], "config": {"init_limit": "none"},
        "runtime": [[]], "extensions": [{"name": "a", "program": ["next"]}],
        "invoker": ["init &", "wait 10ms", "invoke"])"},
    {"RSTR_10", R"("profiles": ["rapid"], "runtime": ["outlive_kill 14s", "next"],
        "invoker": ["init", "reset", "restore"])"},
    {"INV_44", R"("profiles": ["aws"], "runtime": ["outlive_kill 15s", "ignore_sigterm"],
        "extensions": [{"name": "a", "program": [["outlive_kill 2.5s",
        "register INVOKE SHUTDOWN"], []]}], "invoker": ["init", "invoke"])"},
    {"PROC_35", R"("profiles": ["aws"], "world": {"latency": ["100us", "100us"],
        "start": ["1ms", "1ms"], "memory_limit": 134217728},
        "runtime": ["next", "allocate 268435456 bytes"], "extensions": [{"name": "a",
        "program": ["register INVOKE SHUTDOWN", "next", "exit_error Function.Broken"]}],
        "invoker": ["invoke"])"},
    {"PROC_30", R"("profiles": ["aws"], "runtime": ["outlive_kill 15s"],
        "invoker": ["init"])"},
    {"INIT_34", R"("profiles": ["rapid"], "world": {"latency": ["1us", "5ms"],
        "start": ["1us", "20ms"]}, "runtime": ["next for 1ns", "repeat"],
        "invoker": ["init"])"},
    {"ERR_04", R"("profiles": ["rapid"], "runtime": ["restore_next"],
        "extensions": [{"name": "a", "kind": "internal", "program": ["crash"]}],
        "invoker": ["init", "wait 1ms", "restore", "restore"])"},
    {"ERR_32", R"("profiles": ["aws"], "config": {"init_caching": true},
        "runtime": ["restore_next"], "extensions": [{"name": "a",
        "program": ["register INVOKE SHUTDOWN", "next", "exit 1"]}], "invoker": ["invoke",
        "wait 1ms", "init", {"do": "invoke", "payload": "event 2"}, "restore"])"},
    // It polls for ever: the run is cut, and nothing is known of the time after that.
    {"TMO_30", R"("profiles": ["aws"], "runtime": ["next", "repeat"], "invoker": ["invoke"])"},
};

class OnceFound : public testing::TestWithParam<Found> {};

TEST_P(OnceFound, BreaksNoRule) {
    const std::string json = R"({"version": 1, "name": "FUZZ/found", "about": "Found.", )" +
                             std::string{GetParam().body} + "}";
    const auto scenario = scenarios::parse_scenario(json, "found");
    ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
    Player player;

    player.play({.scenario = *scenario, .profile = scenario->profiles.front(), .seed = 1});

    for (const model::Violation& violation : player.judge().violations) {
        ADD_FAILURE() << model::rule_at(violation.rule).id << ": " << violation.message;
    }
}

INSTANTIATE_TEST_SUITE_P(By, OnceFound, testing::ValuesIn(found),
                         [](const auto& one) { return std::string{one.param.rule}; });

}  // namespace
}  // namespace hourglass::sim
