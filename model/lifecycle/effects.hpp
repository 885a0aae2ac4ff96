// The effects of one step, in order, without a heap. Reused from step to step by its owner.
#pragma once

#include "model/base/expects.hpp"
#include "model/trace/record.hpp"

#include <array>
#include <cstddef>

namespace hourglass::model {

class Effects {
public:
    void clear() { size_ = 0; }

    void push(const Record& record) {
        EXPECTS(size_ < capacity, "one step has fewer than 160 effects");
        records_[size_++] = record;
    }

    const Record* begin() const { return records_.data(); }
    const Record* end() const { return records_.data() + size_; }
    std::size_t size() const { return size_; }
    const Record& operator[](std::size_t i) const { return records_[i]; }

private:
    static constexpr std::size_t capacity = 160;
    std::array<Record, capacity> records_;
    std::size_t size_ = 0;
};

}  // namespace hourglass::model
