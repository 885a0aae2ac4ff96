// The one place that sees both worlds: it wires a backend to a scenario, to the judge, to a report.
#include "cli/interrupt.hpp"
#include "cli/subcommands.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace {

using hourglass::cli::ExitStatus;
using hourglass::cli::Session;

constexpr const char* about =
    "Judges sandboxes that behave like AWS Lambda's, rule by rule: in a simulator, with real "
    "processes, and your own runtimes.";

constexpr const char* ending =
    "Exit status: 0 all held, 1 a rule was violated, 2 bad use or environment, 3 inconclusive,\n"
    "130 interrupted.\n"
    "Examples:\n"
    "  hourglass verify                              the built-in library, in both worlds\n"
    "  hourglass verify --runtime \"node index.js\"    judge your own runtime\n"
    "  hourglass run INIT-01                         play the scenarios about one rule\n"
    "  hourglass COMMAND --help                      more about a command";

// CLI11 would only say that a command is required.
std::string unknown_command(const CLI::App& app, std::string_view name) {
    std::string known;
    if (name.starts_with("-")) return {};
    for (const CLI::App* command : app.get_subcommands({})) {
        if (command->get_name() == name) return {};
        known += (known.empty() ? "" : ", ") + command->get_name();
    }
    return fmt::format("there is no command {}; there are {}", name, known);
}

ExitStatus refuse(std::string_view reason, const Session& session) {
    fmt::print(stderr, "hourglass: {}\n  See: {} --help\n", reason, session.program);
    return ExitStatus::BadUse;
}

// CLI11 throws; nothing else here does.
ExitStatus parse(CLI::App& app, int argc, char** argv, const Session& session) {
    try {
        app.parse(argc, argv);
        return session.status;
    } catch (const CLI::Success& success) {  // --help, --version
        app.exit(success);
        return ExitStatus::Held;
    } catch (const CLI::ParseError& error) {
        return refuse(error.what(), session);
    }
}

}  // namespace

int main(int argc, char** argv) {
    hourglass::cli::watch_for_interrupts();
    Session session{.program = argc > 0 ? argv[0] : "hourglass", .status = ExitStatus::Held};

    CLI::App app{about, "hourglass"};
    app.footer(ending);
    app.require_subcommand(1);
    app.set_version_flag("--version", HOURGLASS_VERSION);
    hourglass::cli::add_verify(app, session);
    hourglass::cli::add_run(app, session);
    hourglass::cli::add_check(app, session);
    hourglass::cli::add_replay(app, session);
    hourglass::cli::add_list(app, session);
    hourglass::cli::add_show(app, session);
    hourglass::cli::add_explore(app, session);
    hourglass::cli::add_defects(app, session);
    hourglass::cli::add_fuzz(app, session);
    hourglass::cli::add_report(app, session);
    hourglass::cli::add_serve(app, session);
    const std::string unknown = unknown_command(app, argc > 1 ? argv[1] : "--help");
    if (!unknown.empty()) return static_cast<int>(refuse(unknown, session));
    return static_cast<int>(parse(app, argc, argv, session));
}
