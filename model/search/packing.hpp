// How a search keeps the states that wait: as the model packs them, or else as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace hourglass::model::search {

template <class Model>
concept Packs = requires(const Model& model) {
    model.words();
};

template <class Model>
std::size_t words_of(const Model& model) {
    if constexpr (Packs<Model>) {
        return model.words();
    } else {
        return (sizeof(typename Model::State) + 7) / 8;
    }
}

template <class Model>
void pack(const Model& model, const typename Model::State& state, std::uint64_t* words) {
    if constexpr (Packs<Model>) {
        model.pack(state, words);
    } else {
        static_assert(std::is_trivially_copyable_v<typename Model::State>);
        std::memcpy(words, &state, sizeof state);
    }
}

template <class Model>
void unpack(const Model& model, const std::uint64_t* words, typename Model::State& state) {
    if constexpr (Packs<Model>) {
        model.unpack(words, state);
    } else {
        std::memcpy(static_cast<void*>(&state), words, sizeof state);
    }
}

template <class Model>
std::uint64_t fingerprint_of(const Model& model, const typename Model::State& state,
                             const std::uint64_t* words) {
    if constexpr (Packs<Model>) {
        return model.fingerprint(words);
    } else {
        return model.fingerprint(state);
    }
}

}  // namespace hourglass::model::search
