#include "sim/campaign/lane.hpp"

#include "model/judge/replay.hpp"
#include "model/trace/digest.hpp"
#include "sim/campaign/guards.hpp"

#include <algorithm>
#include <utility>

namespace hourglass::sim {

Lane::Lane(const LaneSettings& settings)
    : settings_(settings), player_(settings.defect), chance_(Chance{settings.seed}.split("case")) {}

const scenarios::Choices& Lane::draw() {
    constexpr std::uint32_t fresh_permille = 400;
    Chance chance = chance_.split(number());
    if (kept_.empty() || chance.happens(fresh_permille)) {
        draw_choices(choices_, chance);
    } else {
        choices_ = kept_[chance.below(kept_.size())];
        mutate(choices_, kept_[chance.below(kept_.size())], chance);
    }
    return choices_;
}

bool Lane::play() {
    scenarios::decode(choices_, draft_);
    player_.play(draft_);
    const model::Trace& trace = player_.trace();
    const model::Judgement& judgement = player_.judge();
    const std::uint64_t digest = model::digest_of(trace);
    ++tally_.cases;
    tally_.records += trace.records.size();
    tally_.events += static_cast<std::uint64_t>(
        std::ranges::count_if(trace.records, model::is_event, &model::Record::kind));
    tally_.digest += mixed(digest ^ mixed(number()));
    if (player_.was_cut()) ++tally_.cut;
    note_failures(judgement);
    const bool is_new = add_features(trace, judgement, number() + 1, tally_.features) > 0;
    if (is_new) kept_.push_back(choices_);
    const bool healthy = settings_.defect == nullptr;
    if (is_new && healthy) add_guards(trace, number() + 1, tally_.features);
    Chance chance = chance_.split(number()).split("twice");
    if (chance.happens(settings_.twice_permille)) play_again(digest);
    ++played_;
    return is_new;
}

void Lane::note_failures(const model::Judgement& judgement) {
    for (const model::Violation& violation : judgement.violations) {
        if (violation.level != model::Level::Must) continue;
        const Signature signature = signature_of(player_.trace(), violation);
        if (settings_.avoid.contains(signature)) {
            ++tally_.avoided;
        } else if (!tally_.findings.contains(signature)) {
            tally_.find(signature, {number(), choices_, violation.message});
        }
    }
}

// A run is a function of its choices; and without a defect it is what the machine does.
void Lane::play_again(std::uint64_t first_digest) {
    ++tally_.twice;
    player_.play(draft_);
    const model::Trace& trace = player_.trace();
    if (model::digest_of(trace) != first_digest) {
        tally_.find({}, {number(), choices_, "the same play gave two different traces"});
    }
    if (settings_.defect != nullptr) return;
    if (const auto divergence = model::replay(trace)) {
        constexpr std::uint32_t diverged = 1;
        tally_.find({.rule = {}, .mark = diverged},
                    {number(), choices_,
                     "the machine does " + divergence->expected + " where the trace has " +
                         divergence->seen});
    }
}

}  // namespace hourglass::sim
