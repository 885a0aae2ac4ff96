// The effects of one step, in order, at the end of a list of records: of one that is kept from
// step to step, or of somebody's trace, which so gets them without a copy.
#pragma once

#include "model/trace/record.hpp"

#include <cstddef>
#include <vector>

namespace hourglass::model {

class Effects {
public:
    Effects() : into_(&own_) {}
    // They are written at the end of `trace`, which outlives this, and stay there.
    explicit Effects(std::vector<Record>& trace) : into_(&trace), first_(trace.size()) {}
    // Those of the step, in a list of their own.
    Effects(const Effects& other) : own_(other.begin(), other.end()), into_(&own_) {}
    Effects& operator=(const Effects& other) {
        if (this == &other) return *this;
        own_.assign(other.begin(), other.end());
        into_ = &own_;
        first_ = 0;
        return *this;
    }
    ~Effects() = default;

    // A new step: what the last one did is its owner's.
    void begin_step() {
        if (into_ == &own_) own_.clear();
        first_ = into_->size();
    }
    // As if this step had done nothing yet.
    void clear() { into_->resize(first_); }
    void push(const Record& record) { into_->push_back(record); }
    // A new one, to be written in place: a copy of what was written a moment ago stalls. Out of
    // line, so that all who write one stay small.
    [[gnu::noinline]] Record& next() {
        if (into_->size() == into_->capacity()) [[unlikely]]
            return grown();
        return into_->emplace_back();
    }

    // Where the first of them stands in the list.
    std::size_t first() const { return first_; }
    const Record* begin() const { return into_->data() + first_; }
    const Record* end() const { return into_->data() + into_->size(); }
    std::size_t size() const { return into_->size() - first_; }
    const Record& operator[](std::size_t i) const { return (*into_)[first_ + i]; }

private:
    [[gnu::cold, gnu::noinline]] Record& grown() { return into_->emplace_back(); }

    std::vector<Record> own_;
    std::vector<Record>* into_;
    std::size_t first_ = 0;
};

}  // namespace hourglass::model
