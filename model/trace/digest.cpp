#include "model/trace/digest.hpp"

#include <array>
#include <bit>
#include <string_view>

namespace hourglass::model {

namespace {

using Words = std::array<std::uint64_t, 5>;
static_assert(sizeof(Words) == sizeof(Record) && std::has_unique_object_representations_v<Record>);

constexpr std::uint64_t mixed(std::uint64_t state, std::uint64_t word) {
    state = (std::rotl(state, 23) ^ word) * 0x9fb21c651e98df25;
    return state ^ (state >> 32U);
}

std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    }
    return hash;
}

}  // namespace

void TraceDigest::add(const Record& record, const Texts& texts) {
    Record plain = record;
    plain.text = {};
    for (const std::uint64_t word : std::bit_cast<Words>(plain)) state_ = mixed(state_, word);
    if (record.text) state_ = mixed(state_, hash_of(texts.text_of(record.text)));
}

std::uint64_t digest_of(const Trace& trace) {
    TraceDigest digest;
    for (const Record& record : trace.records) digest.add(record, trace.texts);
    std::uint64_t state = digest.value();
    for (const auto& payload : trace.payloads) state = mixed(state, hash_of(payload));
    return state;
}

}  // namespace hourglass::model
