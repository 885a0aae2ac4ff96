#include "sim/campaign/mutation.hpp"

#include <algorithm>

namespace hourglass::sim {

using scenarios::Choices;
using scenarios::ChoiceView;

namespace {

std::ptrdiff_t somewhere(const Choices& choices, Chance& chance) {
    return static_cast<std::ptrdiff_t>(chance.below(choices.size() + 1));
}

// The end of a short span from `begin` on.
std::ptrdiff_t span_end(const Choices& choices, std::ptrdiff_t begin, Chance& chance) {
    constexpr std::uint64_t longest = 16;
    const auto length = static_cast<std::ptrdiff_t>(1 + chance.below(longest));
    return std::min<std::ptrdiff_t>(begin + length, std::ssize(choices));
}

void overwrite(Choices& choices, Chance& chance) {
    if (choices.empty()) return;
    choices[chance.below(choices.size())] = static_cast<std::uint8_t>(chance.below(256));
}

// To the next alternative: most picks have few.
void nudge(Choices& choices, Chance& chance) {
    if (choices.empty()) return;
    std::uint8_t& choice = choices[chance.below(choices.size())];
    const auto step = static_cast<std::uint8_t>(1 + chance.below(64));
    choice = static_cast<std::uint8_t>(chance.happens(500) ? choice + step : choice - step);
}

void insert_some(Choices& choices, Chance& chance) {
    const auto at = somewhere(choices, chance);
    const std::uint64_t count = 1 + chance.below(8);
    for (std::uint64_t i = 0; i < count; ++i) {
        choices.insert(choices.begin() + at, static_cast<std::uint8_t>(chance.below(256)));
    }
}

void erase_some(Choices& choices, Chance& chance) {
    const auto begin = somewhere(choices, chance);
    choices.erase(choices.begin() + begin, choices.begin() + span_end(choices, begin, chance));
}

void repeat_some(Choices& choices, Chance& chance) {
    const auto begin = somewhere(choices, chance);
    const auto end = span_end(choices, begin, chance);
    const Choices span{choices.begin() + begin, choices.begin() + end};
    choices.insert(choices.begin() + begin, span.begin(), span.end());
}

void graft(Choices& choices, ChoiceView other, Chance& chance) {
    if (other.empty()) return;
    const auto keep = somewhere(choices, chance);
    const auto from = static_cast<std::ptrdiff_t>(chance.below(other.size()));
    choices.resize(static_cast<std::size_t>(keep));
    choices.insert(choices.end(), other.begin() + from, other.end());
}

void cut(Choices& choices, Chance& chance) {
    choices.resize(static_cast<std::size_t>(somewhere(choices, chance)));
}

}  // namespace

void draw_choices(Choices& choices, Chance& chance) {
    constexpr std::uint64_t sizes = 5;  // up to 32, 64, ... 512
    const std::uint64_t longest = std::uint64_t{32} << chance.below(sizes);
    choices.resize(1 + chance.below(longest));
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (i % 8 == 0) bits = chance.draw();
        choices[i] = static_cast<std::uint8_t>(bits >> (i % 8 * 8));
    }
}

void mutate(Choices& choices, ChoiceView other, Chance& chance) {
    constexpr std::uint64_t ways = 10;
    const std::uint64_t changes = std::uint64_t{1} << chance.below(4);
    for (std::uint64_t i = 0; i < changes; ++i) {
        switch (chance.below(ways)) {
            case 0:
                insert_some(choices, chance);
                break;
            case 1:
                erase_some(choices, chance);
                break;
            case 2:
                repeat_some(choices, chance);
                break;
            case 3:
                graft(choices, other, chance);
                break;
            case 4:
                cut(choices, chance);
                break;
            case 5:
            case 6:
                nudge(choices, chance);
                break;
            default:
                overwrite(choices, chance);
        }
    }
    if (choices.size() > most_choices) choices.resize(most_choices);
}

}  // namespace hourglass::sim
