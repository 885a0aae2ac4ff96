// hourglass show: the machines as diagrams, drawn from the tables that run.
#include "cli/subcommands.hpp"
#include "model/lifecycle/chart.hpp"
#include "reports/book.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>

namespace hourglass::cli {

namespace {

constexpr const char* ending =
    "Examples:\n"
    "  hourglass show machine sandbox\n"
    "  hourglass show machine runtime --format dot | dot -Tsvg >runtime.svg";

const std::map<std::string, model::Machine>& machines() {
    static const std::map<std::string, model::Machine> names{
        {"sandbox", model::Machine::Sandbox},       {"bring_up", model::Machine::BringUp},
        {"invocation", model::Machine::Invocation}, {"teardown", model::Machine::Teardown},
        {"runtime", model::Machine::Runtime},       {"extension", model::Machine::Extension}};
    return names;
}

const std::map<std::string, model::ChartFormat>& formats() {
    static const std::map<std::string, model::ChartFormat> names{
        {"mermaid", model::ChartFormat::Mermaid},
        {"plantuml", model::ChartFormat::PlantUml},
        {"dot", model::ChartFormat::Dot}};
    return names;
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
    auto machine = std::make_shared<std::string>();
    auto format = std::make_shared<std::string>("mermaid");
    CLI::App* command = app.add_subcommand("show", "Draw a machine.");
    command->require_subcommand(1);
    command->footer(ending);
    CLI::App* chart = command->add_subcommand("machine", "A transition table as a diagram.");
    chart->add_option("NAME", *machine, "sandbox, runtime, extension or one of sandbox's phases")
        ->required()
        ->check(CLI::IsMember(machines()));
    chart->add_option("--format", *format, "mermaid, plantuml or dot")
        ->check(CLI::IsMember(formats()))
        ->capture_default_str();
    command->add_subcommand("book", "All machines, as docs/machines.md.")->callback([&session] {
        fmt::print("{}", reports::book_of_machines());
        session.status = ExitStatus::Held;
    });
    chart->footer(ending);
    chart->callback([machine, format, &session] {
        fmt::print("{}", model::chart(machines().at(*machine), formats().at(*format)));
        session.status = ExitStatus::Held;
    });
}

}  // namespace hourglass::cli
