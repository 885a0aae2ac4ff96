#include "cli/fuzzing/findings.hpp"

#include "cli/fuzzing/corpus.hpp"
#include "cli/fuzzing/replay_file.hpp"
#include "cli/shell_words.hpp"
#include "model/trace/format.hpp"
#include "reports/folder.hpp"
#include "reports/narrator.hpp"
#include "scenarios/loader.hpp"
#include "scenarios/shrinking/region.hpp"
#include "scenarios/shrinking/shrinker.hpp"

#include <fmt/format.h>

#include <cctype>
#include <system_error>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::Result;
using scenarios::Draft;
using scenarios::Shrunk;

std::string kebab(std::string_view text) {
    std::string name;
    for (const char c : text) {
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name;
}

std::string shortest_text(const Shrunk& shrunk, std::uint32_t steps_before) {
    const scenarios::Floor& floor = shrunk.floor;
    std::string text = fmt::format("{} steps, of {}", shrunk.steps, steps_before);
    const bool proven = floor.complete && floor.below >= shrunk.steps;
    if (proven) {
        return text + fmt::format(
                          "; no shorter one exists with these actors and {} kinds of steps "
                          "(all {} were played)",
                          floor.kinds, floor.plays);
    }
    return text + fmt::format(
                      "; none of fewer than {} steps exists with these actors and {} kinds "
                      "of steps ({} were played)",
                      floor.below, floor.kinds, floor.plays);
}

// One finding on its way to a folder.
class Writer {
public:
    Writer(const sim::Signature& signature, const sim::Sighting& sighting,
           const FindingsOrder& order)
        : signature_(signature),
          sighting_(sighting),
          order_(order),
          folder_(order.folder / text_of(signature)),
          player_(order.defect) {
        finding_ = named(signature, sighting);
        draft_ = scenarios::decoded(sighting.choices);
    }

    Result<reports::CampaignFinding> write() {
        std::error_code error;
        fs::create_directories(folder_, error);
        if (error) {
            return model::failure(
                model::ErrorKind::Environment,
                fmt::format("cannot make {}: {}", folder_.string(), error.message()),
                "name a folder that you may write to with --report");
        }
        if (signature_.rule) shrink();
        name_scenario();
        return keep("finding.replay.json", write_replay(replay_file()))
            .and_then([this] { return play_again(); })
            .map([this] { return finding_; });
    }

private:
    Result<void> keep(std::string_view name, std::string_view text) const {
        return write_whole(folder_ / name, text);
    }

    void shrink() {
        const auto still = sim::breaks(player_, signature_.rule);
        if (!still(draft_)) return;
        const std::uint32_t before = steps_of(draft_.scenario);
        Shrunk shrunk = scenarios::shrink(draft_, still);
        draft_ = shrunk.draft;
        // Under the names that choices give, it can be written as choices.
        const Draft named = scenarios::decoded(scenarios::encoded(draft_));
        if (still(named)) draft_ = named;
        finding_.steps = steps_of(draft_.scenario);
        finding_.shortest = shortest_text(shrunk, before);
        regions_ = scenarios::failing_regions(draft_, still);
    }

    void name_scenario() {
        draft_.scenario.name = "FUZZ/" + kebab(text_of(signature_));
        draft_.scenario.about = finding_.message;
        draft_.scenario.rules.clear();
        if (signature_.rule) draft_.scenario.rules.push_back(signature_.rule);
    }

    ReplayFile replay_file() const {
        return {.rule = finding_.rule,
                .signature = finding_.signature,
                .defect = order_.defect == nullptr ? "" : std::string{order_.defect->name},
                .draft = draft_,
                .choices = scenarios::encoded(draft_),
                .model = scenarios::model_hash()};
    }

    // From the file, in a new world, as a reader will do it.
    Result<void> play_again() {
        auto loaded = load_replay(folder_ / "finding.replay.json");
        if (!loaded) return tl::make_unexpected(loaded.error());
        finding_.scenario = (folder_ / "finding.scenario.json").string();
        // The trace names the file that `run` takes.
        loaded->replay.draft.scenario.path = finding_.scenario;
        sim::Player fresh{order_.defect};
        fresh.play(loaded->replay.draft);
        const model::Judgement& judgement = fresh.judge();
        const auto* violation = sim::first_failure(judgement, signature_.rule);
        finding_.trace = (folder_ / "finding.jsonl").string();
        finding_.replay = fmt::format("{} replay {}", shell_word(order_.program),
                                      shell_word((folder_ / "finding.replay.json").string()));
        std::string event;
        if (violation != nullptr) {
            finding_.message = violation->message;
            event = reports::Narrator{fresh.trace()}.sentence(violation->record);
        } else if (signature_.rule) {
            finding_.message += " (not seen again when it was played from its file)";
        }
        return keep("finding.scenario.json", scenarios::write_scenario(draft_.scenario))
            .and_then([&] { return model::save_trace(fresh.trace(), finding_.trace); })
            .and_then([&] { return keep_other_trace(); })
            .and_then([&] { return keep("finding.txt", paragraph(event)); });
    }

    // Of a play that gave two traces, the second.
    Result<void> keep_other_trace() {
        if (signature_.rule) return {};
        player_.play(draft_);
        return model::save_trace(player_.trace(), (folder_ / "finding.other.jsonl").string());
    }

    std::string paragraph(const std::string& event) const {
        std::string text;
        if (signature_.rule) {
            const model::Rule& rule = model::rule_at(signature_.rule);
            text += fmt::format("{} is broken: {}\nThe rule: {} ({})\n", rule.id, finding_.message,
                                rule.sentence, rule.source);
        } else {
            text += finding_.message + "\n";
        }
        if (!event.empty()) text += fmt::format("It shows at {}.\n", event);
        if (!finding_.shortest.empty()) {
            text += fmt::format("The scenario beside this file has {}.\n", finding_.shortest);
        }
        for (const scenarios::Region& region : regions_) {
            text += fmt::format("It fails when {}.\n", region.text);
        }
        text += fmt::format("Found in case {} of the campaign with seed {}{}.\nPlay it again: {}\n",
                            sighting_.in_case, order_.seed,
                            order_.defect == nullptr
                                ? ""
                                : fmt::format(", with the defect {} planted", order_.defect->name),
                            finding_.replay);
        return text;
    }

    const sim::Signature signature_;
    const sim::Sighting& sighting_;
    const FindingsOrder& order_;
    fs::path folder_;
    sim::Player player_;
    Draft draft_;
    std::vector<scenarios::Region> regions_;
    reports::CampaignFinding finding_;
};

}  // namespace

Result<reports::CampaignFinding> write_finding(const sim::Signature& signature,
                                               const sim::Sighting& sighting,
                                               const FindingsOrder& order) {
    return Writer{signature, sighting, order}.write();
}

reports::CampaignFinding named(const sim::Signature& signature, const sim::Sighting& sighting) {
    reports::CampaignFinding finding;
    if (signature.rule) finding.rule = model::rule_at(signature.rule).id;
    finding.signature = text_of(signature);
    finding.message = sighting.message;
    finding.in_case = sighting.in_case;
    return finding;
}

std::set<sim::Signature> signatures_in(const fs::path& folder) {
    std::set<sim::Signature> known;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error}) {
        const auto signature = sim::signature_named(entry.path().filename().string());
        if (signature) known.insert(*signature);
    }
    return known;
}

}  // namespace hourglass::cli
