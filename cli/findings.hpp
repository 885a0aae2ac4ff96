// hourglass explore --out and --cover: what the explorer finds, as scenarios in a folder.
#pragma once

#include "cli/exit_status.hpp"
#include "model/base/result.hpp"
#include "model/mutants/mutant.hpp"
#include "model/search/exploration.hpp"

#include <string>
#include <vector>

namespace hourglass::cli {

// The folder must not exist, so that nothing in it is lost or mistaken for new.
model::Result<void> fit_to_write(const std::string& folder);

// nullptr for the empty name.
model::Result<const model::mutants::Mutant*> mutant_named(const std::string& name);

// Writes a scenario and its simulated trace for each finding that time and programs can bring
// about, and notes in the finding where it stands, or why not. Nothing without a folder.
model::Result<void> write_findings(std::vector<model::search::Exploration>& worlds,
                                   const model::mutants::Mutant* mutant, const std::string& folder);

struct CoverRequest {
    model::ProfileName profile{};
    std::string goal;  // transitions or pairs
    std::string folder;
};

ExitStatus write_cover(const CoverRequest& request);

}  // namespace hourglass::cli
