#include "reports/families.hpp"

#include "model/trace/names.hpp"
#include "reports/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::reports {

namespace {

std::string_view family_of(const RuleResult& rule) {
    return model::family_of(model::rule_at(rule.rule).id);
}

Summary count_family(const TrackResult& track, std::string_view family) {
    TrackResult part;
    for (const RuleResult& rule : track.rules) {
        if (family_of(rule) == family) part.rules.push_back(rule);
    }
    return summary_of(part);
}

// In catalogue order, whichever track has a rule of the family.
std::vector<std::string_view> families_in(const std::vector<const TrackResult*>& tracks) {
    std::vector<std::string_view> families;
    for (const model::Rule& rule : model::catalogue) {
        const auto family = model::family_of(rule.id);
        if (!families.empty() && families.back() == family) continue;
        const bool present =
            std::any_of(tracks.begin(), tracks.end(), [&](const TrackResult* track) {
                return std::any_of(track->rules.begin(), track->rules.end(),
                                   [&](const RuleResult& r) { return family_of(r) == family; });
            });
        if (present) families.push_back(family);
    }
    return families;
}

FamilyTable table_of(const VerifyResult& result, model::ProfileName profile) {
    FamilyTable table;
    table.profile = profile;
    table.total.family = "all";
    for (const TrackResult& track : result.tracks) {
        if (track.track.profile == profile) table.tracks.push_back(&track);
    }
    for (const std::string_view family : families_in(table.tracks)) {
        FamilyRow row{family, {}};
        for (const TrackResult* track : table.tracks) {
            row.columns.push_back(count_family(*track, family));
        }
        table.rows.push_back(std::move(row));
    }
    for (const TrackResult* track : table.tracks) {
        table.total.columns.push_back(summary_of(*track));
    }
    return table;
}

}  // namespace

std::vector<FamilyTable> family_tables(const VerifyResult& result) {
    std::vector<FamilyTable> tables;
    for (const TrackResult& track : result.tracks) {
        const bool known = std::any_of(tables.begin(), tables.end(), [&](const FamilyTable& table) {
            return table.profile == track.track.profile;
        });
        if (!known) tables.push_back(table_of(result, track.track.profile));
    }
    return tables;
}

std::string title_of(const Track& track) {
    return fmt::format("{}/{}", track.backend, name_of(track.profile));
}

std::string id_list(const std::vector<model::RuleIndex>& rules) {
    std::string list;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto family = model::family_of(model::rule_at(rules[i]).id);
        std::size_t last = i;
        while (last + 1 < rules.size() && rules[last + 1].value == rules[last].value + 1 &&
               model::family_of(model::rule_at(rules[last + 1]).id) == family) {
            ++last;
        }
        if (!list.empty()) list += ", ";
        list += model::rule_at(rules[i]).id;
        if (last > i)
            list += fmt::format("{}{}", last > i + 1 ? ".." : ", ", model::rule_at(rules[last]).id);
        i = last;
    }
    return list;
}

}  // namespace hourglass::reports
