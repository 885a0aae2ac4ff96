// All rules, in family order, and the way to name one: "INIT-03"_rule does not compile when the
// catalogue has no such id.
#pragma once

#include "model/rules/families.hpp"
#include "model/rules/rule.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

namespace hourglass::model {

namespace detail {

template <std::size_t... Sizes>
constexpr auto join_families(const std::array<Rule, Sizes>&... families) {
    std::array<Rule, (Sizes + ...)> joined{};
    std::size_t next = 0;
    const auto append = [&](const auto& family) {
        for (const Rule& rule : family) joined[next++] = rule;
    };
    (append(families), ...);
    return joined;
}

}  // namespace detail

inline constexpr auto catalogue = std::apply(
    [](const auto&... families) { return detail::join_families(families...); }, rule_families);

// The rule with this id, if the catalogue has it.
constexpr std::optional<RuleIndex> find_rule(std::string_view id) {
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        if (catalogue[i].id == id) return RuleIndex{static_cast<std::uint16_t>(i + 1)};
    }
    return std::nullopt;
}

constexpr const Rule& rule_at(RuleIndex index) {
    return catalogue[index.value - std::size_t{1}];
}

// "INIT" of "INIT-03".
constexpr std::string_view family_of(std::string_view id) {
    return id.substr(0, id.find('-'));
}

inline namespace literals {

consteval RuleIndex operator""_rule(const char* id, std::size_t size) {
    const auto found = find_rule(std::string_view{id, size});
    if (!found) throw "the rule catalogue has no such id";
    return *found;
}

}  // namespace literals

}  // namespace hourglass::model
