#include "sim/campaign/player.hpp"

#include "model/trace/names.hpp"
#include "sim/invoker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hourglass::sim {

namespace {

// A world needs a scenario before the first one comes.
Script nothing() {
    const scenarios::Draft simplest = scenarios::decoded({});
    return *script_of(simplest.scenario, simplest.profile);
}

}  // namespace

Player::Player(const Defect* defect, std::size_t most_records) : world_(nothing(), 1) {
    world_.plant(defect);
    world_.limit(most_records);
}

void Player::play(const scenarios::Draft& draft) {
    world_.stage(draft.scenario, draft.profile, draft.seed);
    run(world_);
}

Signature signature_of(const model::Trace& trace, const model::Violation& violation) {
    std::uint32_t mark = 0;
    if (violation.record < trace.records.size()) {
        const model::Record& record = trace.records[violation.record];
        mark = static_cast<std::uint32_t>(record.kind) << 16U | record.code;
    }
    return {.rule = violation.rule, .mark = mark};
}

std::string text_of(const Signature& signature) {
    if (!signature.rule) return signature.mark == 0 ? "flaky" : "diverged";
    return fmt::format("{}-{}-{}", model::rule_at(signature.rule).id,
                       model::name_of(static_cast<model::Kind>(signature.mark >> 16U)),
                       signature.mark & 0xffffU);
}

std::optional<Signature> signature_named(std::string_view text) {
    if (text == "flaky") return Signature{};
    if (text == "diverged") return Signature{.rule = {}, .mark = 1};
    const std::size_t code = text.rfind('-');
    const std::size_t kind = code == 0 ? text.npos : text.rfind('-', code - 1);
    if (code == text.npos || kind == text.npos) return std::nullopt;
    const auto rule = model::find_rule(text.substr(0, kind));
    const auto named =
        model::value_named(model::kind_names(), text.substr(kind + 1, code - kind - 1));
    std::uint16_t number = 0;
    const auto read = std::from_chars(text.data() + code + 1, text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    if (!rule || !named || !whole) return std::nullopt;
    return Signature{.rule = *rule, .mark = std::uint32_t{*named} << 16U | number};
}

const model::Violation* first_failure(const model::Judgement& judgement) {
    const auto found =
        std::ranges::find(judgement.violations, model::Level::Must, &model::Violation::level);
    return found == judgement.violations.end() ? nullptr : &*found;
}

const model::Violation* first_failure(const model::Judgement& judgement, model::RuleIndex rule) {
    const auto found = std::ranges::find_if(judgement.violations, [rule](const auto& one) {
        return one.rule == rule && one.level == model::Level::Must;
    });
    return found == judgement.violations.end() ? nullptr : &*found;
}

scenarios::StillFails breaks(Player& player, model::RuleIndex rule) {
    return [&player, rule](const scenarios::Draft& draft) {
        player.play(draft);
        return first_failure(player.judge(), rule) != nullptr;
    };
}

}  // namespace hourglass::sim
