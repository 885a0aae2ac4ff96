// The effects of one step, in order. Reused from step to step by its owner; a heap is touched only
// by a step with more effects than any ordinary one has.
#pragma once

#include "model/trace/record.hpp"

#include <boost/container/small_vector.hpp>

#include <cstddef>

namespace hourglass::model {

class Effects {
public:
    void clear() { records_.clear(); }
    void push(const Record& record) { records_.push_back(record); }
    // A new one, to be written in place: a copy of what was written a moment ago stalls.
    Record& next() { return records_.emplace_back(); }

    const Record* begin() const { return records_.data(); }
    const Record* end() const { return records_.data() + records_.size(); }
    std::size_t size() const { return records_.size(); }
    const Record& operator[](std::size_t i) const { return records_[i]; }

private:
    boost::container::small_vector<Record, 96> records_;
};

}  // namespace hourglass::model
