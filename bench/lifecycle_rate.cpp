#include "bench/lifecycle_rate.hpp"

#include "real/process_backend.hpp"
#include "scenarios/loader.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::bench {
namespace {

constexpr std::string_view lifecycle = R"({"version": 1, "name": "PROC/lifecycle",
    "about": "A whole life.", "rules": ["PROC-31"],
    "runtime": ["next", "respond", "repeat"],
    "invoker": ["init"]})";

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::_Exit(2);
}

// Asks, and waits for what ends it. No conductor: that one watches each run for a while longer.
void ask(model::Backend& backend, const model::Record& stimulus, model::Kind end) {
    const auto limit = backend.now() + std::chrono::seconds{10};
    if (!backend.apply(stimulus)) give_up("the platform takes no stimulus");
    for (;;) {
        const auto record = backend.next(limit);
        if (!record || !*record) give_up("the platform does not answer");
        if ((*record)->kind == end) return;
    }
}

void live_once(model::Backend& backend) {
    using model::Kind;
    ask(backend, {.kind = Kind::InitAsked, .who = model::Who::Invoker}, Kind::InitDone);
    for (std::uint32_t invoke = 1; invoke <= 6; ++invoke) {
        ask(backend,
            {.invoke = {invoke},
             .payload = backend.payload("{}"),
             .kind = Kind::InvokeAsked,
             .who = model::Who::Invoker},
            Kind::InvokeDone);
    }
    ask(backend,
        {.amount = model::no_amount, .kind = Kind::ShutdownAsked, .who = model::Who::Invoker},
        Kind::ShutdownDone);
}

// One job.
[[noreturn]] void live(const RatePlan& plan) {
    const auto scenario = scenarios::parse_scenario(std::string{lifecycle}, "bench");
    if (!scenario) give_up(scenario.error().message);
    real::ProcessOptions options;
    options.seed = 1;
    options.clients.probe = plan.probe;
    options.isolation =
        plan.isolated == Isolated::Yes ? real::Isolation::Namespaces : real::Isolation::None;
    auto guard = real::SandboxGuard::start(plan.probe);
    if (!guard) give_up(guard.error().message);
    options.guard = *std::move(guard);
    for (int i = 0; i < plan.lifecycles; ++i) {
        auto backend = real::ProcessBackend::start(*scenario, options);
        if (!backend) give_up(backend.error().message);
        live_once(**backend);
        if (const auto trace = (*backend)->finish(); !trace) give_up(trace.error().message);
    }
    options.guard.reset();
    std::_Exit(0);
}

std::string why_not_isolated(const RatePlan& plan) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    const real::Enclosure trial{real::Isolation::Namespaces, plan.probe, folder};
    return trial.works() ? std::string{} : ", NOT isolated: " + trial.why_not();
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double cpu_of_children() {
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

Rate lifecycles_per_second(const RatePlan& plan) {
    const double cpu_before = cpu_of_children();
    const auto start = std::chrono::steady_clock::now();
    for (int job = 0; job < plan.jobs; ++job) {
        if (::fork() == 0) live(plan);
    }
    Rate rate;
    if (plan.isolated == Isolated::Yes) rate.note = why_not_isolated(plan);
    int status = 0;
    while (::wait(&status) > 0) {
        if (status != 0) rate.note = ", and a job FAILED";
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const double all = plan.jobs * plan.lifecycles;
    rate.per_second = all / took.count();
    rate.cpu_us = (cpu_of_children() - cpu_before) / all * 1e6;
    return rate;
}

}  // namespace hourglass::bench
