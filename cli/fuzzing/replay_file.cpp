#include "cli/fuzzing/replay_file.hpp"

#include "model/base/file_text.hpp"
#include "model/base/json_reader.hpp"
#include "scenarios/format/vocabulary.hpp"
#include "scenarios/loader.hpp"
#include "sim/campaign/mutation.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <system_error>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::JsonValue;
using model::ObjectReader;
using model::Result;
using scenarios::Choices;

constexpr std::string_view format_name = "hourglass-replay";
constexpr int replay_version = 1;
constexpr std::size_t largest_file = 10'000'000;  // bytes

Result<std::string> read_file(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        return model::failure(ErrorKind::NotFound, fmt::format("{}: is no file", file.string()),
                              "name a replay file, a scenario or a trace");
    }
    if (fs::file_size(file, error) > largest_file) {
        return model::failure(ErrorKind::BadInput,
                              fmt::format("{}: is too large for a replay file", file.string()),
                              "check that it is one");
    }
    if (auto text = model::read_file(file)) return *std::move(text);
    return model::failure(ErrorKind::Environment, fmt::format("{}: cannot be read", file.string()),
                          "check its permissions");
}

void read_choices(const JsonValue& value, Choices& choices) {
    std::string text;
    model::read_value(value, text);
    const bool fits = text.size() % 2 == 0 && text.size() / 2 <= sim::most_choices &&
                      text.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!fits) return value.complain("is no list of bytes, two digits each", "");
    for (std::size_t at = 0; at < text.size(); at += 2) {
        std::uint8_t byte = 0;
        std::from_chars(text.data() + at, text.data() + at + 2, byte, 16);
        choices.push_back(byte);
    }
}

void read_hash(const JsonValue& value, std::uint64_t& hash) {
    std::string text;
    model::read_value(value, text);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), hash, 16);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) return;
    value.complain("is no number of hexadecimal digits", "");
}

// The scenario that the words say; if they say none any more, the one that the choices make.
void settle_scenario(const model::Json& words, std::string_view origin, LoadedReplay& loaded) {
    ReplayFile& replay = loaded.replay;
    auto scenario = scenarios::parse_scenario(words.dump(), origin);
    if (replay.backend != "sim" && scenario) {
        replay.draft.scenario = *std::move(scenario);
        return;
    }
    const scenarios::Draft made = scenarios::decoded(replay.choices);
    if (!scenario) {
        loaded.drift = fmt::format(
            "its scenario cannot be read any more ({}); what its choices "
            "make today is played instead",
            scenario.error().message);
        replay.draft = made;
        return;
    }
    replay.draft.scenario = *std::move(scenario);
    scenarios::Draft named = made;
    named.scenario.name = replay.draft.scenario.name;
    named.scenario.about = replay.draft.scenario.about;
    named.scenario.path = replay.draft.scenario.path;
    named.scenario.rules = replay.draft.scenario.rules;
    const bool same = named == replay.draft;
    if (replay.model == scenarios::model_hash() && same) return;
    loaded.drift = fmt::format(
        "it was written by another version of the rules, the tables or the generator; its choices "
        "would make {} today; the scenario as written is played",
        same ? "the same scenario"
             : fmt::format("a scenario of {} steps instead of {}", steps_of(made.scenario),
                           steps_of(replay.draft.scenario)));
}

void read_replay(const JsonValue& value, std::string_view origin, LoadedReplay& loaded) {
    ReplayFile& replay = loaded.replay;
    ObjectReader object{value};
    std::string format;
    object.required("format", format);
    if (const auto version = object.need("version")) {
        model::read_whole(*version, replay_version, replay_version);
    }
    object.required("rule", replay.rule);
    object.required("signature", replay.signature);
    object.optional("defect", replay.defect);
    object.optional("backend", replay.backend);
    if (const auto profile = object.need("profile")) {
        model::read_named(*profile, replay.draft.profile, scenarios::profile_words);
    }
    object.required("seed", replay.draft.seed);
    if (const auto hash = object.need("model")) read_hash(*hash, replay.model);
    if (const auto choices = object.need("choices")) read_choices(*choices, replay.choices);
    const auto words = object.need("scenario");
    object.finish();
    if (words) settle_scenario(words->json(), origin, loaded);
}

Result<LoadedReplay> from_json(const std::string& text, const std::string& origin) {
    const auto json = model::parse_json(text, origin, {.bytes = largest_file});
    if (!json) return tl::make_unexpected(json.error());
    std::optional<model::Error> complaint;
    LoadedReplay loaded;
    read_replay(JsonValue{*json, "$", complaint}, origin, loaded);
    if (!complaint) return loaded;
    complaint->message = fmt::format("{}: {}", origin, complaint->message);
    if (complaint->remedy.empty()) complaint->remedy = "see docs/fuzzing.md";
    return tl::make_unexpected(*std::move(complaint));
}

Result<LoadedReplay> from_choices(const std::string& text, const fs::path& file) {
    if (text.size() > sim::most_choices) {
        return model::failure(ErrorKind::BadInput,
                              fmt::format("{}: has {} bytes, a scenario takes at most {}",
                                          file.string(), text.size(), sim::most_choices),
                              "check that it holds choices");
    }
    LoadedReplay loaded;
    loaded.replay.choices.assign(text.begin(), text.end());
    loaded.replay.draft = scenarios::decoded(loaded.replay.choices);
    loaded.replay.model = scenarios::model_hash();
    return loaded;
}

}  // namespace

std::string to_hex(scenarios::ChoiceView choices) {
    std::string text;
    for (const std::uint8_t choice : choices) text += fmt::format("{:02x}", choice);
    return text;
}

std::string to_hex(std::uint64_t number) {
    return fmt::format("{:016x}", number);
}

std::string write_replay(const ReplayFile& replay) {
    nlohmann::ordered_json json{{"format", format_name},
                                {"version", replay_version},
                                {"rule", replay.rule},
                                {"signature", replay.signature}};
    if (!replay.defect.empty()) json["defect"] = replay.defect;
    if (replay.backend != "sim") json["backend"] = replay.backend;
    json["profile"] = scenarios::word_of(replay.draft.profile);
    json["seed"] = replay.draft.seed;
    json["model"] = to_hex(replay.model);
    json["choices"] = to_hex(replay.choices);
    json["scenario"] =
        nlohmann::ordered_json::parse(scenarios::write_scenario(replay.draft.scenario));
    return json.dump(2) + "\n";
}

bool is_replay(const fs::path& file) {
    return file.extension() == ".choices" || file.string().ends_with(".replay.json");
}

Result<LoadedReplay> load_replay(const fs::path& file) {
    const auto text = read_file(file);
    if (!text) return tl::make_unexpected(text.error());
    if (file.extension() == ".choices") return from_choices(*text, file);
    return from_json(*text, file.string());
}

}  // namespace hourglass::cli
