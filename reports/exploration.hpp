// What a search of small worlds found, as text and as JSON.
#pragma once

#include "model/search/exploration.hpp"

#include <string>
#include <vector>

namespace hourglass::reports {

struct Explored {
    model::ProfileName profile{};
    std::vector<model::search::Exploration> worlds{};
    std::vector<double> seconds{};  // one for each world
    std::vector<model::RuleIndex> never_fired{};

    bool holds() const;
    bool complete() const;  // every world was seen whole
};

std::string exploration_text(const Explored& explored);
std::string exploration_json(const Explored& explored);

}  // namespace hourglass::reports
