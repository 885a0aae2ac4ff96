// As much of JSON Schema as scenario.schema.json uses. A keyword that it does not know fails the
// test, so nothing in the schema is silently without effect.
#pragma once

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>
#include <set>
#include <string>

namespace hourglass::scenarios {

class JsonSchema {
public:
    using Json = nlohmann::json;

    explicit JsonSchema(Json schema) : root_(std::move(schema)) {}

    const Json& root() const { return root_; }
    const Json& definition(const std::string& name) const { return root_.at("$defs").at(name); }
    bool admits(const Json& value) const { return fits(root_, value); }
    bool fits(const Json& schema, const Json& value) const {
        return std::ranges::all_of(schema.items(), [&](const auto& keyword) {
            return holds(keyword.key(), schema, value);
        });
    }

private:
    bool holds(const std::string& keyword, const Json& schema, const Json& value) const {
        static const std::set<std::string> notes{"$schema",  "$defs",    "title",     "description",
                                                 "examples", "$comment", "properties"};
        const Json& wanted = schema.at(keyword);
        if (notes.contains(keyword)) return true;
        if (keyword == "$ref") return fits(resolve(wanted), value);
        if (keyword == "const") return value == wanted;
        if (keyword == "enum") return std::ranges::find(wanted, value) != wanted.end();
        if (keyword == "type") return has_type(wanted, value);
        if (keyword == "anyOf") return count_fits(wanted, value) >= 1;
        if (keyword == "oneOf") return count_fits(wanted, value) == 1;
        if (value.is_string()) return string_holds(keyword, wanted, value);
        if (value.is_number()) return number_holds(keyword, wanted, value);
        if (value.is_array()) return array_holds(keyword, wanted, value);
        if (value.is_object()) return object_holds(keyword, schema, value);
        return true;  // the other keywords say nothing of true, false and null
    }

    const Json& resolve(const std::string& reference) const {
        return root_.at(Json::json_pointer{reference.substr(1)});
    }

    long count_fits(const Json& schemas, const Json& value) const {
        return std::ranges::count_if(schemas, [&](const Json& one) { return fits(one, value); });
    }

    static bool has_type(const std::string& type, const Json& value) {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
               (type == "string" && value.is_string()) ||
               (type == "boolean" && value.is_boolean()) ||
               (type == "integer" && value.is_number_integer());
    }

    static bool string_holds(const std::string& keyword, const Json& wanted, const Json& value) {
        const auto& text = value.get_ref<const std::string&>();
        if (keyword == "pattern") return std::regex_search(text, std::regex{wanted});
        if (keyword == "maxLength") return text.size() <= wanted.get<std::size_t>();
        return is_about_others(keyword);
    }

    static bool number_holds(const std::string& keyword, const Json& wanted, const Json& value) {
        if (keyword == "minimum") return value >= wanted;
        if (keyword == "maximum") return value <= wanted;
        return is_about_others(keyword);
    }

    bool array_holds(const std::string& keyword, const Json& wanted, const Json& value) const {
        if (keyword == "minItems") return value.size() >= wanted.get<std::size_t>();
        if (keyword == "maxItems") return value.size() <= wanted.get<std::size_t>();
        if (keyword == "uniqueItems") {
            return std::set<Json>(value.begin(), value.end()).size() == value.size();
        }
        if (keyword == "items") {
            return std::ranges::all_of(value, [&](const Json& item) { return fits(wanted, item); });
        }
        return is_about_others(keyword);
    }

    bool object_holds(const std::string& keyword, const Json& schema, const Json& value) const {
        const Json& wanted = schema.at(keyword);
        if (keyword == "required") {
            return std::ranges::all_of(wanted,
                                       [&](const Json& name) { return value.contains(name); });
        }
        if (keyword == "additionalProperties") return members_fit(schema, value);
        return is_about_others(keyword);
    }

    // Named members by their own schema, the others by additionalProperties.
    bool members_fit(const Json& schema, const Json& value) const {
        const Json& others = schema.at("additionalProperties");
        return std::ranges::all_of(value.items(), [&](const auto& member) {
            if (schema.contains("properties") && schema.at("properties").contains(member.key())) {
                return fits(schema.at("properties").at(member.key()), member.value());
            }
            return others.is_object() && fits(others, member.value());
        });
    }

    static bool is_about_others(const std::string& keyword) {
        static const std::set<std::string> known{
            "pattern",  "maxLength",   "minimum", "maximum",  "minItems",
            "maxItems", "uniqueItems", "items",   "required", "additionalProperties"};
        EXPECT_TRUE(known.contains(keyword)) << keyword << " is not checked";
        return true;
    }

    Json root_;
};

}  // namespace hourglass::scenarios
