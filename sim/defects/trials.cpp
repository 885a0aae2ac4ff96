#include "sim/defects/trials.hpp"

#include "model/rules/catalogue.hpp"
#include "sim/chance.hpp"
#include "sim/defects/paced_world.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

namespace hourglass::sim {

using model::mutants::Mutant;
using model::search::Act;
using model::search::Action;
using model::search::NamedBounds;

namespace {

// What comes after the actions of a plan.
enum class Aftermath : std::uint8_t {
    Invokes,
    Stillness,
    Immortals,
    Laggards,
    Reset,
    Shutdown,
    Crash,
    Restore,
};
constexpr std::array aftermaths{Aftermath::Invokes,  Aftermath::Stillness, Aftermath::Immortals,
                                Aftermath::Laggards, Aftermath::Reset,     Aftermath::Shutdown,
                                Aftermath::Crash,    Aftermath::Restore};
constexpr std::array aftermath_names{"two invokes",          "standing still", "undying processes",
                                     "unfinished invokes",   "a reset",        "a shutdown",
                                     "a crash in an invoke", "a restore"};

// In a plan: whoever is next does what a healthy function does.
constexpr std::uint16_t kind_step = 0xffff;

void ask(PacedWorld& world, Act act, Manner then) {
    world.play({act});
    world.settle(then);
}

void invoke_twice(PacedWorld& world) {
    world.settle(Manner::Kind);
    ask(world, Act::AskInvoke, Manner::Kind);
    ask(world, Act::AskInvoke, Manner::Kind);
}

void go_on(PacedWorld& world, Aftermath how) {
    switch (how) {
        case Aftermath::Invokes:
            break;
        case Aftermath::Stillness:
            world.settle(Manner::Still);
            break;
        case Aftermath::Immortals:
            world.settle(Manner::Undying);
            world.settle(Manner::Still);
            break;
        case Aftermath::Laggards:
            ask(world, Act::AskInvoke, Manner::Unfinished);
            break;
        case Aftermath::Reset:
            ask(world, Act::AskReset, Manner::Kind);
            break;
        case Aftermath::Shutdown:
            ask(world, Act::AskShutdown, Manner::Kind);
            ask(world, Act::AskInvoke, Manner::Kind);
            ask(world, Act::AskReset, Manner::Kind);
            break;
        case Aftermath::Crash:
            world.settle(Manner::Kind);
            world.play({Act::AskInvoke});
            world.play({Act::RuntimeExits});
            break;
        case Aftermath::Restore:
            world.settle(Manner::Kind);
            ask(world, Act::AskRestore, Manner::Kind);
            break;
    }
    invoke_twice(world);
}

// Half of the steps are those of a healthy function, so that walks get somewhere.
std::vector<std::uint16_t> walk(const model::search::Bounds& bounds, Chance chance,
                                const Mutant& mutant) {
    constexpr std::uint64_t most_steps = 16;
    constexpr std::uint32_t half = 500;
    PacedWorld world{bounds, mutant};
    std::vector<std::uint16_t> actions;
    const std::uint64_t length = 1 + chance.below(most_steps);
    while (actions.size() < length) {
        if (chance.happens(half)) {
            world.settle(Manner::Kind, 1);
            actions.push_back(kind_step);
            continue;
        }
        const auto possible = world.possible();
        const Action action = possible[chance.below(possible.size())];
        if (world.play(action)) actions.push_back(model::search::number_of(action));
    }
    return actions;
}

}  // namespace

struct Trials::Plan {
    const model::search::Bounds& bounds;
    const std::vector<std::uint16_t>& actions;
    Aftermath aftermath{};
};

std::vector<model::RuleIndex> Trials::broken_by(const Plan& plan, const Mutant& mutant) {
    PacedWorld world{plan.bounds, mutant};
    for (const std::uint16_t number : plan.actions) {
        if (number == kind_step) {
            world.settle(Manner::Kind, 1);
        } else {
            world.play(model::search::action_of(number));
        }
    }
    go_on(world, plan.aftermath);
    ++judged_;
    std::set<model::RuleIndex> rules;
    for (const model::Violation& one : judge_(world.finish()).violations) {
        if (one.level == model::Level::Must) rules.insert(one.rule);
    }
    return {rules.begin(), rules.end()};
}

std::optional<Trial> Trials::attempt(const Plan& plan, const Mutant& mutant) {
    auto broken = broken_by(plan, mutant);
    if (broken.empty() || !broken_by(plan, Mutant{}).empty()) return std::nullopt;
    return Trial{.rules = std::move(broken),
                 .place = aftermath_names.at(static_cast<std::size_t>(plan.aftermath)),
                 .steps = static_cast<std::uint32_t>(plan.actions.size())};
}

std::optional<Trial> Trials::try_way(const NamedBounds& world,
                                     const std::vector<std::uint16_t>& actions,
                                     const Mutant& mutant) {
    for (const Aftermath aftermath : aftermaths) {
        auto found = attempt({world.bounds, actions, aftermath}, mutant);
        if (!found) continue;
        found->place =
            fmt::format("{}/{}: the shortest way to a difference, then {}",
                        model::profile_of(world.bounds.profile).title, world.name, found->place);
        return found;
    }
    return std::nullopt;
}

std::optional<Trial> Trials::try_walks(const NamedBounds& world, std::uint64_t first,
                                       std::uint64_t count, const Mutant& mutant) {
    for (std::uint64_t number = first; number < first + count; ++number) {
        Chance chance{number};
        const auto actions = walk(world.bounds, chance.split("walk"), mutant);
        const Aftermath aftermath = aftermaths.at(chance.below(aftermaths.size()));
        auto found = attempt({world.bounds, actions, aftermath}, mutant);
        if (!found) continue;
        found->place =
            fmt::format("{}/{}: walk {}, then {}", model::profile_of(world.bounds.profile).title,
                        world.name, number, found->place);
        return found;
    }
    return std::nullopt;
}

}  // namespace hourglass::sim
