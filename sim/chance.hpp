// Chance from one seed, the same on every machine and with every standard library: splitmix64 to
// seed, xoshiro256** to draw, and integers bounded by our own rule.
#pragma once

#include "model/base/time.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace hourglass::sim {

inline constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15;

// One step of splitmix64: turns any 64 bits into 64 well mixed ones.
constexpr std::uint64_t mixed(std::uint64_t value) {
    value += golden_ratio;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

// A stream of draws. split() depends on the seed and the name alone, never on how much was drawn,
// so a new draw in one place moves nothing elsewhere.
class Chance {
public:
    explicit constexpr Chance(std::uint64_t seed = 0) : seed_(seed) {
        for (std::uint64_t& word : state_) {
            word = mixed(seed);
            seed += golden_ratio;
        }
    }

    constexpr Chance split(std::string_view name) const {
        std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
        for (const char letter : name) {
            hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
        }
        return split(hash);
    }
    constexpr Chance split(std::uint64_t number) const {
        return Chance{mixed(seed_ ^ mixed(number))};
    }

    // Any 64 bits.
    constexpr std::uint64_t draw() {
        const std::uint64_t result = rotated(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotated(state_[3], 45);
        return result;
    }

    // 0 .. bound - 1, each as likely as the others (Lemire); 0 if bound is 0.
    constexpr std::uint64_t below(std::uint64_t bound) {
        auto product = Wide{draw()} * bound;
        if (static_cast<std::uint64_t>(product) < bound) {
            const std::uint64_t unfair = (0 - bound) % bound;
            while (static_cast<std::uint64_t>(product) < unfair) product = Wide{draw()} * bound;
        }
        return static_cast<std::uint64_t>(product >> 64);
    }

    // low .. high, both included; low if there is nothing between.
    constexpr model::Duration between(model::Duration low, model::Duration high) {
        if (high <= low) return low;
        const auto width = static_cast<std::uint64_t>((high - low).count()) + 1;
        return low + model::Duration{static_cast<std::int64_t>(below(width))};
    }

    constexpr bool happens(std::uint32_t permille) { return below(1000) < permille; }

private:
    __extension__ using Wide = unsigned __int128;

    static constexpr std::uint64_t rotated(std::uint64_t value, int bits) {
        return (value << bits) | (value >> (64 - bits));
    }

    std::uint64_t seed_;
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace hourglass::sim
