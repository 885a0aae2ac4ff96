// The states of one level of a search that wait to be expanded, packed into words, in blocks that
// are given back one by one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace hourglass::model::search {

class Frontier {
public:
    static constexpr std::size_t block_size = 64;  // states

    explicit Frontier(std::size_t words) : words_(words) {}

    void push(const std::uint64_t* state) {
        if (size_ == blocks_.size() * block_size) {
            blocks_.push_back(std::make_unique<std::uint64_t[]>(words_ * block_size));
            ++held_;
        }
        std::copy_n(state, words_, blocks_.back().get() + size_ % block_size * words_);
        ++size_;
    }

    std::size_t size() const { return size_; }
    std::size_t blocks() const { return blocks_.size(); }
    std::size_t size_of(std::size_t block) const {
        return std::min(block_size, size_ - block * block_size);
    }
    const std::uint64_t* state(std::size_t block, std::size_t index) const {
        return blocks_[block].get() + index * words_;
    }

    void give_back(std::size_t block) {
        blocks_[block].reset();
        --held_;
    }
    void clear() {
        blocks_.clear();
        size_ = 0;
        held_ = 0;
    }
    std::size_t bytes() const {
        return held_ * words_ * block_size * sizeof(std::uint64_t) +
               blocks_.capacity() * sizeof(blocks_[0]);
    }

private:
    std::size_t words_;
    std::size_t size_ = 0;
    std::size_t held_ = 0;
    std::vector<std::unique_ptr<std::uint64_t[]>> blocks_;
};

}  // namespace hourglass::model::search
