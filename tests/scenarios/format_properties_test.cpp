// What holds of every scenario and of every file, whatever its bytes are.
#include "scenarios/loader.hpp"
#include "tests/scenarios/arbitrary_scenario.hpp"
#include "tests/support/places.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>

namespace hourglass::scenarios {
namespace {

namespace fs = std::filesystem;

// The texts of the library, in order of their paths.
const std::vector<std::string>& library_texts() {
    static const std::vector<std::string> texts = [] {
        std::vector<std::string> found;
        const fs::path folder = fs::path{tests::source_dir()} / "scenarios/library";
        for (const auto& entry : fs::recursive_directory_iterator{folder}) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in{entry.path()};
            found.emplace_back(std::istreambuf_iterator<char>{in},
                               std::istreambuf_iterator<char>{});
        }
        std::ranges::sort(found);
        return found;
    }();
    return texts;
}

std::string some_library_text() {
    const auto count = static_cast<int>(library_texts().size());
    return library_texts().at(static_cast<std::size_t>(*rc::gen::inRange(0, count)));
}

std::size_t somewhere_in(const std::string& text) {
    return static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(text.size()) + 1));
}

// One change: a byte replaced, a part left out, a part written twice, or the rest cut off.
void mutate(std::string& text) {
    const std::size_t at = somewhere_in(text);
    const auto size = static_cast<std::size_t>(*rc::gen::inRange(1, 20));
    switch (*rc::gen::inRange(0, 4)) {
        case 0:
            if (at < text.size()) text[at] = *rc::gen::arbitrary<char>();
            break;
        case 1:
            text.erase(at, size);
            break;
        case 2:
            text.insert(at, text.substr(somewhere_in(text), size));
            break;
        default:
            text.resize(at);
            break;
    }
}

// A scenario that is read is read again from what is written of it; else there is a complaint.
void check(const std::string& text) {
    const auto scenario = parse_scenario(text, "x.json");
    if (!scenario) {
        RC_ASSERT(scenario.error().message.starts_with("x.json: "));
        RC_ASSERT(!scenario.error().remedy.empty());
        return;
    }
    const auto again = parse_scenario(write_scenario(*scenario), "x.json");
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *scenario);
}

RC_GTEST_PROP(ScenarioFormat, ReadsWhatItWrites, ()) {
    const Scenario scenario = Arbitrary::scenario();

    const std::string text = write_scenario(scenario);
    const auto again = parse_scenario(text, scenario.path);

    if (!again) RC_FAIL(again.error().message + "\n" + text);
    RC_ASSERT(write_scenario(*again) == text);
    RC_ASSERT(*again == scenario);
}

RC_GTEST_PROP(ScenarioFormat, TakesAnyBytes, (const std::string& bytes)) {
    check(bytes);
}

RC_GTEST_PROP(ScenarioFormat, TakesMutatedFiles, ()) {
    std::string text = some_library_text();
    for (int changes = *rc::gen::inRange(1, 4); changes > 0; --changes) mutate(text);
    check(text);
}

// Valid JSON of the wrong shape gets further into the reader than mutated bytes do.
RC_GTEST_PROP(ScenarioFormat, TakesMembersOfAnyShape, ()) {
    auto json = nlohmann::json::parse(some_library_text());
    const auto other = nlohmann::json::parse(some_library_text());
    const auto member_of = [](const nlohmann::json& object) {
        const int place = *rc::gen::inRange(0, static_cast<int>(object.size()));
        return std::next(object.begin(), place);
    };

    json[member_of(json).key()] = *member_of(other);

    check(json.dump());
}

}  // namespace
}  // namespace hourglass::scenarios
