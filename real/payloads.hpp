// The bytes of a run: equal bytes have equal ids, counted from 1.
#pragma once

#include "model/base/id.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hourglass::real {

class Payloads {
public:
    model::PayloadId intern(std::string_view bytes) {
        const std::size_t hash = hash_of(bytes);
        const auto [first, last] = ids_.equal_range(hash);
        for (auto candidate = first; candidate != last; ++candidate) {
            if (bytes_of(candidate->second) == bytes) return candidate->second;
        }
        payloads_.emplace_back(bytes);
        const model::PayloadId id{static_cast<std::uint32_t>(payloads_.size())};
        ids_.emplace(hash, id);
        return id;
    }

    std::string_view bytes_of(model::PayloadId id) const {
        return id ? std::string_view{payloads_.at(id.value - 1)} : std::string_view{};
    }

    // Lets go of the bytes of all but the newest: for a run that keeps no trace.
    void keep_newest(std::size_t count) {
        for (; forgotten_ + count < payloads_.size(); ++forgotten_) {
            std::string& bytes = payloads_[forgotten_];
            const auto [first, last] = ids_.equal_range(hash_of(bytes));
            for (auto one = first; one != last; ++one) {
                if (one->second.value != forgotten_ + 1) continue;
                ids_.erase(one);
                break;
            }
            bytes = {};
        }
    }

    std::vector<std::string> take() { return std::move(payloads_); }

private:
    // Of large ones, both ends: equal hashes are compared anyway.
    static std::size_t hash_of(std::string_view bytes) {
        static constexpr std::size_t end = 4096;
        const std::hash<std::string_view> hash;
        if (bytes.size() <= 2 * end) return hash(bytes);
        return hash(bytes.substr(0, end)) * 31 + hash(bytes.substr(bytes.size() - end)) +
               bytes.size();
    }

    std::vector<std::string> payloads_;
    std::size_t forgotten_ = 0;  // so many of the first
    std::unordered_multimap<std::size_t, model::PayloadId> ids_;
};

}  // namespace hourglass::real
