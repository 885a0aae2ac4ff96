// The subcommands. Each adds itself to the program and, when it is called, says how it ended.
#pragma once

#include "cli/clients.hpp"
#include "cli/exit_status.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace hourglass::cli {

// What all subcommands share.
struct Session {
    std::string program;  // as it was called
    ExitStatus status{};
};

// --seed, a whole number that is not negative (CLI11 would wrap it).
void add_seed(CLI::App& command, std::uint64_t& seed);
struct Shard;
// --shard I/N.
void add_shard(CLI::App& command, Shard& shard);
// --runtime, --extension and --isolate; add_clients adds where and how they are judged.
void add_programs(CLI::App& command, ClientOptions& clients);
void add_clients(CLI::App& command, ClientOptions& clients);
// --rie.
void add_emulator(CLI::App& command, ClientOptions& clients);
// --from-outside.
void add_sight(CLI::App& command, ClientOptions& clients);

void add_verify(CLI::App& app, Session& session);
void add_run(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_replay(CLI::App& app, Session& session);
void add_list(CLI::App& app, Session& session);
void add_show(CLI::App& app, Session& session);
void add_explore(CLI::App& app, Session& session);
void add_defects(CLI::App& app, Session& session);
void add_fuzz(CLI::App& app, Session& session);
void add_report(CLI::App& app, Session& session);
void add_serve(CLI::App& app, Session& session);

}  // namespace hourglass::cli
