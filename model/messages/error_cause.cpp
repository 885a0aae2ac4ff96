#include "model/messages/error_cause.hpp"

#include "model/base/json_reader.hpp"
#include "model/base/json_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hourglass::model {

// null stands for the default of any member. Without finish(), so that unknown members pass.
template <class T>
static void read_unless_null(ObjectReader& object, std::string_view name, T& out) {
    if (const auto member = object.find(name); member && !member->json().is_null()) {
        read_value(*member, out);
    }
}

static void read_value(const JsonValue& value, StackFrame& out) {
    ObjectReader object{value};
    read_unless_null(object, "path", out.path);
    read_unless_null(object, "line", out.line);
    read_unless_null(object, "label", out.label);
}

static void read_value(const JsonValue& value, CausingException& out) {
    ObjectReader object{value};
    read_unless_null(object, "message", out.message);
    read_unless_null(object, "type", out.type);
    read_unless_null(object, "stack", out.stack);
}

static void read_value(const JsonValue& value, ErrorCause& out) {
    ObjectReader object{value};
    read_unless_null(object, "exceptions", out.exceptions);
    read_unless_null(object, "working_directory", out.working_directory);
    read_unless_null(object, "paths", out.paths);
    read_unless_null(object, "message", out.message);
}

namespace {

bool says_nothing(const ErrorCause& cause) {
    return cause.working_directory.empty() && cause.message.empty() &&
           (!cause.exceptions || cause.exceptions->empty()) &&
           (!cause.paths || cause.paths->empty());
}

std::string object_of(const std::vector<std::string>& members) {
    return fmt::format("{{{}}}", fmt::join(members, ","));
}

void add_unless_empty(std::vector<std::string>& members, std::string_view name,
                      std::string_view value) {
    if (!value.empty()) members.push_back(fmt::format("\"{}\":{}", name, quoted_json(value)));
}

std::string text_of(const std::string& path) {
    return quoted_json(path);
}

std::string text_of(const CausingException& exception);

std::string text_of(const StackFrame& frame) {
    std::vector<std::string> members;
    add_unless_empty(members, "path", frame.path);
    if (frame.line != 0) members.push_back(fmt::format("\"line\":{}", frame.line));
    add_unless_empty(members, "label", frame.label);
    return object_of(members);
}

template <class Element>
std::string array_of(const std::vector<Element>& elements) {
    std::vector<std::string> texts;
    texts.reserve(elements.size());
    for (const auto& element : elements) texts.push_back(text_of(element));
    return fmt::format("[{}]", fmt::join(texts, ","));
}

std::string text_of(const CausingException& exception) {
    std::vector<std::string> members;
    add_unless_empty(members, "message", exception.message);
    add_unless_empty(members, "type", exception.type);
    if (!exception.stack.empty()) members.push_back("\"stack\":" + array_of(exception.stack));
    return object_of(members);
}

std::string text_of(const ErrorCause& cause) {
    std::vector<std::string> members;
    members.push_back("\"exceptions\":" +
                      (cause.exceptions ? array_of(*cause.exceptions) : "null"));
    members.push_back("\"working_directory\":" + quoted_json(cause.working_directory));
    members.push_back("\"paths\":" + (cause.paths ? array_of(*cause.paths) : "null"));
    add_unless_empty(members, "message", cause.message);
    return object_of(members);
}

template <class Element>
void keep_tenths(std::optional<std::vector<Element>>& elements, std::size_t tenths) {
    if (elements) elements->resize(elements->size() * tenths / 10);
}

void cut(std::string& text) {
    constexpr std::string_view mark = "...";
    if (text.size() <= longest_cut_text) return;
    text.resize(longest_cut_text - mark.size());
    text += mark;
}

}  // namespace

std::optional<ErrorCause> parse_error_cause(std::string_view json) {
    const auto cause = decode_text<ErrorCause>(json, "error cause");
    if (!cause || says_nothing(*cause)) return std::nullopt;
    return *cause;
}

std::string write_error_cause(const ErrorCause& cause) {
    for (const std::size_t tenths : {10U, 8U, 6U, 4U, 2U}) {
        auto part = cause;
        keep_tenths(part.exceptions, tenths);
        keep_tenths(part.paths, tenths);
        if (auto text = text_of(part); text.size() <= longest_error_cause) return text;
    }
    auto rest = cause;
    rest.exceptions.reset();
    rest.paths.reset();
    cut(rest.message);
    cut(rest.working_directory);
    return text_of(rest);
}

}  // namespace hourglass::model
