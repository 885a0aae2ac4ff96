// hourglass explore: every behaviour of the platform in small worlds.
#include "cli/findings.hpp"
#include "cli/interrupt.hpp"
#include "cli/rule_globs.hpp"
#include "cli/subcommands.hpp"
#include "model/mutants/mutant.hpp"
#include "model/search/exploration.hpp"
#include "model/search/mutant_search.hpp"
#include "reports/exploration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <thread>
#include <unistd.h>

namespace hourglass::cli {

namespace {

using model::search::Bounds;
using model::search::Exploration;
using model::search::NamedBounds;

constexpr const char* ending =
    "Without bounds it searches six small worlds that together fire every row of the profile.\n"
    "Time is taken out: an armed timer may fire at any moment.\n"
    "The result is the same on any number of threads.\n"
    "Examples:\n"
    "  hourglass explore\n"
    "  hourglass explore --profile rapid --extensions 1 --invokes 2 --faults 0\n"
    "  hourglass explore --extensions 2 --invokes 1 --faults 0 --verify-reductions\n"
    "  hourglass explore --memory 2 --json - | jq .complete\n"
    "  hourglass explore --cover transitions --out cover\n"
    "  hourglass explore --mutant 'sandbox.Ready.ResetRequested row removed' --out found";

struct Options {
    std::string profile = "aws";
    unsigned extensions = 1;
    unsigned internals = 0;
    unsigned invokes = 2;
    unsigned resets = 1;
    unsigned shutdowns = 1;
    unsigned restores = 0;
    unsigned faults = 1;
    double memory = 8;  // GiB
    unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    bool given = false;  // any bound
    bool verify = false;
    model::search::Reductions reductions{};
    std::string rule;  // the only one of interest
    std::string json;
    std::string cover;   // "", transitions or pairs
    std::string out;     // folder for what is found
    std::string mutant;  // its name
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

model::search::Limits limits_of(const Options& options) {
    const double bytes = options.memory * static_cast<double>(std::uint64_t{1} << 30U);
    return {.bytes = static_cast<std::uint64_t>(bytes), .threads = options.threads};
}

std::vector<NamedBounds> worlds_of(const Options& options, model::ProfileName profile) {
    auto worlds = options.given
                      ? std::vector<NamedBounds>{{"as asked", bounds_of(options, profile)}}
                      : model::search::default_worlds(profile);
    for (NamedBounds& world : worlds) world.reductions = options.reductions;
    return worlds;
}

// A line on a terminal, ten times a second; elsewhere nothing.
class ProgressLine {
public:
    explicit ProgressLine(std::string_view world) : world_(world) {}
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine() {
        if (shown_) fmt::print(stderr, "\r\033[K");
    }

    void show(const model::search::Progress& now) {
        const auto time = Clock::now();
        if (!on_terminal(stderr) || time < next_) return;
        next_ = time + std::chrono::milliseconds{100};
        shown_ = true;
        fmt::print(stderr, "\r{}: depth {}, {} states, {} waiting, {} MiB \033[K", world_,
                   now.depth, now.states, now.waiting, now.bytes >> 20U);
    }

private:
    using Clock = std::chrono::steady_clock;

    std::string_view world_;
    Clock::time_point next_ = Clock::now();
    bool shown_ = false;
};

// Says so before a search that is likely to end for want of memory.
void warn_of_size(const NamedBounds& world, const model::search::Limits& limits) {
    constexpr double bytes_a_state = 32;
    const double states = model::search::estimated_states(world.bounds);
    const double bytes = states * bytes_a_state;
    if (bytes < static_cast<double>(limits.bytes)) return;
    fmt::print(
        stderr,
        "These bounds are estimated at {:.1e} states, about {:.0f} GiB: more than --memory.\n"
        "The search will stop there and say how far it came. Lower --extensions, --faults or "
        "--invokes to see all.\n",
        states, bytes / static_cast<double>(std::uint64_t{1} << 30U));
}

Exploration search(const NamedBounds& world, const model::search::Limits& limits) {
    ProgressLine line{world.name};
    const auto on_round = [&](const model::search::Progress& now) {
        line.show(now);
        return !interrupted();
    };
    Exploration result = model::search::explore(world, limits, on_round);
    if (!interrupted()) model::search::explore_liveness(world, result);
    return result;
}

reports::Explored search_all(const Options& options, model::ProfileName profile,
                             const model::mutants::Mutant* mutant) {
    const model::search::Limits limits = limits_of(options);
    reports::Explored result{.profile = profile, .threads = options.threads};
    for (const NamedBounds& world : worlds_of(options, profile)) {
        if (options.given) warn_of_size(world, limits);
        const auto start = std::chrono::steady_clock::now();
        result.worlds.push_back(mutant == nullptr
                                    ? search(world, limits)
                                    : model::search::explore_mutant(world, *mutant, limits));
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        result.seconds.push_back(spent.count());
        if (interrupted()) break;
    }
    result.never_fired = model::search::never_fired(result.worlds, profile);
    return result;
}

ExitStatus verify_reductions(const Options& options, model::ProfileName profile) {
    const model::search::Limits limits = limits_of(options);
    bool same = true;
    bool complete = true;
    for (const NamedBounds& world : worlds_of(options, profile)) {
        const auto checks = model::search::verify_reductions(world, limits);
        fmt::print("{}\n{}\n", world.name, reports::reductions_text(checks));
        for (const auto& check : checks) {
            same = same && check.disagreements.empty();
            complete = complete && check.complete;
        }
        if (interrupted()) return ExitStatus::Interrupted;
    }
    if (!same) return ExitStatus::Violated;
    return complete ? ExitStatus::Held : ExitStatus::Inconclusive;
}

// Only what concerns the rules that were asked for.
void keep_rules(reports::Explored& result, const std::vector<model::RuleIndex>& rules) {
    const auto is_other = [&](model::RuleIndex rule) {
        return std::ranges::find(rules, rule) == rules.end();
    };
    for (Exploration& world : result.worlds) {
        std::erase_if(world.violations, [&](const auto& one) { return is_other(one.rule); });
        for (std::size_t i = 1; i < world.fired.size(); ++i) {
            if (is_other(model::RuleIndex{static_cast<std::uint16_t>(i)})) world.fired.reset(i);
        }
    }
    std::erase_if(result.never_fired, is_other);
}

ExitStatus explore(const Options& options) {
    const auto profile =
        options.profile == "rapid" ? model::ProfileName::Rapid : model::ProfileName::Aws;
    const auto rules = rules_matching(options.rule);
    if (!rules) return complain(rules.error());
    if (options.extensions + options.internals > model::max_extensions) {
        return complain({model::ErrorKind::BadInput,
                         "--extensions and --internals together are more than 10",
                         "A sandbox has at most ten extensions; lower one of the two."});
    }
    if (options.verify) return verify_reductions(options, profile);
    if (const auto fit = fit_to_write(options.out); !fit) return complain(fit.error());
    if (!options.cover.empty()) return write_cover({profile, options.cover, options.out});
    const auto mutant = mutant_named(options.mutant);
    if (!mutant) return complain(mutant.error());
    reports::Explored result = search_all(options, profile, *mutant);
    if (!options.rule.empty()) keep_rules(result, *rules);
    const auto written = write_findings(result.worlds, *mutant, options.out);
    if (!written) return complain(written.error());
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

void add_engine_options(CLI::App& command, const std::shared_ptr<Options>& options) {
    using namespace model::search;
    command.add_option("--threads", options->threads, "that search side by side")
        ->check(CLI::Range(1U, 64U))
        ->capture_default_str();
    command.add_flag_callback(
        "--no-symmetry", [options] { options->reductions.symmetry = Symmetry::Off; },
        "tell extensions of one kind apart");
    command.add_flag_callback(
        "--no-pruning", [options] { options->reductions.pruning = Pruning::Off; },
        "tell worlds apart that differ only in what they spent of the bounds");
    command.add_flag_callback(
        "--no-forgetting", [options] { options->reductions.memory = Memory::Everything; },
        "tell worlds apart that differ only in what steers nothing");
    command.add_flag("--verify-reductions", options->verify,
                     "search with each of these three and without, and compare");
    command.add_option("--rule", options->rule, "report only these, e.g. TMO-*,RST-11");
}

void add_findings_options(CLI::App& command, const std::shared_ptr<Options>& options) {
    command.add_option("--out", options->out,
                       "a new folder for a scenario and a trace of each finding");
    command
        .add_option("--cover", options->cover,
                    "write scenarios that together take every row, or every pair of rows")
        ->check(CLI::IsMember({"transitions", "pairs"}));
    command.add_option("--mutant", options->mutant,
                       "search the platform with this mutant of its tables in it");
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
    bound("--extensions", options->extensions, 10, "external extensions (1)");
    bound("--internals", options->internals, 10, "extensions inside the runtime (0)");
    bound("--invokes", options->invokes, 8, "invokes asked for (2)");
    bound("--resets", options->resets, 7, "resets asked for (1)");
    bound("--shutdowns", options->shutdowns, 7, "shutdowns asked for (1)");
    bound("--restores", options->restores, 7, "restores asked for, under init caching (0)");
    bound("--faults", options->faults, 7, "exits and failures that nobody asked for (1)");
    command->add_option("--memory", options->memory, "GiB it may use; then it stops, incomplete")
        ->check(CLI::Range(0.001, 1024.0))
        ->capture_default_str();
    add_engine_options(*command, options);
    add_findings_options(*command, options);
    command->add_option("--json", options->json, "the result as JSON; - is standard output");
    command->footer(ending);
    command->callback([options, &session] { session.status = explore(*options); });
}

}  // namespace hourglass::cli
