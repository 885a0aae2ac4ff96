// Plays one scenario on one stage and judges what came out.
#pragma once

#include "cli/stage.hpp"
#include "model/base/result.hpp"
#include "model/trace/trace.hpp"
#include "reports/fold.hpp"
#include "scenarios/scenario.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace hourglass::cli {

// One play that is to be done.
struct Part {
    const scenarios::Scenario* scenario{};
    Stage stage;
    std::filesystem::path trace;  // where its trace belongs, "" if nowhere
    std::string replay;           // the command that plays it again
};

struct Recorded {
    model::Trace trace;
    model::Duration wall{};
};

// Plays it in this process. ErrorKind::Unsupported if the backend lacks what the scenario needs.
// Ends early when the program is interrupted.
model::Result<Recorded> play(const Part& part);

// Rules, expectations and what the scenario did not come to. `recorded` must outlive the play.
reports::Play judged(const Part& part, const Recorded& recorded);

// Whether something is wrong that a reader will want to play again.
bool is_broken(const reports::Play& play);

// The command that plays it without a trace. A scenario that is in no file but beside its trace is
// named by that file, without its folder.
std::string run_command(std::string_view program, const Part& part);

// The track that the stage belongs to.
reports::Track track_of(const Stage& stage);

// Where the scenario of a broken play stands: beside its trace, as it was then.
std::filesystem::path scenario_beside(const std::filesystem::path& trace);

}  // namespace hourglass::cli
