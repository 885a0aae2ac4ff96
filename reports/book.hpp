// The book of rules and the book of machines: docs/rules.md and docs/machines.md, written from the
// catalogue and the tables so that they cannot drift.
#pragma once

#include "reports/rule_list.hpp"

#include <string>

namespace hourglass::reports {

// Every rule by family: levels, confidence, source, rows and what checks it.
std::string book_of_rules(const ChecksOf& checks_of);

// Every machine as a Mermaid diagram and as the rows of its tables.
std::string book_of_machines();

}  // namespace hourglass::reports
