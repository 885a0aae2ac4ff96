#include "scenarios/suites/expansion.hpp"

#include "model/base/file_text.hpp"
#include "scenarios/suites/jq.hpp"

#include <fmt/format.h>

#include <map>

namespace hourglass::scenarios {

namespace {

using Json = nlohmann::json;
using model::ErrorKind;
using model::failure;
using model::Result;

constexpr std::size_t most_tests = 10'000;
constexpr std::string_view reference = ".ref";

tl::unexpected<model::Error> wrong(std::string_view place, std::string_view what,
                                   std::string remedy = {}) {
    return failure(ErrorKind::BadInput, fmt::format("{}: {}", place, what), std::move(remedy));
}

void fill_in(Json& test, const Json& defaults) {
    for (const auto& [name, value] : defaults.items()) {
        if (!test.contains(name)) test[name] = value;
    }
}

// One test for each combination of what the template offers and the test does not say itself.
std::vector<ExpandedTest> combined(const ExpandedTest& test, const Json& offers) {
    std::vector<ExpandedTest> tests{test};
    for (const auto& [name, values] : offers.items()) {
        if (test.json.contains(name)) continue;
        std::vector<ExpandedTest> more;
        for (const ExpandedTest& one : tests) {
            for (const Json& value : values) {
                more.push_back(one);
                more.back().json[name] = value;
                more.back().json["name"] =
                    fmt::format("{}:{}", as_written(one.json["name"]), as_written(value));
            }
        }
        tests = std::move(more);
    }
    return tests;
}

class Expansion {
public:
    Expansion(const Json& suite, const std::filesystem::path& folder)
        : suite_(suite), folder_(folder) {}

    Result<std::vector<ExpandedTest>> tests() {
        return check_shape()
            .and_then([this] { return load_resources(); })
            .and_then([this] { return expand(); })
            .map([this] { return std::move(tests_); });
    }

private:
    Result<void> check_shape() const {
        if (!suite_.is_object()) return wrong("$", "a suite is an object");
        const auto tests = suite_.find("tests");
        if (tests == suite_.end()) return wrong("$", "has no member \"tests\"");
        if (!tests->is_array() || tests->empty()) return wrong("$.tests", "is no list of tests");
        for (const char* name : {"template", "default", "resources"}) {
            if (suite_.contains(name) && !suite_[name].is_object()) {
                return wrong(fmt::format("$.{}", name), "is no object");
            }
        }
        for (const auto& [name, values] : offers().items()) {
            if (!values.is_array() || values.empty()) {
                return wrong("$.template." + name, "is no list of values");
            }
        }
        return {};
    }

    const Json& offers() const { return part("template"); }
    const Json& part(const char* name) const {
        static const Json none = Json::object();
        const auto found = suite_.find(name);
        return found == suite_.end() ? none : *found;
    }

    Result<void> load_resources() {
        for (const auto& [name, resource] : part("resources").items()) {
            auto loaded = load(resource, "$.resources." + name);
            if (!loaded) return tl::make_unexpected(std::move(loaded).error());
            resources_[name] = *std::move(loaded);
        }
        return {};
    }

    Result<Json> load(const Json& resource, const std::string& place) const {
        if (!resource.is_object() || !resource.contains("contentType")) {
            return wrong(place, "has no member \"contentType\"");
        }
        if (!resource.contains("data") && !resource.contains("src")) {
            return wrong(place, "has neither \"data\" nor \"src\"");
        }
        const bool is_file = resource.contains("src");
        Result<Json> data = is_file ? read(resource, place) : Result<Json>{resource["data"]};
        if (!data || !resource.contains("transform")) return data;
        auto changed = filtered(as_written(resource["transform"]), *data);
        if (!changed) return wrong(place + ".transform", changed.error().message);
        return changed;
    }

    Result<Json> read(const Json& resource, const std::string& place) const {
        const auto file = folder_ / as_written(resource["src"]);
        const auto bytes = model::read_file(file);
        if (!bytes) return wrong(place + ".src", fmt::format("{} cannot be read", file.string()));
        if (resource["contentType"] != "application/json") return Json(*bytes);
        Json json = Json::parse(*bytes, nullptr, false);
        if (json.is_discarded()) {
            return wrong(place + ".src", fmt::format("{} is no JSON", file.string()));
        }
        return json;
    }

    Result<void> expand() {
        const Json& tests = suite_["tests"];
        for (std::size_t i = 0; i < tests.size(); ++i) {
            const ExpandedTest test{tests[i], fmt::format("$.tests[{}]", i)};
            if (!test.json.is_object()) return wrong(test.place, "is no object");
            if (!test.json.contains("name") || !test.json["name"].is_string()) {
                return wrong(test.place, "has no name");
            }
            for (ExpandedTest& one : combined(test, offers())) {
                if (tests_.size() == most_tests) {
                    return wrong(test.place,
                                 fmt::format("the suite has more than {} tests", most_tests));
                }
                fill_in(one.json, part("default"));
                if (auto resolved = resolve(one); !resolved) return resolved;
                tests_.push_back(std::move(one));
            }
        }
        return {};
    }

    Result<void> resolve(ExpandedTest& test) const {
        if (auto done = resolve_members(test.json, test.place); !done) return done;
        if (!test.json.contains("assertions") || !test.json["assertions"].is_array()) return {};
        Json& assertions = test.json["assertions"];
        for (std::size_t i = 0; i < assertions.size(); ++i) {
            const auto place = fmt::format("{}.assertions[{}]", test.place, i);
            if (!assertions[i].is_object()) return wrong(place, "is no object");
            if (auto done = resolve_members(assertions[i], place); !done) return done;
        }
        return {};
    }

    Result<void> resolve_members(Json& object, const std::string& place) const {
        const Json before = object;
        for (const auto& [name, value] : before.items()) {
            if (!name.ends_with(reference)) continue;
            const auto found = resources_.find(as_written(value));
            if (found == resources_.end()) {
                return wrong(fmt::format("{}.{}", place, name),
                             fmt::format("there is no resource {}", value.dump()));
            }
            object.erase(name);
            object[name.substr(0, name.find('.'))] = found->second;
        }
        return {};
    }

    const Json& suite_;
    const std::filesystem::path& folder_;
    std::map<std::string, Json> resources_;
    std::vector<ExpandedTest> tests_;
};

}  // namespace

std::string as_written(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

Result<std::vector<ExpandedTest>> expanded_tests(const Json& suite,
                                                 const std::filesystem::path& folder) {
    return Expansion{suite, folder}.tests();
}

}  // namespace hourglass::scenarios
