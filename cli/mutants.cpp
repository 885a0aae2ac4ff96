#include "cli/mutants.hpp"

#include "cli/cpu_seconds.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/output.hpp"
#include "model/mutants/mutant.hpp"
#include "reports/mutant_matrix.hpp"
#include "sim/defects/mutant_hunt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <fnmatch.h>
#include <iterator>
#include <thread>

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
            .warnings = fate.warnings,
            .equivalent = fate.equivalent && fate.reached ? by_comparison : "",
            .reached = fate.reached,
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

std::vector<const model::mutants::Mutant*> chosen(const std::string& only) {
    std::vector<const model::mutants::Mutant*> mutants;
    for (const model::mutants::Mutant& mutant : model::mutants::all_mutants()) {
        if (fnmatch(only.c_str(), name_of(mutant).c_str(), 0) == 0) mutants.push_back(&mutant);
    }
    return mutants;
}

// Each thread takes the next mutant that nobody has; what becomes of one depends on nothing else.
void hunt_side_by_side(const std::vector<scenarios::Scenario>& scenarios,
                       const std::vector<const model::mutants::Mutant*>& mutants,
                       std::vector<reports::MutantRow>& rows) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        sim::MutantHunter hunter{scenarios};
        for (std::size_t i = next++; i < mutants.size() && !interrupted(); i = next++) {
            rows[i] = told(*mutants[i], hunter(*mutants[i], cpu_seconds_of_thread));
        }
    };
    const std::size_t most = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min(most, mutants.size()); ++i) threads.emplace_back(work);
    work();
}

model::Result<reports::MutantMatrix> hunt_all(const MutantOptions& options) {
    const auto scenarios = suites();
    if (!scenarios) return tl::make_unexpected(scenarios.error());
    const auto mutants = chosen(options.only);
    if (mutants.empty()) {
        return model::failure(model::ErrorKind::NotFound,
                              fmt::format("no mutant is called {}", options.only),
                              "See what there is with: hourglass defects --model");
    }
    reports::MutantMatrix matrix;
    matrix.mutants.resize(mutants.size());
    hunt_side_by_side(*scenarios, mutants, matrix.mutants);
    std::erase_if(matrix.mutants, [](const reports::MutantRow& row) { return row.name.empty(); });
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
