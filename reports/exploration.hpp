// What a search of small worlds found, as text and as JSON.
#pragma once

#include "model/search/exploration.hpp"
#include "model/search/verification.hpp"

#include <string>
#include <vector>

namespace hourglass::reports {

struct Explored {
    model::ProfileName profile{};
    std::vector<model::search::Exploration> worlds{};
    std::vector<double> seconds{};  // one for each world
    std::vector<model::RuleIndex> never_fired{};
    unsigned threads = 1;

    bool holds() const;
    bool complete() const;  // every world was seen whole
    std::vector<model::RuleIndex> fired() const;
};

std::string exploration_text(const Explored& explored);
std::string exploration_json(const Explored& explored);

// What came of searching a world with each reduction and without any.
std::string reductions_text(const std::vector<model::search::ReductionCheck>& checks);

}  // namespace hourglass::reports
