// hourglass check: judges recorded traces, whoever made them.
#include "cli/one_play.hpp"
#include "cli/shell_words.hpp"
#include "cli/subcommands.hpp"
#include "model/judge/judge.hpp"
#include "model/trace/format.hpp"

#include <fmt/format.h>

#include <memory>
#include <vector>

namespace hourglass::cli {

namespace {

constexpr const char* ending =
    "Examples:\n"
    "  hourglass check run.jsonl\n"
    "  hourglass check hourglass-report/traces/process/aws/TMO/*.jsonl";

ExitStatus check_one(const std::string& file, const Session& session) {
    const auto trace = model::load_trace(file);
    if (!trace) return complain(trace.error());
    reports::Play play;
    play.track = {trace->header.backend, trace->header.setup.profile};
    play.scenario = trace->header.scenario;
    play.seed = trace->header.seed;
    play.judgement = model::judge(*trace);
    note_divergence(play);
    play.recorded = &*trace;
    play.trace = file;
    play.replay = fmt::format("{} replay {}", shell_word(session.program), shell_word(file));
    fmt::print("{}\n", file);
    return say_verdict(play);
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand("check", "Judge recorded traces.");
    command->add_option("TRACE", *files, "trace files")->required();
    command->footer(ending);
    command->callback([files, &session] {
        ExitStatus status = ExitStatus::Held;
        for (const std::string& file : *files) status = worse(status, check_one(file, session));
        session.status = status;
    });
}

}  // namespace hourglass::cli
