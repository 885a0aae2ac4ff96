// hourglass verify: plays scenarios on backends and reports rule by rule.
#include "cli/backends.hpp"
#include "cli/output.hpp"
#include "cli/plan.hpp"
#include "cli/subcommands.hpp"
#include "cli/terminal.hpp"
#include "cli/verification.hpp"
#include "reports/annotations.hpp"
#include "reports/console.hpp"
#include "reports/folder.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

namespace hourglass::cli {

namespace {

using model::Result;

constexpr const char* ending =
    "Examples:\n"
    "  hourglass verify                                    library on sim and process\n"
    "  hourglass verify --backend sim --cases 100          each scenario under 100 seeds\n"
    "  hourglass verify --rules 'TMO-*,RST-*'              what is about timeouts and resets\n"
    "  hourglass verify --runtime 'node index.js'          judge your own runtime\n"
    "  hourglass verify --runtime ./bootstrap --unkind     beside an unkind platform too\n"
    "  hourglass verify --runtime ./bootstrap --suite core.json   AWS's runner's own suites\n"
    "  hourglass verify --backend process --from-outside   as if the platform were not ours\n"
    "  hourglass verify --backend rie --rie PATH --write-baseline known.json\n"
    "  hourglass verify --backend rie --rie PATH --baseline known.json   only what is new fails\n"
    "  hourglass verify --shard 2/4 --junit shard2.xml     one of four CI jobs\n"
    "  hourglass verify --quiet --json - | jq .summary     for scripts";

// An empty variable of a script must not have us judge something else.
const CLI::Validator not_empty{
    [](const std::string& text) { return text.empty() ? "is empty; name a program" : ""; }, ""};

Result<void> check_outputs(const VerifyOptions& options) {
    if (options.json == standard_output && options.junit == standard_output) {
        return model::failure(model::ErrorKind::BadInput,
                              "--json and --junit cannot both go to standard output",
                              "Give one of them a file.");
    }
    return check_writable(options.json)
        .and_then([&] { return check_writable(options.junit); })
        .and_then([&] { return check_writable(options.baseline_to_write); });
}

// Where a person reads: standard output, unless a machine reads there.
std::FILE* console_of(const VerifyOptions& options) {
    const bool taken = options.json == standard_output || options.junit == standard_output;
    return taken ? stderr : stdout;
}

// In a step of GitHub Actions: marks beside the log, and the summary of the step.
void annotate(const reports::VerifyResult& result) {
    if (std::getenv("GITHUB_ACTIONS") == nullptr) return;
    fmt::print(stderr, "{}", reports::to_annotations(result));
    const char* summary = std::getenv("GITHUB_STEP_SUMMARY");
    if (summary == nullptr) return;
    std::ofstream{summary, std::ios::app} << reports::to_markdown(result);
}

ExitStatus publish(const reports::VerifyResult& result, const VerifyOptions& options) {
    std::FILE* console = console_of(options);
    fmt::print(console, "{}",
               reports::to_console(result, {.colour = colour_for(console),
                                            .detail = options.detail,
                                            .folder = options.report}));
    annotate(result);
    const auto written =
        reports::write_folder(options.report, result)
            .and_then([&] { return write_to(options.json, reports::to_json(result)); })
            .and_then([&] { return write_to(options.junit, reports::to_junit(result)); })
            .and_then([&] {
                const reports::Baseline seen{.accepted = result.deviations};
                return write_to(options.baseline_to_write, reports::to_json(seen));
            });
    if (!written) return complain(written.error());
    return status_of(conclusion_of(result));
}

ExitStatus verify(const VerifyOptions& options) {
    const auto plan = plan_of(options);
    if (!plan) return complain(plan.error());
    const auto ready =
        check_outputs(options).and_then([&] { return reports::open_folder(plan->folder); });
    if (!ready) return complain(ready.error());
    const reports::VerifyResult result = Verification{*plan, options}.run();
    return publish(result, options);
}

// "2/4": the second of four parts.
std::string read_shard(const std::string& text, Shard& shard) {
    unsigned part = 0;
    unsigned of = 0;
    char rest = '\0';
    const bool read = std::sscanf(text.c_str(), "%u/%u%c", &part, &of, &rest) == 2;
    if (!read || part < 1 || part > of || of > 10'000) {
        return fmt::format("{} is no shard; write I/N with 1 <= I <= N, for instance 2/4", text);
    }
    shard = {part, of};
    return {};
}

void add_what_is_played(CLI::App& command, VerifyOptions& options) {
    command
        .add_option("--backend", options.backends, "sim, process, rie; more than one with commas")
        ->delimiter(',')
        ->check(CLI::Validator{refusal_of_backend, "NAME"});
    command.add_option("--profile", options.profile, "aws, rapid or all")
        ->check(CLI::IsMember({"aws", "rapid", "all"}))
        ->capture_default_str();
    command.add_option("--rules", options.rules, "only these rules, globs parted by commas");
    command.add_option("--scenarios", options.scenarios,
                       "files and folders instead of the library");
    add_clients(command, options.clients);
    command
        .add_option("--suite", options.suites,
                    "a suite of AWS's containerized test runner, a JSON file, for your runtime")
        ->check(not_empty)
        ->type_name("FILE");
    command.add_flag("--unkind", options.unkind,
                     "play each scenario once more beside a platform that is legal and unkind");
    add_seed(command, options.seed);
    command.add_option("--cases", options.cases, "so many seeds for each simulated scenario")
        ->check(CLI::Range(1U, 1'000'000U))
        ->capture_default_str();
    command.add_option("--jobs", options.jobs, "so many real scenarios at a time (all processors)")
        ->check(CLI::Range(1U, 256U));
    add_shard(command, options.shard);
}

void add_what_is_written(CLI::App& command, VerifyOptions& options) {
    command.add_option("--report", options.report, "folder of the report")->capture_default_str();
    command.add_option("--json", options.json, "the result as JSON; - is standard output");
    command.add_option("--junit", options.junit, "the result as JUnit XML; - is standard output");
    command.add_option("--baseline", options.baseline,
                       "a file of accepted deviations: they do not fail the run");
    command.add_option("--write-baseline", options.baseline_to_write,
                       "writes what was broken as such a file");
    command.add_flag_callback(
        "--quiet", [&options] { options.detail = reports::Detail::Quiet; },
        "say only what went wrong");
}

}  // namespace

void add_seed(CLI::App& command, std::uint64_t& seed) {
    const auto is_number = [](const std::string& text) {
        const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
        return digits ? std::string{} : text + " is no seed; write a whole number from 0 on";
    };
    command.add_option("--seed", seed, "seed of the simulator")
        ->check(CLI::Validator{is_number, "UINT"})
        ->capture_default_str();
}

void add_shard(CLI::App& command, Shard& shard) {
    command
        .add_option_function<std::string>(
            "--shard",
            [&shard](const std::string& text) {
                const std::string wrong = read_shard(text, shard);
                if (!wrong.empty()) throw CLI::ValidationError{"--shard", wrong};
            },
            "play the I-th of N parts")
        ->type_name("I/N");
}

void add_programs(CLI::App& command, ClientOptions& clients) {
    command.add_option("--runtime", clients.runtime, "your own runtime, a command line")
        ->check(not_empty)
        ->type_name("CMD");
    command.add_option("--extension", clients.extensions, "your own extension, a file")
        ->check(not_empty)
        ->type_name("PATH");
    command.add_flag_callback(
        "--isolate", [&clients] { clients.isolation = real::Isolation::Namespaces; },
        "run real processes in namespaces of their own");
}

void add_clients(CLI::App& command, ClientOptions& clients) {
    add_programs(command, clients);
    add_emulator(command, clients);
    add_sight(command, clients);
}

void add_sight(CLI::App& command, ClientOptions& clients) {
    command.add_flag_callback(
        "--from-outside", [&clients] { clients.sight = Sight::Edges; },
        "judge our own platform as if it were somebody else's, by its edges alone");
}

void add_emulator(CLI::App& command, ClientOptions& clients) {
    command.add_option("--rie", clients.emulator, "an aws-lambda-rie, for the backend rie (PATH)")
        ->type_name("PATH");
}

void add_verify(CLI::App& app, Session& session) {
    auto options = std::make_shared<VerifyOptions>();
    CLI::App* command =
        app.add_subcommand("verify", "Play scenarios on backends and say rule by rule what held.");
    add_what_is_played(*command, *options);
    add_what_is_written(*command, *options);
    command->footer(ending);
    command->callback([options, &session] {
        options->program = session.program;
        session.status = verify(*options);
    });
}

}  // namespace hourglass::cli
