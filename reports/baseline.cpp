#include "reports/baseline.hpp"

#include "model/base/json_fields.hpp"
#include "model/rules/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <type_traits>

namespace hourglass::reports {

namespace {

using model::field;
using model::omitted_if_empty;
using model::Result;

constexpr std::string_view remedy =
    "Give a file that hourglass verify --write-baseline has written.";

Result<void> check(const Deviation& deviation, std::string_view origin) {
    const bool is_known = deviation.rule.empty() || model::find_rule(deviation.rule).has_value();
    if (!is_known) {
        return model::failure(
            model::ErrorKind::BadInput, fmt::format("{}: {} is no rule", origin, deviation.rule),
            "hourglass list rules names them; take out what is no rule any more.");
    }
    if (!deviation.scenario.empty() && !deviation.backend.empty()) return {};
    return model::failure(
        model::ErrorKind::BadInput,
        fmt::format("{}: an entry about {} lacks its scenario or its backend", origin,
                    deviation.rule.empty() ? "an unexpected outcome" : deviation.rule),
        std::string{remedy});
}

}  // namespace

constexpr auto json_fields(std::type_identity<Deviation>) {
    using T = Deviation;
    return std::tuple{field("rule", &T::rule), field("backend", &T::backend),
                      field("profile", &T::profile), field("scenario", &T::scenario),
                      omitted_if_empty("note", &T::note)};
}

constexpr auto json_fields(std::type_identity<Baseline>) {
    using T = Baseline;
    return std::tuple{field("version", &T::version), field("accepted", &T::accepted)};
}

bool Deviation::is_of(const Deviation& other) const {
    return std::tie(backend, profile, rule, scenario) ==
           std::tie(other.backend, other.profile, other.rule, other.scenario);
}

const Deviation* Baseline::find(const Deviation& deviation) const {
    const auto found =
        std::ranges::find_if(accepted, [&](const Deviation& one) { return one.is_of(deviation); });
    return found == accepted.end() ? nullptr : &*found;
}

std::string words_of(const Deviation& deviation) {
    return fmt::format("{} on {}/{} in {}",
                       deviation.rule.empty() ? "unexpected outcome" : deviation.rule,
                       deviation.backend, deviation.profile, deviation.scenario);
}

std::string to_json(const Baseline& baseline) {
    // By hand: g++ 12 warns of what is no fault in model::encode of so small a structure.
    model::Json accepted = model::Json::array();
    for (const Deviation& one : baseline.accepted) {
        model::Json entry = {{"rule", one.rule},
                             {"backend", one.backend},
                             {"profile", one.profile},
                             {"scenario", one.scenario}};
        if (!one.note.empty()) entry["note"] = one.note;
        accepted.push_back(std::move(entry));
    }
    const model::Json json = {{"version", baseline.version}, {"accepted", std::move(accepted)}};
    return json.dump(2, ' ', false, model::Json::error_handler_t::replace) + "\n";
}

Result<Baseline> read_baseline(std::string_view json, std::string_view origin) {
    auto baseline = model::decode_text<Baseline>(json, origin);
    if (!baseline) {
        baseline.error().remedy = remedy;
        return baseline;
    }
    if (baseline->version > baseline_version) {
        return model::failure(model::ErrorKind::Unsupported,
                              fmt::format("{}: has version {}, newer than {}", origin,
                                          baseline->version, baseline_version),
                              "Use a newer hourglass.");
    }
    for (const Deviation& deviation : baseline->accepted) {
        if (auto fine = check(deviation, origin); !fine) {
            return tl::make_unexpected(std::move(fine).error());
        }
    }
    return baseline;
}

}  // namespace hourglass::reports
