#include "cli/mutants.hpp"

#include "cli/cpu_seconds.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/output.hpp"
#include "model/mutants/mutant.hpp"
#include "reports/mutant_matrix.hpp"
#include "sim/defects/mutant_hunt.hpp"

#include <fmt/format.h>

#include <fnmatch.h>
#include <iterator>

namespace hourglass::cli {

namespace {

constexpr const char* by_comparison = "no behaviour of the small worlds tells it apart";

reports::MutantRow told(const model::mutants::Mutant& mutant, const sim::MutantFate& fate) {
    const bool killed = fate.by != sim::KilledBy::Nobody;
    const bool monitors = fate.by == sim::KilledBy::Monitors;
    return {.name = name_of(mutant),
            .rules = fate.rules,
            .killed = killed,
            .killer = !killed    ? ""
                      : monitors ? "monitors"
                                 : "explorer",
            .place = fate.place,
            .cases = fate.cases,
            .cpu_seconds = fate.cpu_seconds,
            .steps = fate.steps,
            .equivalent = fate.equivalent ? by_comparison : "",
            .difference = fate.difference};
}

model::Result<std::vector<scenarios::Scenario>> suites() {
    auto library = library_scenarios();
    if (!library) return library;
    auto cover = cover_scenarios();
    if (!cover) return cover;
    std::move(cover->begin(), cover->end(), std::back_inserter(*library));
    return library;
}

model::Result<reports::MutantMatrix> hunt_all(const MutantOptions& options) {
    const auto scenarios = suites();
    if (!scenarios) return tl::make_unexpected(scenarios.error());
    sim::MutantHunter hunter{*scenarios};
    reports::MutantMatrix matrix;
    for (const model::mutants::Mutant& mutant : model::mutants::all_mutants()) {
        if (fnmatch(options.only.c_str(), name_of(mutant).c_str(), 0) != 0) continue;
        if (interrupted()) break;
        matrix.mutants.push_back(told(mutant, hunter(mutant, cpu_seconds)));
    }
    if (matrix.mutants.empty() && !interrupted()) {
        return model::failure(model::ErrorKind::NotFound,
                              fmt::format("no mutant is called {}", options.only),
                              "See what there is with: hourglass defects --model");
    }
    return matrix;
}

}  // namespace

ExitStatus hunt_mutants(const MutantOptions& options) {
    const auto matrix = hunt_all(options);
    if (!matrix) return complain(matrix.error());
    if (const auto written = write_to(options.json, reports::to_json(*matrix)); !written) {
        return complain(written.error());
    }
    if (options.json != standard_output) fmt::print("{}", reports::to_text(*matrix));
    if (interrupted()) return ExitStatus::Interrupted;
    return matrix->unexplained() == 0 ? ExitStatus::Held : ExitStatus::Violated;
}

}  // namespace hourglass::cli
