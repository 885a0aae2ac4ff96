// Plays a plan and folds the verdicts. The simulator's parts are played here, each twice, to see
// that the seed alone decides; all others in worker processes.
#pragma once

#include "cli/plan.hpp"
#include "cli/terminal.hpp"
#include "cli/workers.hpp"
#include "reports/fold.hpp"

#include <chrono>
#include <cstddef>
#include <vector>

namespace hourglass::cli {

class Verification {
public:
    Verification(const Plan& plan, const VerifyOptions& options);

    // Ends early when the program is interrupted; the result then covers what was played.
    reports::VerifyResult run();

private:
    void play_here(const Part& part);
    void play_cases_here(const Assignment& assignment);
    void play_in_workers(const std::vector<Part>& parts);
    void take_finished(const Workers::Finished& finished, const std::vector<Part>& parts);
    void keep_trace(const Part& part, const model::Trace& trace);
    void keep_scenario(const Part& part);
    void give_up(const Part& part, const model::Error& error);

    const Plan& plan_;
    const VerifyOptions& options_;
    reports::Fold fold_;
    Progress progress_;
    std::vector<std::chrono::steady_clock::time_point> started_;  // of a worker's part
};

}  // namespace hourglass::cli
