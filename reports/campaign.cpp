#include "reports/campaign.hpp"

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

// More names than these fill a screen and nobody reads them.
constexpr std::size_t most_names = 24;

std::string first_of(const std::vector<std::string>& names) {
    const std::size_t shown = std::min(names.size(), most_names);
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(shown);
    std::string text = fmt::format("{}", fmt::join(names.begin(), end, ", "));
    if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
    return text;
}

std::string text_of(const CampaignFinding& finding) {
    std::string text = finding.rule.empty()
                           ? fmt::format("{} in case {}: {}\n", finding.signature, finding.in_case,
                                         finding.message)
                           : fmt::format("VIOLATED {} in case {}: {}\n", finding.rule,
                                         finding.in_case, finding.message);
    if (const auto rule = model::find_rule(finding.rule)) {
        text += fmt::format("  rule:     {}\n", model::rule_at(*rule).sentence);
    }
    if (!finding.profile.empty()) text += fmt::format("  profile:  {}\n", finding.profile);
    if (finding.steps > 0) text += fmt::format("  shrunk:   {}\n", finding.shortest);
    if (finding.runs > 0) {
        text += fmt::format("  rate:     {} of {} runs\n", finding.hits, finding.runs);
    }
    if (!finding.scenario.empty()) text += fmt::format("  scenario: {}\n", finding.scenario);
    if (!finding.replay.empty()) text += fmt::format("  replay:   {}\n", finding.replay);
    return text;
}

std::string goals_of(const CampaignCoverage& coverage) {
    std::string text = fmt::format("{} of {} goals met\n",
                                   coverage.goals - coverage.never_met.size(), coverage.goals);
    if (!coverage.never_met.empty()) {
        text += fmt::format("never met: {}\n", first_of(coverage.never_met));
    }
    return text +
           fmt::format("the next case shows something new with a probability of about {:.2g}\n",
                       coverage.residual);
}

}  // namespace

constexpr auto json_fields(std::type_identity<CampaignFinding>) {
    using T = CampaignFinding;
    return std::tuple{field("rule", &T::rule),
                      field("signature", &T::signature),
                      field("message", &T::message),
                      field("case", &T::in_case),
                      field("steps", &T::steps),
                      field("shortest", &T::shortest),
                      field("scenario", &T::scenario),
                      field("trace", &T::trace),
                      field("replay", &T::replay),
                      omitted_if_empty("profile", &T::profile),
                      omitted_if_empty("runs", &T::runs),
                      omitted_if_empty("hits", &T::hits)};
}

constexpr auto json_fields(std::type_identity<CampaignCoverage>) {
    using T = CampaignCoverage;
    return std::tuple{field("triples", &T::triples),     field("rows", &T::rows),
                      field("features", &T::features),   field("residual", &T::residual),
                      field("goals", &T::goals),         field("never_met", &T::never_met),
                      field("seen_once", &T::seen_once), field("seen_often", &T::seen_often)};
}

constexpr auto json_fields(std::type_identity<CampaignResult>) {
    using T = CampaignResult;
    return std::tuple{
        field("version", &T::version),   field("model", &T::model),
        field("backend", &T::backend),   field("defect", &T::defect),
        field("seed", &T::seed),         field("shards", &T::shards),
        field("complete", &T::complete), field("cases", &T::cases),
        field("seconds", &T::seconds),   field("cases_per_second", &T::cases_per_second),
        field("records", &T::records),   field("events", &T::events),
        field("cut", &T::cut),           field("twice", &T::twice),
        field("avoided", &T::avoided),   field("digest", &T::digest),
        field("coverage", &T::coverage), field("findings", &T::findings)};
}

std::string to_json(const CampaignResult& result) {
    return model::encode(result).dump(2, ' ', false, model::Json::error_handler_t::replace) + "\n";
}

model::Result<CampaignResult> read_campaign(std::string_view json, std::string_view origin) {
    constexpr std::size_t largest = 64'000'000;
    auto result = model::decode_text<CampaignResult>(json, origin, {.bytes = largest});
    if (!result) {
        result.error().remedy = "give a file that hourglass fuzz --json has written";
        return result;
    }
    if (result->version > campaign_version) {
        return model::failure(model::ErrorKind::Unsupported,
                              fmt::format("{}: has version {}, newer than {}", origin,
                                          result->version, campaign_version),
                              "use a newer hourglass");
    }
    return result;
}

std::string to_text(const CampaignResult& result) {
    std::string text;
    for (const CampaignFinding& finding : result.findings) text += text_of(finding) + "\n";
    const CampaignCoverage& coverage = result.coverage;
    text += fmt::format("coverage: {} (state, event, rule) triples, {} rows, {} features\n",
                        coverage.triples, coverage.rows, coverage.features);
    if (coverage.goals > 0) text += goals_of(coverage);
    if (result.cut > 0) {
        text += fmt::format(
            "{} runs {}\n", result.cut,
            result.backend == "sim" ? "would not end and were cut" : "could not be judged");
    }
    if (result.avoided > 0) text += fmt::format("{} known violations\n", result.avoided);
    text += fmt::format("{} cases{} in {:.1f} s, {:.0f}/s, {} twice; seed {}{}\n", result.cases,
                        result.complete ? "" : " (incomplete)", result.seconds,
                        result.cases_per_second, result.twice, result.seed,
                        result.digest.empty() ? "" : ", digest " + result.digest);
    return text + (result.findings.empty() ? "no finding\n"
                                           : fmt::format("{} findings\n", result.findings.size()));
}

}  // namespace hourglass::reports
