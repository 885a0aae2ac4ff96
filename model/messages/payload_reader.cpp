#include "model/messages/payload_reader.hpp"

#include <array>

namespace hourglass::model {

Result<std::string> read_at_most(PayloadReader& reader, std::size_t limit) {
    std::string bytes;
    std::array<char, 4096> room{};
    while (bytes.size() < limit) {
        const auto wanted = std::min(room.size(), limit - bytes.size());
        const auto count = reader.read(std::span{room}.first(wanted));
        if (!count) return tl::make_unexpected(count.error());
        if (*count == 0) break;
        bytes.append(room.data(), *count);
    }
    return bytes;
}

}  // namespace hourglass::model
