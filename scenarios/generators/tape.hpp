// The flat sequence of choices that a scenario is made of, read and written through one interface,
// so that one description of the choices serves as decoder and encoder.
//
// (1) Whatever the bytes are, reading gives some value: no sequence is wrong.
// (2) Behind the end every byte is 0, and 0 chooses the simplest alternative: cutting a sequence
//     off makes its scenario simpler.
#pragma once

#include "model/base/expects.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace hourglass::scenarios {

using Choices = std::vector<std::uint8_t>;
using ChoiceView = std::span<const std::uint8_t>;

inline constexpr unsigned widest_pick = 256;

class ChoiceReader {
public:
    static constexpr bool writes = false;

    explicit ChoiceReader(ChoiceView choices) : choices_(choices) {}

    // One of 0 .. bound - 1; what stands in the argument does not matter.
    unsigned pick(unsigned, unsigned bound) { return byte() * bound / widest_pick; }

    // A number of at most 48 bits: its size is drawn first, so that all sizes are as likely.
    std::int64_t number(std::int64_t) {
        const unsigned bits = pick(0, 49);
        std::uint64_t value = 0;
        for (unsigned have = 0; have < bits; have += 8) value = value << 8U | byte();
        const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
        return static_cast<std::int64_t>(value & mask);
    }

    std::size_t used() const { return at_; }

private:
    unsigned byte() {
        const unsigned value = at_ < choices_.size() ? choices_[at_] : 0;
        ++at_;
        return value;
    }

    ChoiceView choices_;
    std::size_t at_ = 0;
};

class ChoiceWriter {
public:
    static constexpr bool writes = true;

    unsigned pick(unsigned value, unsigned bound) {
        EXPECTS(value < bound && bound <= widest_pick, "a choice is one of at most 256");
        byte((value * widest_pick + bound - 1) / bound);
        return value;
    }

    std::int64_t number(std::int64_t value) {
        const auto whole = static_cast<std::uint64_t>(value);
        const auto bits = static_cast<unsigned>(std::bit_width(whole));
        pick(bits, 49);
        const unsigned bytes = (bits + 7) / 8;
        for (unsigned left = bytes; left-- > 0;) byte(whole >> (8 * left) & 0xffU);
        return value;
    }

    Choices take() { return std::move(choices_); }

private:
    void byte(std::uint64_t value) { choices_.push_back(static_cast<std::uint8_t>(value)); }

    Choices choices_;
};

}  // namespace hourglass::scenarios
