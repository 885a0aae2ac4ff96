#include "cli/outside.hpp"

#include "cli/cpu_seconds.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/output.hpp"
#include "model/judge/acceptor/acceptor.hpp"
#include "model/trace/format.hpp"
#include "reports/outside.hpp"
#include "sim/defects/outside.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <fnmatch.h>
#include <optional>
#include <thread>

namespace hourglass::cli {

namespace {

using model::Verdict;
using model::View;
using Drafts = std::vector<scenarios::Draft>;

// Threads that each take the next number that nobody has, below `count`.
template <class Work>
void side_by_side(std::uint64_t count, Work work) {
    std::atomic<std::uint64_t> next = 0;
    const auto take = [&]() -> std::optional<std::uint64_t> {
        const std::uint64_t mine = next++;
        if (mine >= count || interrupted()) return std::nullopt;
        return mine;
    };
    std::vector<std::jthread> threads;
    const unsigned more = std::max(1U, std::thread::hardware_concurrency()) - 1;
    for (unsigned i = 0; i < more; ++i) threads.emplace_back([&] { work(take); });
    work(take);
}

const char* name_of(View view) {
    return view == View::Black ? "black" : "grey";
}

void keep(const OutsideOptions& options, const model::Trace& trace, View view,
          std::uint64_t number) {
    if (options.keep.empty()) return;
    const auto file = fmt::format("{}/{}-{}.jsonl", options.keep, name_of(view), number);
    if (const auto saved = model::save_trace(trace, file); !saved) complain(saved.error());
}

reports::OutsideTally judge_healthy(const OutsideOptions& options, View view) {
    std::vector<model::Acceptance> verdicts(options.cases);
    side_by_side(options.cases, [&](const auto& take) {
        sim::OutsideRuns runs{{.seed = options.seed}};
        while (const auto number = take()) {
            runs.play(*number);
            const model::Trace seen = runs.seen(view);
            verdicts[*number] = model::accept(seen);
            if (verdicts[*number].verdict == Verdict::Violated) keep(options, seen, view, *number);
        }
    });
    reports::OutsideTally tally{.view = name_of(view), .alarms = {}, .open = {}, .copies = {}};
    for (std::uint64_t number = 0; number < options.cases; ++number) {
        const model::Acceptance& one = verdicts[number];
        if (one.peak_copies == 0) continue;  // interrupted before it
        tally.copies.push_back(one.peak_copies);
        if (one.verdict == Verdict::Held) {
            ++tally.held;
        } else {
            (one.verdict == Verdict::Violated ? tally.alarms : tally.open).push_back(number);
        }
    }
    return tally;
}

// Most generated traces are shorter: more are played until there are enough.
std::vector<double> measure(const OutsideOptions& options) {
    constexpr std::size_t enough = 100;
    constexpr std::size_t shortest = 150;
    constexpr std::size_t longest = 250;
    std::vector<double> seconds;
    sim::OutsideRuns runs{{.seed = options.seed}};
    const std::uint64_t most = options.cases * 20;
    for (std::uint64_t i = 0; i < most && seconds.size() < enough && !interrupted(); ++i) {
        runs.play(i);
        const model::Trace seen = runs.seen(View::Black);
        if (seen.records.size() < shortest || seen.records.size() > longest) continue;
        const double start = cpu_seconds_of_thread();
        model::accept(seen);
        seconds.push_back(cpu_seconds_of_thread() - start);
    }
    return seconds;
}

model::Result<Drafts> library_drafts() {
    const auto library = library_scenarios();
    if (!library) return tl::make_unexpected(library.error());
    Drafts drafts;
    for (const scenarios::Scenario& scenario : *library) {
        if (scenario.runtime.empty() || is_for_clients(scenario)) continue;
        for (const model::ProfileName profile : scenario.profiles) {
            drafts.push_back({.scenario = scenario, .profile = profile, .seed = 1});
        }
    }
    return drafts;
}

void look(const sim::OutsideRuns& runs, reports::SeenDefect& defect) {
    constexpr model::AcceptorLimits few{.copies = 256};
    // What the machine does as well cannot be told from it.
    if (!runs.diverged()) return;
    defect.white = true;
    const auto is_rejected = [&](View view) {
        return model::accept(runs.seen(view), few).verdict == Verdict::Violated;
    };
    if (!defect.black) defect.black = is_rejected(View::Black);
    if (!defect.grey) defect.grey = is_rejected(View::Grey);
}

reports::SeenDefect hunt(const sim::Defect& defect, const Drafts& library,
                         const OutsideOptions& options) {
    constexpr std::uint64_t most_generated = 1'000;
    reports::SeenDefect found{.name = std::string{defect.name}};
    sim::OutsideRuns runs{{.seed = options.seed}, &defect};
    const auto is_done = [&] { return (found.black && found.grey) || interrupted(); };
    for (std::size_t i = 0; i < library.size() && !is_done(); ++i) {
        if (!defect.shows_in(library[i].profile)) continue;
        runs.play(library[i], i);
        look(runs, found);
    }
    const std::uint64_t most = std::min(options.cases, most_generated);
    for (std::uint64_t i = 0; i < most && !is_done(); ++i) {
        runs.play(i);
        if (defect.shows_in(runs.profile())) look(runs, found);
    }
    return found;
}

model::Result<std::vector<reports::SeenDefect>> hunt_all(const OutsideOptions& options) {
    const auto library = library_drafts();
    if (!library) return tl::make_unexpected(library.error());
    std::vector<const sim::Defect*> defects;
    for (const sim::Defect& one : sim::planted_defects()) {
        const bool asked = fnmatch(options.only.c_str(), std::string{one.name}.c_str(), 0) == 0;
        if (asked) defects.push_back(&one);
    }
    std::vector<reports::SeenDefect> found(defects.size());
    side_by_side(defects.size(), [&](const auto& take) {
        while (const auto i = take()) found[*i] = hunt(*defects[*i], *library, options);
    });
    std::erase_if(found, [](const auto& one) { return one.name.empty(); });
    return found;
}

}  // namespace

ExitStatus judge_from_outside(const OutsideOptions& options) {
    auto defects = hunt_all(options);
    if (!defects) return complain(defects.error());
    reports::OutsideReport report{
        .seed = options.seed,
        .healthy = {judge_healthy(options, View::Black), judge_healthy(options, View::Grey)},
        .seconds = measure(options),
        .defects = *std::move(defects)};
    if (const auto written = write_to(options.json, reports::to_json(report)); !written) {
        return complain(written.error());
    }
    if (options.json != standard_output) fmt::print("{}", reports::to_text(report));
    if (interrupted()) return ExitStatus::Interrupted;
    return report.is_sound() ? ExitStatus::Held : ExitStatus::Violated;
}

}  // namespace hourglass::cli
