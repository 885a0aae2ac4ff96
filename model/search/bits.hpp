// Writes small numbers one after another into 64-bit words, and reads them back by the same calls.
// The caller turns to the next word; no number lies across two.
#pragma once

#include "model/base/expects.hpp"

#include <cstdint>

namespace hourglass::model::search {

class BitWriter {
public:
    explicit BitWriter(std::uint64_t* words) : words_(words) {}

    template <class Value>
    void operator()(const Value& value, unsigned bits) {
        word_ |= (static_cast<std::uint64_t>(value) & ((std::uint64_t{1} << bits) - 1)) << used_;
        used_ += bits;
    }
    void turn_word() {
        *words_++ = word_;
        word_ = 0;
        used_ = 0;
    }
    // To the upper half of the word, or to the next word.
    void turn_half() {
        if (used_ > 32) return turn_word();
        if (used_ > 0) used_ = 32;
    }
    void finish() {
        if (used_ > 0) turn_word();
    }

private:
    std::uint64_t* words_;
    std::uint64_t word_ = 0;
    unsigned used_ = 0;
};

class BitReader {
public:
    explicit BitReader(const std::uint64_t* words) : words_(words) {}

    template <class Value>
    void operator()(Value& value, unsigned bits) {
        const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
        value = static_cast<Value>(*words_ >> used_ & mask);
        used_ += bits;
    }
    void turn_word() {
        ++words_;
        used_ = 0;
    }
    void turn_half() {
        if (used_ > 32) return turn_word();
        if (used_ > 0) used_ = 32;
    }

private:
    const std::uint64_t* words_;
    unsigned used_ = 0;
};

}  // namespace hourglass::model::search
