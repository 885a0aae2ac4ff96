#include "scenarios/suites/suite.hpp"

#include "model/base/file_text.hpp"
#include "model/base/json_reader.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/suites/expansion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>

namespace hourglass::scenarios {

namespace {

using model::ErrorKind;
using model::Json;
using model::JsonValue;
using model::Result;
using namespace std::chrono_literals;

constexpr std::array assertion_words{
    model::Named<ClaimOf>{ClaimOf::Response, "response"},
    model::Named<ClaimOf>{ClaimOf::Error, "error"},
    model::Named<ClaimOf>{ClaimOf::ErrorType, "errorType"},
    model::Named<ClaimOf>{ClaimOf::ContentType, "contentType"},
    model::Named<ClaimOf>{ClaimOf::ContentType, "responseContentType"},
};

// What only the containers of the runner, or the service, could show.
constexpr std::array beyond_us{"tail-logs", "logs", "metrics", "init_metrics", "invoke_metrics"};

// What a caller sends along with an event; scenarios send the event alone.
constexpr std::array companions{"clientContext", "cognitoIdentity", "xray"};

std::string kebab(std::string_view text) {
    std::string made;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 && byte < 0x80) {
            made += static_cast<char>(std::tolower(byte));
        } else if (!made.empty() && made.back() != '-') {
            made += '-';
        }
    }
    constexpr std::size_t longest = 40;
    made.resize(std::min(made.size(), longest));
    while (!made.empty() && made.back() == '-') made.pop_back();
    return made.empty() ? "test" : made;
}

std::string without_breaks(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
    return text;
}

class SuiteReader {
public:
    SuiteReader(std::string_view origin, std::optional<model::Error>& complaint)
        : origin_(origin), complaint_(complaint) {}

    void read(const ExpandedTest& test) {
        const JsonValue value{test.json, test.place, complaint_};
        Scenario scenario = blank(test.json["name"].get<std::string>());
        read_settings(value, scenario);
        read_assertions(value, scenario);
        if (reason_.empty()) return suite_.scenarios.push_back(std::move(scenario));
        suite_.left_out.push_back({scenario.name, std::exchange(reason_, {})});
    }

    Suite take() { return std::move(suite_); }

private:
    std::string fresh_name(const std::string& test) {
        const auto stem = std::filesystem::path{origin_}.stem().string();
        const std::string name = fmt::format("SUITE/{}-{}", kebab(stem), kebab(test));
        std::string unique = name;
        for (int i = 2; !names_.insert(unique).second; ++i) unique = fmt::format("{}-{}", name, i);
        return unique;
    }

    Scenario blank(const std::string& test) {
        Scenario scenario;
        scenario.name = fresh_name(test);
        scenario.about = without_breaks(fmt::format("Test \"{}\" of {}.", test, origin_));
        scenario.profiles = {model::ProfileName::Aws};
        scenario.config.function_timeout = 30s;
        scenario.horizon = 60s;
        for (const Ask ask : {Ask::Init, Ask::Invoke, Ask::Shutdown}) {
            InvokerStep step;
            step.ask = ask;
            scenario.invoker.push_back(step);
        }
        return scenario;
    }

    void read_settings(const JsonValue& test, Scenario& scenario) {
        const Json& json = test.json();
        if (!json.contains("handler")) return test.is_missing("handler");
        model::read_value(test.member("handler"), scenario.config.handler);
        if (without_breaks(scenario.config.handler) != scenario.config.handler) {
            test.member("handler").complain("has control characters");
        }
        const Json request = json.value("request", Json::object());
        scenario.invoker[1].payload = request.dump(-1, ' ', false, Json::error_handler_t::replace);
        if (json.contains("environmentVariables")) {
            read_environment(test.member("environmentVariables"), scenario.config);
        }
        for (const char* name : companions) {
            if (json.contains(name) && !json[name].empty()) {
                reason_ = fmt::format("it sends {}, which no scenario does", name);
            }
        }
    }

    static void read_environment(const JsonValue& value, Config& config) {
        if (!value.json().is_object()) return value.expected("an object of variables");
        for (const auto& [name, text] : value.json().items()) {
            const std::string written = as_written(text);
            const bool good = !name.empty() && name.find_first_of("=\n") == std::string::npos &&
                              (name + written).find('\0') == std::string::npos;
            if (!good) return value.member(name).complain("is no variable of an environment");
            config.environment[name] = written;
        }
    }

    void read_assertions(const JsonValue& test, Scenario& scenario) {
        if (!test.json().contains("assertions")) return test.is_missing("assertions");
        const JsonValue assertions = test.member("assertions");
        if (!assertions.json().is_array()) return assertions.expected("a list of assertions");
        for (std::size_t i = 0; i < assertions.json().size(); ++i) {
            read_assertion(assertions.element(i), scenario);
        }
    }

    void read_assertion(const JsonValue& assertion, Scenario& scenario) {
        const Json& json = assertion.json();
        ReplyClaim claim;
        int claims = 0;
        for (const auto& [of, name] : assertion_words) {
            if (!json.contains(name)) continue;
            ++claims;
            claim.of = of;
            claim.equals = json[name].dump();
        }
        for (const char* name : beyond_us) {
            if (!json.contains(name)) continue;
            ++claims;
            reason_ = fmt::format("it asserts {}, which needs the runner's own platform", name);
        }
        if (claims != 1) {
            return assertion.complain("asserts nothing, or several things at once",
                                      "name one of response, error, errorType, contentType");
        }
        if (json.contains("transform")) read_filter(assertion.member("transform"), claim.transform);
        scenario.replies.push_back(std::move(claim));
    }

    std::string_view origin_;
    std::optional<model::Error>& complaint_;
    std::set<std::string> names_;
    std::string reason_;  // to leave out the test that is read
    Suite suite_;
};

}  // namespace

Result<Suite> parse_suite(std::string_view text, std::string_view origin,
                          const std::filesystem::path& folder) {
    const auto in_file = [&](model::Error error) {
        error.message = fmt::format("{}: {}", origin, error.message);
        if (error.remedy.empty()) error.remedy = "See docs/suites.md.";
        return tl::make_unexpected(std::move(error));
    };
    const auto json = model::parse_json(text, origin);
    if (!json) return tl::make_unexpected(json.error());
    const auto tests = expanded_tests(*json, folder);
    if (!tests) return in_file(tests.error());
    std::optional<model::Error> complaint;
    SuiteReader reader{origin, complaint};
    for (const ExpandedTest& test : *tests) {
        reader.read(test);
        if (complaint) return in_file(*std::move(complaint));
    }
    return reader.take();
}

Result<Suite> load_suite(const std::filesystem::path& file) {
    if (const auto text = model::read_file(file)) {
        return parse_suite(*text, file.string(), file.parent_path());
    }
    return model::failure(ErrorKind::NotFound, fmt::format("{}: cannot be read", file.string()),
                          "Name a suite, a JSON file.");
}

}  // namespace hourglass::scenarios
