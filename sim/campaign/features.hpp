// What traces show of the machine: which row spoke to which event in which state, which rules
// spoke one after the other, how often monitors put a rule to the test. New features are what a
// campaign hunts for.
#pragma once

#include "model/judge/judge.hpp"
#include "model/lifecycle/chart.hpp"
#include "model/trace/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hourglass::sim {

enum class FeatureKind : std::uint8_t {
    Triple,     // state and machine, event, rule
    Row,        // of a table
    Pair,       // rule after rule
    Exercised,  // rule, and how often in one trace, in powers of two
    Answer,     // what was answered to which call or request
    Guard,      // of a row, and how it came out
};
inline constexpr unsigned feature_kind_bits = 3;

// A feature in 32 bits; the kind stands in the lowest three.
using FeatureCode = std::uint32_t;

constexpr FeatureKind kind_of(FeatureCode code) {
    return static_cast<FeatureKind>(code & ((1U << feature_kind_bits) - 1));
}
FeatureCode row_feature(const model::ChartRow& row);
FeatureCode exercise_feature(model::RuleIndex rule, std::uint32_t times);

// Refusals of what the invoker asks, numbered behind model::Answer.
enum class Refusal : std::uint8_t { Invoke = 48, Init, Reservation };
constexpr std::uint32_t number_of(Refusal refusal) {
    return static_cast<std::uint32_t>(refusal);
}

// A set of features that says in how many cases each was seen: one, or more. Open addressing: it
// is asked some hundred times in each case.
class Features {
public:
    Features() : slots_(first_size) {}

    // Notes that a case shows the feature; whether it is new. Cases are numbered from 1; a case
    // counts once.
    bool add(FeatureCode code, std::uint64_t in_case);
    bool contains(FeatureCode code) const { return slots_[place_of(code)].in_case != 0; }
    std::size_t size() const { return size_; }
    // Of one kind.
    std::size_t count(FeatureKind kind) const;
    // Seen in one case only: the base of Good and Turing's estimate. Guards are not: few cases are
    // asked for them.
    std::size_t singletons() const;
    // Together with what was seen elsewhere, in other cases.
    void merge(const Features& other);

    struct Seen {
        FeatureCode code{};
        bool again{};  // in more than one case

        auto operator<=>(const Seen&) const = default;
    };
    std::vector<Seen> sorted() const;
    void insert(const Seen& seen);

private:
    struct Slot {
        std::uint64_t in_case{};  // the first; 0: free
        FeatureCode code{};
        bool again{};
    };
    static constexpr std::size_t first_size = 8192;

    std::size_t place_of(FeatureCode code) const;
    void grow();

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

// Whether something was answered so: a model::Answer, or a Refusal.
bool holds_answer(const Features& features, std::uint32_t answer);

// Adds all features of a case; how many were new.
std::uint32_t add_features(const model::Trace& trace, const model::Judgement& judgement,
                           std::uint64_t in_case, Features& features);

}  // namespace hourglass::sim
