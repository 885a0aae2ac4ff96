#include "sim/defects/outside.hpp"

#include "model/judge/acceptor/outsider.hpp"
#include "model/judge/replay.hpp"
#include "sim/campaign/mutation.hpp"
#include "sim/chance.hpp"

namespace hourglass::sim {

void OutsideRuns::play(std::uint64_t number) {
    Chance chance = Chance{settings_.seed}.split("outside").split(number);
    draw_choices(choices_, chance);
    scenarios::decode(choices_, draft_);
    play(draft_, number);
}

void OutsideRuns::play(const scenarios::Draft& draft, std::uint64_t number) {
    number_ = number;
    player_.play(draft);
}

model::Trace OutsideRuns::seen(model::View view) const {
    Chance chance = Chance{settings_.seed}.split("jitter").split(number_);
    const auto off = [&chance](model::Duration most) {
        return chance.between(model::Duration::zero(), most);
    };
    return model::acceptor::outsider_view(
        player_.trace(), {.view = view, .tolerance = settings_.tolerance, .off = off});
}

bool OutsideRuns::diverged() const {
    return model::replay(player_.trace()).has_value();
}

}  // namespace hourglass::sim
