// Programs of runtime and extensions.
#include "scenarios/format/notation.hpp"
#include "scenarios/format/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using model::JsonValue;
using model::ObjectReader;

constexpr std::string_view list_of_steps = "a list of steps such as [\"next\", \"respond\"]";

// Whether `repeat` may stand among the steps: only the main part of a program has a first next.
enum class Repeats : std::uint8_t { Allowed, Refused };

void check_repeat(const JsonValue& value, const std::vector<Step>& steps, Repeats repeats) {
    const auto repeat = std::ranges::find(steps, Op::Repeat, &Step::op);
    if (repeat == steps.end()) return;
    const JsonValue place = value.element(static_cast<std::size_t>(repeat - steps.begin()));
    if (repeats == Repeats::Refused) {
        place.complain("\"repeat\" stands only at the end of the main steps", "leave it out");
    } else if (repeat + 1 != steps.end()) {
        place.complain("the steps after \"repeat\" are never reached", "put \"repeat\" last");
    } else if (std::ranges::find(steps, Op::Next, &Step::op) == steps.end()) {
        place.complain("\"repeat\" goes back to the first \"next\", and there is none",
                       "put a \"next\" before it");
    }
}

void check_no_exec(const JsonValue& value, const std::vector<Step>& steps) {
    if (steps.size() == 1 || std::ranges::find(steps, Op::NoExec, &Step::op) == steps.end()) return;
    value.complain("\"no_exec\" stands beside other steps, which are never played",
                   "let it stand alone: [\"no_exec\"]");
}

void read_steps(const JsonValue& value, Role who, Repeats repeats, std::vector<Step>& steps) {
    if (!value.json().is_array()) return value.expected(list_of_steps);
    for (std::size_t i = 0; i < value.json().size(); ++i) {
        const JsonValue element = value.element(i);
        std::string text;
        model::read_value(element, text);
        const auto step = parse_step(text, who);
        if (!step) return element.complain(step.error().message, step.error().remedy);
        steps.push_back(*step);
    }
    check_repeat(value, steps, repeats);
    check_no_exec(value, steps);
}

void read_program(const JsonValue& value, Role who, Program& program) {
    if (value.json().is_array()) return read_steps(value, who, Repeats::Allowed, program.steps);
    ObjectReader object{value};
    if (const auto steps = object.need("steps")) {
        read_steps(*steps, who, Repeats::Allowed, program.steps);
    }
    if (const auto steps = object.find("on_shutdown")) {
        read_steps(*steps, who, Repeats::Refused, program.on_shutdown);
    }
    if (const auto steps = object.find("on_sigterm")) {
        read_steps(*steps, who, Repeats::Refused, program.on_sigterm);
    }
    object.finish();
}

// What only a process can do.
void check_kind(ObjectReader& object, const ExtensionScript& extension) {
    if (extension.kind == ExtensionKind::External) return;
    for (const Program& program : extension.lifetimes) {
        for (const Step& step : program.steps) {
            const bool of_process = step.op == Op::NoExec || step.op == Op::Stop ||
                                    step.op == Op::OutliveKill || step.op == Op::SpawnChild ||
                                    step.op == Op::SpawnEscapedChild;
            if (!of_process) continue;
            const auto kind = object.find("kind");
            return kind->complain(fmt::format("an internal extension is no process and cannot "
                                              "play \"{}\"",
                                              write_step(step)),
                                  "give the step to the runtime or an external extension");
        }
    }
}

}  // namespace

void read_lifetimes(const JsonValue& value, Role who, Lifetimes& lifetimes) {
    const model::Json& json = value.json();
    if (json.is_object()) return read_program(value, who, lifetimes.emplace_back());
    if (!json.is_array() || json.empty()) return value.expected(list_of_steps);
    if (json.front().is_string()) {
        return read_steps(value, who, Repeats::Allowed, lifetimes.emplace_back().steps);
    }
    for (std::size_t i = 0; i < json.size(); ++i) {
        read_program(value.element(i), who, lifetimes.emplace_back());
    }
}

void read_value(const JsonValue& value, ExtensionScript& extension) {
    ObjectReader object{value};
    object.required("name", extension.name);
    if (const auto kind = object.find("kind")) {
        model::read_named(*kind, extension.kind, kind_words);
    }
    if (const auto program = object.need("program")) {
        read_lifetimes(*program, Role::Extension, extension.lifetimes);
    }
    object.finish();
    check_kind(object, extension);
    if (const auto name = object.find("name"); name && !is_file_name(extension.name)) {
        name->complain("is no name of a file",
                       "use letters, digits, dots, dashes and underscores, at most 127 of them");
    }
}

}  // namespace hourglass::scenarios
