// hourglass serve: the process platform as a server, with an invoke endpoint as the service's.
#include "cli/backends.hpp"
#include "cli/interrupt.hpp"
#include "cli/subcommands.hpp"
#include "model/base/duration_text.hpp"
#include "model/trace/format.hpp"
#include "real/front_end.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace hourglass::cli {

namespace {

using model::ErrorKind;
using model::ProfileName;
using model::Result;
using scenarios::Op;
using scenarios::Scenario;

constexpr const char* ending =
    "Without --runtime a built-in one echoes each event. It listens on loopback unless --host "
    "says\n"
    "otherwise. Ctrl-C and SIGTERM reset the sandbox, answer who waits and end with status 0.\n"
    "Examples:\n"
    "  hourglass serve --runtime \"node bootstrap.js\" --timeout 5s\n"
    "  hourglass serve --runtime ./bootstrap --extension ./my-extension --trace served.jsonl\n"
    "  curl -d '{\"n\": 1}' http://127.0.0.1:8080/2015-03-31/functions/function/invocations\n"
    "  hourglass check served.jsonl";

struct ServeOptions {
    ClientOptions clients;
    std::uint16_t port = 8080;
    std::string host = "127.0.0.1";
    std::string timeout;  // "" for the profile's
    std::string profile = "aws";
    std::string handler = "index.handler";
    std::vector<std::string> environment;  // NAME=VALUE
    std::int64_t stream_rate = 0;          // 0: the profile's
    std::int64_t stream_burst = 0;
    bool no_extensions = false;
    std::string trace;
};

ProfileName profile_of(const ServeOptions& options) {
    return options.profile == "rapid" ? ProfileName::Rapid : ProfileName::Aws;
}

scenarios::Step step(Op op) {
    scenarios::Step step;
    step.op = op;
    return step;
}

Result<Scenario> scenario_of(const ServeOptions& options) {
    Scenario scenario;
    scenario.name = "SERVE/requests";
    scenario.about = "What callers ask over HTTP.";
    scenario.profiles = {profile_of(options)};
    scenario.runtime = {{.steps = {step(Op::Next), step(Op::Respond), step(Op::Repeat)},
                         .on_shutdown = {},
                         .on_sigterm = {}}};
    scenario.config.handler = options.handler;
    scenario.config.stream.rate = options.stream_rate;
    scenario.config.stream.burst = options.stream_burst;
    scenario.config.function_timeout = model::profile_of(profile_of(options)).function_timeout;
    for (const std::string& variable : options.environment) {
        const std::size_t equals = variable.find('=');
        if (equals == std::string::npos || equals == 0) {
            return model::failure(ErrorKind::BadInput,
                                  fmt::format("--env {}: not NAME=VALUE", variable),
                                  "Write for example --env LOG_LEVEL=debug.");
        }
        scenario.config.environment[variable.substr(0, equals)] = variable.substr(equals + 1);
    }
    if (options.timeout.empty()) return scenario;
    constexpr model::DurationRange timeouts{.least = std::chrono::milliseconds{1},
                                            .most = std::chrono::hours{1}};
    const auto timeout = model::parse_duration(options.timeout, timeouts);
    if (!timeout) {
        return model::failure(
            ErrorKind::BadInput,
            fmt::format("--timeout {}: {}", options.timeout, timeout.error().message),
            timeout.error().remedy);
    }
    scenario.config.function_timeout = *timeout;
    if (options.no_extensions) scenario.config.extensions = scenarios::Extensions::Disabled;
    return scenario;
}

Result<std::unique_ptr<real::ProcessBackend>> platform_for(const Scenario& scenario,
                                                           const ServeOptions& options) {
    const auto clients = find_clients(options.clients);
    if (!clients) return tl::make_unexpected(clients.error());
    real::ProcessOptions platform;
    platform.profile = profile_of(options);
    platform.seed = 1;
    platform.clients.probe = probe_program();
    platform.clients.runtime = clients->runtime;
    platform.clients.extensions = clients->extensions;
    platform.echo = real::Echo::ToStandardOutput;
    platform.keep = options.trace.empty() ? real::Keep::Nothing : real::Keep::Trace;
    platform.replay = "hourglass serve" + clients->arguments;
    return real::ProcessBackend::start(scenario, platform);
}

void say(std::string_view line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

void say_where(const ServeOptions& options, std::uint16_t port) {
    say(fmt::format("listening on http://{}:{}/2015-03-31/functions/function/invocations",
                    options.host, port));
    const bool loopback = options.host.starts_with("127.");
    say(loopback ? "loopback only; --host 0.0.0.0 lets other machines in"
                 : "NOT loopback only: whoever reaches this address can invoke the function");
}

real::FrontEndOptions front_end_for(const Scenario& scenario, const ServeOptions& options) {
    real::FrontEndOptions front_end;
    front_end.place = {.address = options.host, .port = options.port};
    front_end.profile = profile_of(options);
    front_end.timeout = scenario.config.function_timeout;
    front_end.print = say;
    const auto memory = scenario.config.environment.find("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
    if (memory != scenario.config.environment.end()) front_end.memory_size = memory->second;
    return front_end;
}

Result<void> serve(const Scenario& scenario, const ServeOptions& options) {
    auto platform = platform_for(scenario, options);
    if (!platform) return tl::make_unexpected(platform.error());
    auto front_end = real::FrontEnd::open(**platform, front_end_for(scenario, options));
    if (!front_end) return tl::make_unexpected(front_end.error());
    say_where(options, (*front_end)->port());
    auto served = (*front_end)->serve(interrupted);
    const std::uint64_t answered = (*front_end)->served();
    front_end->reset();
    const auto trace = (*platform)->finish();
    if (!served) return served;
    if (!trace) return tl::make_unexpected(trace.error());
    say(fmt::format("stopped after {} answers", answered));
    return options.trace.empty() ? Result<void>{} : model::save_trace(*trace, options.trace);
}

ExitStatus run(const ServeOptions& options) {
    const auto scenario = scenario_of(options);
    if (!scenario) return complain(scenario.error());
    const auto served = serve(*scenario, options);
    return served ? ExitStatus::Held : complain(served.error());
}

}  // namespace

void add_serve(CLI::App& app, Session& session) {
    auto options = std::make_shared<ServeOptions>();
    CLI::App* command =
        app.add_subcommand("serve", "Serve invokes over HTTP, as the service's emulator does.");
    add_programs(*command, options->clients);
    command->add_option("--port", options->port, "where invokes are taken (8080; 0: a free one)");
    command->add_option("--host", options->host, "IPv4 address to listen on (127.0.0.1)");
    command->add_option("--timeout", options->timeout, "of the function, such as 5s");
    command->add_option("--profile", options->profile, "aws or rapid (aws)")
        ->check(CLI::IsMember({"aws", "rapid"}));
    command->add_flag("--no-extensions", options->no_extensions,
                      "start none, and answer 404 to all calls of their API");
    command->add_option("--handler", options->handler, "what the runtime finds in _HANDLER");
    command->add_option("--env", options->environment, "NAME=VALUE for the function");
    command
        ->add_option("--stream-rate", options->stream_rate,
                     "bytes a second of a streamed response beyond its burst (2097152)")
        ->check(CLI::Range(32'768, 67'108'864));
    command
        ->add_option("--stream-burst", options->stream_burst,
                     "bytes of a streamed response that come free (6291456)")
        ->check(CLI::Range(32'768, 67'108'864));
    command->add_option("--trace", options->trace, "keep all that happens in this file");
    command->footer(ending);
    command->callback([options, &session] { session.status = run(*options); });
}

}  // namespace hourglass::cli
