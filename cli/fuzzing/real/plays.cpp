#include "cli/fuzzing/real/plays.hpp"

#include "cli/play.hpp"
#include "model/trace/format.hpp"
#include "sim/campaign/player.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::Result;

// In the worker: the trace of a play that broke nothing is of no use to anybody.
Result<void> play_and_judge(const Part& part, const fs::path& open) {
    const auto recorded = play(part);
    if (!recorded) return tl::make_unexpected(recorded.error());
    const model::Judgement judgement = model::judge(recorded->trace);
    if (!judgement.open.empty()) std::ofstream{open} << judgement.open;
    if (!is_broken(judgement)) return {};
    return model::save_trace(recorded->trace, part.trace);
}

}  // namespace

bool is_broken(const model::Judgement& judgement) {
    return sim::first_failure(judgement) != nullptr;
}

Plays::Plays(Stage stage, fs::path scratch, std::size_t jobs)
    : stage_(std::move(stage)), scratch_(std::move(scratch)), workers_(jobs) {}

fs::path Plays::file(std::uint64_t ticket, const char* ending) const {
    return scratch_ / fmt::format("{}.{}", ticket, ending);
}

Result<void> Plays::start(std::uint64_t number, std::shared_ptr<const scenarios::Draft> draft) {
    const std::uint64_t ticket = tickets_++;
    Part part{.scenario = &draft->scenario,
              .stage = stage_,
              .trace = file(ticket, "jsonl"),
              .replay = {}};
    part.stage.profile = draft->profile;
    part.stage.seed = draft->seed;
    playing_[ticket] = {number, std::move(draft)};
    return workers_.start(
        ticket, [part, open = file(ticket, "open")] { return play_and_judge(part, open); });
}

Seen Plays::take(std::uint64_t ticket) const {
    Seen seen;
    std::error_code error;
    const fs::path trace = file(ticket, "jsonl");
    const fs::path open = file(ticket, "open");
    seen.open = fs::remove(open, error);
    if (!fs::exists(trace, error)) return seen;
    if (auto loaded = model::load_trace(trace)) {
        seen.trace = *std::move(loaded);
        seen.judgement = model::judge(seen.trace);
    }
    fs::remove(trace, error);
    return seen;
}

std::optional<Played> Plays::next() {
    const auto finished = workers_.next();
    if (!finished) return std::nullopt;
    const auto found = playing_.find(finished->number);
    Played played{.number = found->second.number, .draft = found->second.draft, .seen = Seen{}};
    if (finished->outcome) {
        played.seen = take(finished->number);
    } else {
        played.seen = tl::make_unexpected(finished->outcome.error());
    }
    playing_.erase(found);
    return played;
}

}  // namespace hourglass::cli
