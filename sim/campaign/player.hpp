// Plays drafts and judges them, one after the other, in one world that keeps its memory.
#pragma once

#include "model/judge/judge.hpp"
#include "scenarios/generators/draft.hpp"
#include "scenarios/shrinking/shrinker.hpp"
#include "sim/defects/defect.hpp"
#include "sim/world.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hourglass::sim {

class Player {
public:
    // The platform has `defect`, if any. A run ends after `most_records`.
    explicit Player(const Defect* defect = nullptr, std::size_t most_records = 4'000);

    // Plays it; trace() is whole afterwards.
    void play(const scenarios::Draft& draft);
    // Judges the trace. Valid until the next call.
    const model::Judgement& judge() { return judge_(world_.trace()); }

    const model::Trace& trace() const { return world_.trace(); }
    // Whether the run was cut off because it would not end.
    bool was_cut() const { return world_.is_cut(); }

private:
    World world_;
    model::Judge judge_;
};

// Whether the platform breaks the rule, which its profile insists on, when `player` plays a draft:
// what a shrinker asks. The player must outlive the answer.
scenarios::StillFails breaks(Player& player, model::RuleIndex rule);

// A violation is told from others by its rule and by what the platform did when it broke it.
struct Signature {
    model::RuleIndex rule;  // 0: the same play gave two traces
    std::uint32_t mark{};   // kind and code of the record

    auto operator<=>(const Signature&) const = default;
};
Signature signature_of(const model::Trace& trace, const model::Violation& violation);
std::string text_of(const Signature& signature);  // "TMO-32-InvokeDone-2"
std::optional<Signature> signature_named(std::string_view text);

// The first violation of a rule that the profile insists on; nothing if there is none.
const model::Violation* first_failure(const model::Judgement& judgement);
const model::Violation* first_failure(const model::Judgement& judgement, model::RuleIndex rule);

}  // namespace hourglass::sim
