// Bytes that come as they are asked for.
#pragma once

#include "model/base/result.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace hourglass::model {

class PayloadReader {
public:
    PayloadReader() = default;
    PayloadReader(const PayloadReader&) = delete;
    PayloadReader& operator=(const PayloadReader&) = delete;
    virtual ~PayloadReader() = default;

    // Puts at least one byte into `room` and says how many; 0 is the end. `room` is not empty.
    virtual Result<std::size_t> read(std::span<char> room) = 0;
};

// Bytes that are there already.
class TextReader final : public PayloadReader {
public:
    explicit TextReader(std::string bytes) : bytes_{std::move(bytes)} {}

    Result<std::size_t> read(std::span<char> room) override {
        const auto count = bytes_.copy(room.data(), room.size(), taken_);
        taken_ += count;
        return count;
    }

private:
    std::string bytes_;
    std::size_t taken_ = 0;
};

// Reads up to `limit` bytes; what is beyond stays unread.
Result<std::string> read_at_most(PayloadReader& reader, std::size_t limit);

}  // namespace hourglass::model
