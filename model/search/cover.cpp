#include "model/search/cover.hpp"

#include "model/search/exploration.hpp"
#include "model/search/fingerprints.hpp"
#include "model/search/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace hourglass::model::search {

namespace {

constexpr std::size_t longest_path = 24;
constexpr std::size_t most_nodes = 30000;
constexpr std::size_t flat_machines = static_cast<std::size_t>(Machine::Extension);
constexpr std::uint8_t no_row = 0xff;

// The row that each machine took last.
using LastRows = std::array<std::uint8_t, flat_machines + max_slots>;

struct Node {
    World world;
    LastRows last{};
    std::uint32_t parent{};
    std::uint16_t action{};
};

// Whether time and programs could have it so, as far as a look tells: the caller knows better.
bool is_plausible(const World& world, Action action) {
    const Watch& watch = world.watch;
    const auto dying = [](const auto& one) { return one.alive && one.killed; };
    if (dying(watch.runtime) || std::ranges::any_of(watch.extensions, dying)) {
        if (action.act == Act::RuntimeExits) return dying(watch.runtime);
        const bool exits = action.act == Act::ExtensionExits && action.with != 0;
        return exits && dying(watch.extensions.at(action.slot));
    }
    if (action.act <= Act::AskRestore) return true;
    if (action.act == Act::TimerFires) {
        const auto timer = static_cast<Timer>(action.with);
        return timer != Timer::KillWait && timer != Timer::ReapWait;
    }
    if (world.platform.state.frozen) return false;
    switch (action.act) {
        case Act::RuntimeAbandons:
        case Act::ExtensionAbandons:
        case Act::RuntimeFailsToStart:
        case Act::ExtensionFailsToStart:
            return false;
        case Act::RuntimeExits:
            return !watch.runtime.waiting || watch.runtime.terminated;
        case Act::ExtensionExits:
            return !watch.extensions.at(action.slot).waiting;
        default:
            return true;
    }
}

enum class Looking : std::uint8_t { ForPlausible, ForAnything };

class Tour {
public:
    Tour(const Bounds& bounds, CoverGoal goal, const CoverObstacle& obstacle)
        : bounds_(bounds), goal_(goal), obstacle_(obstacle), model_(bounds, {.log = &log_}) {}

    // The way on from where it is to something that `known` does not have; false if none is near.
    bool extend(const std::set<CoverItem>& known, Looking looking);
    void restart() {
        path_ = {.bounds = bounds_};
        here_ = {.world = model_.initial()};
        here_.last.fill(no_row);
    }
    const CoverPath& path() const { return path_; }
    // What was met and could not be played.
    const std::map<CoverItem, std::string>& refused() const { return refused_; }

private:
    void expand(std::uint32_t number, Looking looking);
    std::vector<CoverItem> items_of(LastRows& last) const;
    void visit(const World& world, std::uint32_t parent, std::uint16_t action);
    bool try_to_take(const std::set<CoverItem>& known);
    std::vector<std::uint16_t> actions_to(std::uint32_t number, std::uint16_t last) const;
    std::uint64_t fingerprint(const World& world, const LastRows& last) const;

    struct Find {
        Node node;
        std::vector<CoverItem> items;
    };

    const Bounds bounds_;
    const CoverGoal goal_;
    const CoverObstacle& obstacle_;
    mutants::RowLog log_;
    const Explored model_;
    CoverPath path_;
    Node here_;
    std::vector<Node> nodes_;
    std::vector<Find> finds_;  // of the node being expanded
    std::set<std::uint64_t> seen_;
    std::map<CoverItem, std::string> refused_;
};

// Takes the rows of one action into account.
std::vector<CoverItem> Tour::items_of(LastRows& last) const {
    std::vector<CoverItem> items;
    for (const mutants::RowTaken& one : log_) {
        auto place = static_cast<std::size_t>(one.machine);
        if (one.machine == Machine::Extension) place += one.slot;
        CoverItem item{one.machine, one.row};
        const std::uint8_t before = std::exchange(last.at(place), one.row);
        if (goal_ == CoverGoal::Pairs) {
            if (before == no_row) continue;
            item.before = before;
        }
        items.push_back(item);
    }
    return items;
}

std::uint64_t Tour::fingerprint(const World& world, const LastRows& last) const {
    std::uint64_t print = model_.fingerprint(world);
    if (goal_ == CoverGoal::Transitions) return print;
    for (const std::uint8_t row : last) print = mixed(print + row);
    return print;
}

void Tour::visit(const World& world, std::uint32_t parent, std::uint16_t action) {
    Node node{.world = world, .last = nodes_[parent].last, .parent = parent, .action = action};
    std::vector<CoverItem> items = items_of(node.last);
    finds_.push_back({node, std::move(items)});
}

void Tour::expand(std::uint32_t number, Looking looking) {
    finds_.clear();
    const World world = nodes_[number].world;
    log_.clear();
    model_.successors(world, [&](const World& next, std::uint16_t action) {
        if (looking == Looking::ForAnything || is_plausible(world, action_of(action))) {
            visit(next, number, action);
        }
        log_.clear();
    });
}

std::vector<std::uint16_t> Tour::actions_to(std::uint32_t number, std::uint16_t last) const {
    std::vector<std::uint16_t> leg{last};
    for (; number != 0; number = nodes_[number].parent) leg.push_back(nodes_[number].action);
    std::vector<std::uint16_t> actions = path_.actions;
    actions.insert(actions.end(), leg.rbegin(), leg.rend());
    return actions;
}

bool Tour::try_to_take(const std::set<CoverItem>& known) {
    for (const Find& find : finds_) {
        const auto is_new = [&](const CoverItem& item) { return !known.contains(item); };
        if (std::ranges::none_of(find.items, is_new)) continue;
        auto actions = actions_to(find.node.parent, find.node.action);
        if (actions.size() > longest_path) continue;
        if (const auto why = obstacle_(bounds_, actions)) {
            for (const CoverItem& item : find.items) {
                if (is_new(item)) refused_.emplace(item, *why);
            }
            continue;
        }
        path_.actions = std::move(actions);
        return true;
    }
    return false;
}

bool Tour::extend(const std::set<CoverItem>& known, Looking looking) {
    nodes_ = {here_};
    seen_ = {fingerprint(here_.world, here_.last)};
    for (std::uint32_t at = 0; at < nodes_.size() && nodes_.size() < most_nodes; ++at) {
        expand(at, looking);
        if (try_to_take(known)) {
            // Walks the leg again, so that what it takes on the way counts.
            const auto actions = path_.actions;
            restart();
            for (const std::uint16_t action : actions) {
                Effects effects;
                log_.clear();
                here_.world = model_.after(here_.world, action_of(action), effects);
                for (const CoverItem& item : items_of(here_.last)) {
                    if (!known.contains(item)) path_.items.insert(item);
                }
            }
            path_.actions = actions;
            here_.parent = 0;
            return true;
        }
        for (const Find& find : finds_) {
            const bool is_new = seen_.insert(fingerprint(find.node.world, find.node.last)).second;
            if (is_new) nodes_.push_back(find.node);
        }
    }
    return false;
}

// Goes on while there is something new, and keeps what is worth playing.
void travel(Tour& tour, Cover& found, std::set<CoverItem>& known) {
    while (true) {
        tour.restart();
        std::set<CoverItem> taken = known;
        while (tour.extend(taken, Looking::ForPlausible)) {
            taken.insert(tour.path().items.begin(), tour.path().items.end());
        }
        if (taken.size() == known.size()) return;
        CoverPath path = tour.path();
        path.items.clear();
        std::ranges::set_difference(taken, known, std::inserter(path.items, path.items.end()));
        found.paths.push_back(std::move(path));
        known = std::move(taken);
    }
}

std::set<CoverItem> all_rows() {
    std::set<CoverItem> all;
    for (std::uint8_t number = 0; number <= flat_machines; ++number) {
        const auto machine = static_cast<Machine>(number);
        for (std::uint8_t row = 0; row < mutants::row_count(machine); ++row) {
            all.insert({machine, row});
        }
    }
    return all;
}

// The worlds of the explorer, with a second shutdown, which finds the sandbox down or on its way.
std::vector<NamedBounds> cover_worlds(ProfileName profile) {
    auto worlds = default_worlds(profile);
    for (NamedBounds& world : worlds) world.bounds.shutdowns = 2;
    return worlds;
}

}  // namespace

std::string name_of(const CoverItem& item) {
    const std::string row = mutants::row_name(item.machine, item.row);
    if (!item.before) return row;
    return fmt::format("{} after {}", row, mutants::row_name(item.machine, *item.before));
}

Cover cover(ProfileName profile, CoverGoal goal, const CoverObstacle& obstacle) {
    Cover found;
    std::set<CoverItem> known;
    std::map<CoverItem, std::string> missed;
    if (goal == CoverGoal::Transitions) {
        for (const CoverItem& item : all_rows())
            missed[item] = "none of the shortest paths of the small worlds comes to it";
    }
    for (const NamedBounds& world : cover_worlds(profile)) {
        Tour tour{world.bounds, goal, obstacle};
        travel(tour, found, known);
        // Whatever is left: is there a path at all, and what is in its way?
        for (tour.restart(); tour.extend(known, Looking::ForAnything); tour.restart()) {
            known.insert(tour.path().items.begin(), tour.path().items.end());
            found.paths.push_back(tour.path());
        }
        for (const auto& [item, why] : tour.refused()) missed[item] = why;
    }
    for (const auto& [item, why] : missed) {
        if (!known.contains(item)) found.missed.push_back({item, why});
    }
    return found;
}

}  // namespace hourglass::model::search
