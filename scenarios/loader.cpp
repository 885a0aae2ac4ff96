#include "scenarios/loader.hpp"

#include "model/base/file_text.hpp"
#include "scenarios/format/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>

namespace hourglass::scenarios {
namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::Result;

constexpr std::size_t largest_file = 10'000'000;  // bytes
constexpr std::string_view folder_remedy = "name a scenario file or a folder of them";

// A newer file is not wrong, it is only too new for this program.
Result<void> check_version(const model::Json& json, std::string_view origin) {
    if (!json.is_object() || !json.contains("version")) return {};
    const model::Json& version = json["version"];
    if (!version.is_number_integer() || version <= scenario_version) return {};
    return model::failure(
        ErrorKind::Unsupported,
        fmt::format("{}: $.version: is {}, newer than {}, the newest that is known", origin,
                    version.dump(), scenario_version),
        "use a newer hourglass, or write the scenario in the older version");
}

Result<void> check_file(const fs::path& file) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (!fs::exists(status)) {
        return model::failure(ErrorKind::NotFound, fmt::format("{}: is not there", file.string()),
                              std::string{folder_remedy});
    }
    if (!fs::is_regular_file(status)) {
        return model::failure(ErrorKind::BadInput,
                              fmt::format("{}: is no regular file", file.string()),
                              std::string{folder_remedy});
    }
    const auto size = fs::file_size(file, error);
    if (error || size <= largest_file) return {};
    return model::failure(ErrorKind::BadInput,
                          fmt::format("{}: has {} bytes, a scenario has at most {}", file.string(),
                                      size, largest_file),
                          "check that it is a scenario");
}

bool is_scenario_file(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.ends_with(".json") && !name.ends_with(".schema.json");
}

Result<std::vector<fs::path>> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    auto entry = fs::recursive_directory_iterator{folder, error};
    for (; !error && entry != fs::recursive_directory_iterator{}; entry.increment(error)) {
        if (is_scenario_file(entry->path()) && entry->is_regular_file(error)) {
            files.push_back(entry->path());
        }
    }
    if (error) {
        return model::failure(ErrorKind::Environment,
                              fmt::format("{}: {}", folder.string(), error.message()),
                              "check the permissions of the folder");
    }
    if (files.empty()) {
        return model::failure(ErrorKind::NotFound,
                              fmt::format("{}: holds no scenario", folder.string()),
                              "name a folder with *.json files below it");
    }
    std::ranges::sort(files);
    return files;
}

Result<std::vector<fs::path>> files_of(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) return files_below(path);
    return std::vector{path};
}

// Results and replays name a scenario, so a name must mean one file.
Result<void> check_names(const std::vector<Scenario>& scenarios) {
    std::map<std::string_view, std::string_view> paths;
    for (const Scenario& scenario : scenarios) {
        const auto [found, is_new] = paths.emplace(scenario.name, scenario.path);
        if (is_new) continue;
        return model::failure(ErrorKind::BadInput,
                              fmt::format("{}: $.name: \"{}\" is the name of {} too", scenario.path,
                                          scenario.name, found->second),
                              "give each scenario a name of its own, and each file once");
    }
    return {};
}

}  // namespace

Result<Scenario> parse_scenario(std::string_view json, std::string_view origin) {
    const auto parsed = model::parse_json(json, origin, {.bytes = largest_file});
    if (!parsed) return tl::make_unexpected(parsed.error());
    if (auto known = check_version(*parsed, origin); !known) {
        return tl::make_unexpected(known.error());
    }
    auto scenario = model::decode<Scenario>(*parsed);
    if (!scenario) {
        model::Error& error = scenario.error();
        error.message = fmt::format("{}: {}", origin, error.message);
        if (error.remedy.empty()) error.remedy = "see docs/scenarios.md";
        return scenario;
    }
    scenario->path = origin;
    return scenario;
}

Result<Scenario> load_scenario(const fs::path& file) {
    if (auto checked = check_file(file); !checked) return tl::make_unexpected(checked.error());
    if (const auto text = model::read_file(file)) return parse_scenario(*text, file.string());
    return model::failure(ErrorKind::Environment, fmt::format("{}: cannot be read", file.string()),
                          "check its permissions");
}

Result<std::vector<Scenario>> load_scenarios(const std::vector<fs::path>& paths) {
    std::vector<Scenario> scenarios;
    for (const fs::path& path : paths) {
        const auto files = files_of(path);
        if (!files) return tl::make_unexpected(files.error());
        for (const fs::path& file : *files) {
            auto scenario = load_scenario(file);
            if (!scenario) return tl::make_unexpected(scenario.error());
            scenarios.push_back(*std::move(scenario));
        }
    }
    if (auto named = check_names(scenarios); !named) {
        return tl::make_unexpected(named.error());
    }
    return scenarios;
}

}  // namespace hourglass::scenarios
