// The rules of a result counted by family, side by side for all backends of a profile: what the
// tables of the console and of Markdown show.
#pragma once

#include "reports/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hourglass::reports {

struct FamilyRow {
    std::string_view family;
    std::vector<Summary> columns;  // one for each backend of the table
};

struct FamilyTable {
    model::ProfileName profile{};
    std::vector<const TrackResult*> tracks;  // of that profile, one for each column
    std::vector<FamilyRow> rows;             // families without a rule are left out
    FamilyRow total;
};

// One table for each profile, in the order of the result's tracks.
std::vector<FamilyTable> family_tables(const VerifyResult& result);

// "sim" or, where there are several profiles, "sim/rapid".
std::string title_of(const Track& track);

// "INIT-01 INIT-02 INIT-03" cut short as "INIT-01 .. INIT-03" where numbers follow each other.
std::string id_list(const std::vector<model::RuleIndex>& rules);

}  // namespace hourglass::reports
