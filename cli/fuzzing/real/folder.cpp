#include "cli/fuzzing/real/folder.hpp"

#include "cli/fuzzing/corpus.hpp"
#include "cli/fuzzing/replay_file.hpp"
#include "cli/shell_words.hpp"
#include "model/trace/format.hpp"
#include "reports/narrator.hpp"
#include "reports/sequence.hpp"
#include "scenarios/loader.hpp"

#include <fmt/format.h>

#include <cctype>
#include <system_error>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::Result;
using reports::CampaignFinding;

std::string lower(std::string_view text) {
    std::string name;
    for (const char c : text) {
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name;
}

class Writer {
public:
    Writer(const RealFinding& finding, const RealFolder& place)
        : finding_(finding), place_(place), draft_(finding.draft) {
        draft_.scenario.name = "FUZZ/" + lower(place.folder.filename().string());
        draft_.scenario.about = "Found on " + place.stage.backend + ".";
        draft_.scenario.rules.assign(1, finding.violation.rule);
        draft_.scenario.path = file("finding.scenario.json");
    }

    Result<CampaignFinding> write() {
        std::error_code error;
        fs::create_directories(place_.folder, error);
        if (error) {
            return model::failure(
                model::ErrorKind::Environment,
                fmt::format("cannot make {}: {}", place_.folder.string(), error.message()),
                "name a folder that you may write to with --report");
        }
        const model::Trace& trace = finding_.seen.trace;
        const CampaignFinding told = summary();
        return keep("finding.replay.json", write_replay(replay_file()))
            .and_then([&] {
                return keep("finding.scenario.json", scenarios::write_scenario(draft_.scenario));
            })
            .and_then([&] { return model::save_trace(trace, told.trace); })
            .and_then([&] {
                return keep("finding.mmd",
                            reports::sequence_diagram(trace, finding_.seen.judgement));
            })
            .and_then([&] { return keep("finding.txt", paragraph(told)); })
            .map([&] { return told; });
    }

private:
    std::string file(std::string_view name) const { return (place_.folder / name).string(); }

    Result<void> keep(std::string_view name, std::string_view text) const {
        return write_whole(place_.folder / name, text);
    }

    // Choices make the play before it was fitted; the words are what is played.
    ReplayFile replay_file() const {
        return {.rule = std::string{model::rule_at(finding_.violation.rule).id},
                .signature = finding_.signature,
                .defect = {},
                .backend = place_.stage.backend,
                .draft = draft_,
                .choices = {},
                .model = scenarios::model_hash()};
    }

    CampaignFinding summary() const {
        CampaignFinding told;
        told.rule = model::rule_at(finding_.violation.rule).id;
        told.signature = place_.folder.filename().string();
        told.profile = model::profile_of(draft_.profile).title;
        told.message = finding_.violation.message;
        told.in_case = finding_.in_case;
        told.steps = steps_of(draft_.scenario);
        told.shortest = fmt::format("{} steps, of {}, after {} plays", told.steps,
                                    finding_.steps_before, finding_.plays);
        told.runs = finding_.runs;
        told.hits = finding_.hits;
        told.scenario = file("finding.scenario.json");
        told.trace = file("finding.jsonl");
        told.replay =
            fmt::format("{} replay {}{}", shell_word(place_.program),
                        shell_word(file("finding.replay.json")), place_.stage.clients.arguments);
        return told;
    }

    std::string paragraph(const CampaignFinding& told) const {
        const model::Rule& rule = model::rule_at(finding_.violation.rule);
        const std::string event =
            reports::Narrator{finding_.seen.trace}.sentence(finding_.violation.record);
        return fmt::format(
            "{} is broken on {} under profile {}: {}\n"
            "The rule: {} ({})\n"
            "It shows at {}, in {} of {} runs of the scenario beside this file ({}).\n"
            "Found in case {} of the campaign with seed {}.\n"
            "Play it again: {}\n",
            rule.id, place_.stage.backend, told.profile, told.message, rule.sentence, rule.source,
            event, told.hits, told.runs, told.shortest, told.in_case, place_.seed, told.replay);
    }

    const RealFinding& finding_;
    const RealFolder& place_;
    scenarios::Draft draft_;
};

}  // namespace

Result<CampaignFinding> write_real_finding(const RealFinding& finding, const RealFolder& place) {
    return Writer{finding, place}.write();
}

}  // namespace hourglass::cli
