// scenario.schema.json and the loader say the same.
#include "scenarios/format/notation.hpp"
#include "scenarios/loader.hpp"
#include "tests/scenarios/json_schema.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hourglass::scenarios {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::UnorderedElementsAreArray;

const fs::path folder = fs::path{tests::source_dir()} / "scenarios";

Json read(const fs::path& file) {
    std::ifstream in{file};
    return Json::parse(in);
}

const JsonSchema& schema() {
    static const JsonSchema the_schema{read(folder / "scenario.schema.json")};
    return the_schema;
}

std::string definition_of(Role who) {
    return who == Role::Runtime ? "runtimeStep" : "extensionStep";
}

// Right and wrong ways to write each step.
std::vector<std::string> ways_to_write_steps() {
    std::vector<std::string> ways{"",
                                  "dance",
                                  "respond lots",
                                  "respond 0 bytes",
                                  "exit 256",
                                  "exit -1",
                                  "exit 99",
                                  "exit 100",
                                  "exit 255",
                                  "work 5",
                                  "work -5ms",
                                  "work 1.5s",
                                  "register",
                                  "register SLEEP",
                                  " next",
                                  "print",
                                  "error",
                                  "register INVOKE as a b"};
    for (const StepForm& form : step_forms) {
        const std::string word{form.word};
        ways.push_back(word);
        ways.push_back(word + std::string{example_of(form.operand)});
        ways.push_back(word + " too much");
    }
    return ways;
}

TEST(Schema, AdmitsTheStepsThatTheLoaderReads) {
    for (const Role who : {Role::Runtime, Role::Extension}) {
        const std::string name = definition_of(who);
        for (const std::string& way : ways_to_write_steps()) {
            const bool read = parse_step(way, who).has_value();
            const bool admitted = schema().fits(schema().definition(name), way);
            EXPECT_EQ(admitted, read) << name << ": \"" << way << '"';
        }
    }
}

TEST(Schema, AdmitsTheInvokersStepsThatTheLoaderReads) {
    for (const std::string way : {"init",
                                  "init &",
                                  "init twice",
                                  "reserve",
                                  "reserve &",
                                  "invoke",
                                  "invoke 150ms",
                                  "invoke 150ms &",
                                  "invoke later",
                                  "reset",
                                  "reset timeout",
                                  "reset timeout 500ms",
                                  "reset 500ms &",
                                  "shutdown",
                                  "shutdown 0",
                                  "shutdown now",
                                  "restore",
                                  "restore 1s",
                                  "wait",
                                  "wait 20ms",
                                  "wait 20ms &",
                                  "wait -1s",
                                  "await",
                                  "await &",
                                  "",
                                  "invoke  &",
                                  "dance"}) {
        const bool read = parse_invoker_step(way).has_value();
        const bool admitted = schema().fits(schema().definition("invokerStep"), way);
        if (way == "invoke  &") continue;  // the loader forgives a second space
        EXPECT_EQ(admitted, read) << '"' << way << '"';
    }
}

// Every "examples" below `json`, with the name of the definition that it stands in.
void collect_examples(const Json& json, std::vector<std::string>& examples) {
    if (json.is_object() && json.contains("examples")) {
        for (const Json& example : json.at("examples")) examples.push_back(example);
    }
    for (const Json& part : json) {
        if (part.is_structured()) collect_examples(part, examples);
    }
}

TEST(Schema, GivesExamplesThatTheLoaderReads) {
    for (const Role who : {Role::Runtime, Role::Extension}) {
        std::vector<std::string> examples;
        collect_examples(schema().definition(definition_of(who)), examples);
        EXPECT_GE(examples.size(), 12U);
        for (const std::string& example : examples) {
            EXPECT_TRUE(parse_step(example, who).has_value()) << example;
        }
    }
    std::vector<std::string> examples;
    collect_examples(schema().definition("invokerStep"), examples);
    for (const std::string& example : examples) {
        EXPECT_TRUE(parse_invoker_step(example).has_value()) << example;
    }
}

template <class Words>
std::vector<Json> names_of(const Words& words) {
    std::vector<Json> names;
    for (const auto& word : words) names.emplace_back(word.name);
    return names;
}

TEST(Schema, KnowsTheWordsOfTheLoader) {
    const auto words_at = [](const char* pointer) {
        return schema().root().at(Json::json_pointer{pointer});
    };

    EXPECT_THAT(words_at("/$defs/profile/enum"),
                UnorderedElementsAreArray(names_of(profile_words)));
    EXPECT_THAT(words_at("/$defs/config/properties/init_type/enum"),
                UnorderedElementsAreArray(names_of(init_type_words)));
    EXPECT_THAT(words_at("/$defs/extension/properties/kind/enum"),
                UnorderedElementsAreArray(names_of(kind_words)));
    EXPECT_THAT(words_at("/$defs/expectation/properties/outcome/enum"),
                UnorderedElementsAreArray(names_of(outcome_words)));
    EXPECT_EQ(words_at("/properties/version/const"), scenario_version);
    EXPECT_EQ(words_at("/properties/extensions/maxItems"), model::max_slots);
}

// The loader tells the members that it knows when it meets one that it does not.
std::set<std::string> members_known_to_the_loader(const std::string& where) {
    Json scenario = read(folder / "library/INIT/plain-lifecycle.json");
    if (where == "scenario") {
        scenario["nonsense"] = 1;
    } else {
        scenario[where] = {{"nonsense", 1}};
    }
    const auto refused = parse_scenario(scenario.dump(), "x");
    std::set<std::string> members;
    if (refused) return members;
    const std::string list = refused.error().remedy.substr(std::string{"use one of "}.size());
    std::stringstream words{list};
    for (std::string word; std::getline(words >> std::ws, word, ',');) members.insert(word);
    return members;
}

TEST(Schema, KnowsTheMembersOfTheLoader) {
    for (const std::string where : {"scenario", "config", "world"}) {
        const Json& object = where == "scenario" ? schema().root() : schema().definition(where);
        std::set<std::string> members;
        for (const auto& member : object.at("properties").items()) members.insert(member.key());
        EXPECT_EQ(members_known_to_the_loader(where), members) << where;
    }
}

TEST(Schema, AdmitsTheWholeLibrary) {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator{folder / "library"}) {
        if (!entry.is_regular_file()) continue;
        ++files;
        EXPECT_TRUE(schema().admits(read(entry.path()))) << entry.path();
    }
    EXPECT_GE(files, 44U);
}

TEST(Schema, RefusesWhatTheLoaderRefuses) {
    const Json good = read(folder / "library/INIT/plain-lifecycle.json");
    const std::vector<std::pair<std::string, Json>> faults{
        {"version", 2},
        {"name", "plain"},
        {"colour", "red"},
        {"runtime", "klient"},
        {"runtime", {"wrk 5ms"}},
        {"runtime", Json::array()},
        {"profiles", Json::array()},
        {"invoker", Json::array()},
        {"invoker", {{{"do", "init"}, {"payload", 1}}}},
        {"expect", {{{"outcome", "success"}}}},
        {"expect", {{{"invoke", 0}, {"outcome", "success"}}}},
        {"config", {{"function_timeout", "-1s"}}},
        {"world", {{"loss_permille", 1001}}},
        {"extensions", {{{"name", "../x"}, {"program", {"next"}}}}},
    };

    for (const auto& [member, value] : faults) {
        Json bad = good;
        bad[member] = value;
        EXPECT_FALSE(parse_scenario(bad.dump(), "x").has_value()) << member << ": " << value;
        EXPECT_FALSE(schema().admits(bad)) << member << ": " << value;
    }
}

}  // namespace
}  // namespace hourglass::scenarios
