#include "cli/verification.hpp"

#include "cli/backends.hpp"
#include "cli/interrupt.hpp"
#include "model/trace/digest.hpp"
#include "model/trace/format.hpp"
#include "model/trace/names.hpp"
#include "reports/folder.hpp"
#include "reports/names.hpp"
#include "scenarios/loader.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <unistd.h>

namespace hourglass::cli {

namespace {

using Clock = std::chrono::steady_clock;

std::size_t worker_count(std::uint32_t jobs) {
    if (jobs > 0) return jobs;
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 0 ? static_cast<std::size_t>(processors) : 1;
}

// The first record in which two runs of one seed differ.
reports::Note difference(const model::Trace& first, const model::Trace& second) {
    const std::size_t both = std::min(first.records.size(), second.records.size());
    std::size_t same = 0;
    while (same < both && first.records[same] == second.records[same]) ++same;
    return {static_cast<std::uint32_t>(same),
            fmt::format("two runs of this seed part here ({} and {} records)", first.records.size(),
                        second.records.size())};
}

std::string title_of(const Part& part) {
    return fmt::format("{}/{} {}", part.stage.backend, model::profile_of(part.stage.profile).title,
                       part.scenario->name);
}

model::Result<void> record(const Part& part) {
    return play(part).and_then(
        [&](const Recorded& recorded) { return model::save_trace(recorded.trace, part.trace); });
}

// A program of the user's that the kernel refuses: nothing can be said of it.
std::optional<model::Error> failed_start(const model::Trace& trace) {
    if (trace.header.clients != model::Clients::Foreign) return std::nullopt;
    const auto failed =
        std::ranges::find(trace.records, model::Kind::ProcessStartFailed, &model::Record::kind);
    if (failed == trace.records.end() || failed->text) return std::nullopt;
    const int number = static_cast<int>(failed->amount);
    return model::Error{
        .kind = model::ErrorKind::Environment,
        .message = fmt::format("{} cannot be started: {}",
                               process_name(process_of(*failed), trace.header.setup, trace.texts),
                               std::error_code{number, std::generic_category()}.message()),
        .remedy = "Start it by hand first."};
}

}  // namespace

Verification::Verification(const Plan& plan, const VerifyOptions& options)
    : plan_(plan), options_(options), fold_(plan.scope), progress_(plan.plays, options.detail) {}

reports::VerifyResult Verification::run() {
    const auto start = Clock::now();
    const std::string started =
        fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(std::time(nullptr)));
    std::vector<Part> for_workers;
    for (const Assignment& assignment : plan_.assignments) {
        if (is_simulated(assignment.stage.backend)) {
            play_cases_here(assignment);
        } else {
            for_workers.push_back(part_of(plan_, assignment, 0));
        }
    }
    play_in_workers(for_workers);
    for (const reports::Track& track : plan_.scope.tracks) {
        for (const auto& one : plan_.left_out) fold_.skip(track, one.name, one.reason, {});
    }

    reports::VerifyResult result = fold_.result();
    result.seed = options_.seed;
    result.started = started;
    result.wall = Clock::now() - start;
    result.ending = interrupted() ? reports::Ending::Stopped : reports::Ending::Complete;
    return result;
}

void Verification::play_cases_here(const Assignment& assignment) {
    for (std::uint32_t i = 0; i < assignment.cases && !interrupted(); ++i) {
        play_here(part_of(plan_, assignment, i));
    }
}

void Verification::play_here(const Part& part) {
    progress_.step(title_of(part));
    const auto first = play(part);
    if (!first) return give_up(part, first.error());
    const auto second = play(part);
    if (!second) return give_up(part, second.error());
    if (interrupted()) return;

    reports::Play judgement = judged(part, *first);
    if (digest_of(first->trace) != digest_of(second->trace)) {
        judgement.flaky.push_back(difference(first->trace, second->trace));
    }
    // Of many seeds only the first and the broken ones are kept.
    const bool broken = is_broken(judgement);
    if (broken || part.stage.seed == options_.seed) keep_trace(part, first->trace);
    if (broken) keep_scenario(part);
    fold_.add(judgement);
}

void Verification::play_in_workers(const std::vector<Part>& parts) {
    Workers workers{worker_count(options_.jobs)};
    started_.resize(parts.size());
    for (std::size_t i = 0; i < parts.size() && !interrupted(); ++i) {
        const Part& part = parts[i];
        progress_.step(title_of(part));
        started_[i] = Clock::now();
        const auto started = reports::make_room_for(part.trace).and_then([&] {
            return workers.start(i, [&part] { return record(part); });
        });
        if (!started) give_up(part, started.error());
        while (workers.is_full()) {
            if (const auto finished = workers.next()) take_finished(*finished, parts);
        }
    }
    while (const auto finished = workers.next()) take_finished(*finished, parts);
}

void Verification::take_finished(const Workers::Finished& finished,
                                 const std::vector<Part>& parts) {
    const Part& part = parts[finished.number];
    // What was cut off says nothing about the scenario.
    if (interrupted()) return;
    if (!finished.outcome) return give_up(part, finished.outcome.error());
    auto trace = model::load_trace(part.trace);
    if (!trace) return give_up(part, trace.error());
    const Recorded recorded{.trace = std::move(*trace),
                            .wall = Clock::now() - started_[finished.number]};
    if (const auto failure = failed_start(recorded.trace)) return give_up(part, *failure);
    const reports::Play judgement = judged(part, recorded);
    if (is_broken(judgement) || part.scenario->path.empty()) keep_scenario(part);
    fold_.add(judgement);
}

void Verification::keep_trace(const Part& part, const model::Trace& trace) {
    const auto kept = reports::make_room_for(part.trace).and_then([&] {
        return model::save_trace(trace, part.trace);
    });
    if (!kept) give_up(part, kept.error());
}

// So that a broken play can be played again after its scenario was changed or is gone.
void Verification::keep_scenario(const Part& part) {
    const auto kept =
        reports::write_file(scenario_beside(part.trace), scenarios::write_scenario(*part.scenario));
    if (!kept) give_up(part, kept.error());
}

void Verification::give_up(const Part& part, const model::Error& error) {
    const reports::Track track = track_of(part.stage);
    if (error.kind == model::ErrorKind::Unsupported) {
        fold_.skip(track, part.scenario->name, error.message, part.scenario->rules);
    } else {
        fold_.fail(track, part.scenario->name, error);
    }
}

}  // namespace hourglass::cli
