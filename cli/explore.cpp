// hourglass explore: every behaviour of the platform in small worlds.
#include "cli/interrupt.hpp"
#include "cli/subcommands.hpp"
#include "model/search/exploration.hpp"
#include "reports/exploration.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <unistd.h>

namespace hourglass::cli {

namespace {

using model::search::Bounds;
using model::search::Exploration;
using model::search::NamedBounds;

constexpr const char* ending =
    "Without bounds it searches five small worlds that together fire every row of the profile.\n"
    "Time is taken out: an armed timer may fire at any moment.\n"
    "Examples:\n"
    "  hourglass explore\n"
    "  hourglass explore --profile rapid --extensions 1 --invokes 2 --faults 0\n"
    "  hourglass explore --memory 2 --json - | jq .complete";

struct Options {
    std::string profile = "aws";
    unsigned extensions = 1;
    unsigned internals = 0;
    unsigned invokes = 2;
    unsigned resets = 1;
    unsigned shutdowns = 1;
    unsigned restores = 0;
    unsigned faults = 1;
    unsigned memory = 8;  // GiB
    bool given = false;   // any bound
    std::string json;
};

bool on_terminal(std::FILE* stream) {
    return isatty(fileno(stream)) != 0;
}

Bounds bounds_of(const Options& options, model::ProfileName profile) {
    const auto small = [](unsigned number) { return static_cast<std::uint8_t>(number); };
    return {.profile = profile,
            .init_caching = options.restores > 0 ? model::InitCaching::On : model::InitCaching::Off,
            .extensions = small(options.extensions),
            .internals = small(options.internals),
            .invokes = small(options.invokes),
            .resets = small(options.resets),
            .shutdowns = small(options.shutdowns),
            .restores = small(options.restores),
            .faults = small(options.faults)};
}

reports::Explored search_all(const Options& options, model::ProfileName profile) {
    const auto worlds = options.given
                            ? std::vector<NamedBounds>{{"as asked", bounds_of(options, profile)}}
                            : model::search::default_worlds(profile);
    const model::search::Limits limits{.bytes = std::uint64_t{options.memory} << 30U};
    reports::Explored result{.profile = profile};
    for (const NamedBounds& world : worlds) {
        const auto start = std::chrono::steady_clock::now();
        const auto progress = [&](const model::search::Progress& now) {
            if (on_terminal(stderr)) {
                fmt::print(stderr, "\r{}: depth {}, {} states, {} MiB ", world.name, now.depth,
                           now.states, now.bytes >> 20U);
            }
            return !interrupted();
        };
        result.worlds.push_back(model::search::explore(world, limits, progress));
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        result.seconds.push_back(spent.count());
        if (on_terminal(stderr)) fmt::print(stderr, "\r\033[K");
        if (interrupted()) break;
    }
    result.never_fired = model::search::never_fired(result.worlds, profile);
    return result;
}

ExitStatus explore(const Options& options) {
    const auto profile =
        options.profile == "rapid" ? model::ProfileName::Rapid : model::ProfileName::Aws;
    const reports::Explored result = search_all(options, profile);
    if (options.json == "-") {
        fmt::print("{}\n", reports::exploration_json(result));
    } else {
        if (!options.json.empty()) {
            std::ofstream file{options.json};
            file << reports::exploration_json(result) << '\n';
            if (!file) {
                return complain({model::ErrorKind::Environment, "cannot write " + options.json,
                                 "Give a file in a folder that exists and is writable."});
            }
        }
        fmt::print("{}", reports::exploration_text(result));
    }
    if (interrupted()) return ExitStatus::Interrupted;
    if (!result.holds()) return ExitStatus::Violated;
    return result.complete() ? ExitStatus::Held : ExitStatus::Inconclusive;
}

}  // namespace

void add_explore(CLI::App& app, Session& session) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("explore", "Search small worlds exhaustively.");
    command->add_option("--profile", options->profile, "aws or rapid")
        ->check(CLI::IsMember({"aws", "rapid"}))
        ->capture_default_str();
    const auto bound = [&](const char* name, unsigned& value, unsigned most, const char* about) {
        command
            ->add_option_function<unsigned>(
                name,
                [options, &value](unsigned number) {
                    value = number;
                    options->given = true;
                },
                about)
            ->check(CLI::Range(0U, most));
    };
    bound("--extensions", options->extensions, 3, "external extensions (1)");
    bound("--internals", options->internals, 2, "extensions inside the runtime (0)");
    bound("--invokes", options->invokes, 4, "invokes asked for (2)");
    bound("--resets", options->resets, 3, "resets asked for (1)");
    bound("--shutdowns", options->shutdowns, 2, "shutdowns asked for (1)");
    bound("--restores", options->restores, 2, "restores asked for, under init caching (0)");
    bound("--faults", options->faults, 3, "exits and failures that nobody asked for (1)");
    command->add_option("--memory", options->memory, "GiB it may use; then it stops, incomplete")
        ->check(CLI::Range(1U, 64U))
        ->capture_default_str();
    command->add_option("--json", options->json, "the result as JSON; - is standard output");
    command->footer(ending);
    command->callback([options, &session] { session.status = explore(*options); });
}

}  // namespace hourglass::cli
