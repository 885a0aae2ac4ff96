// Reads JSON that a foreign platform wrote: what is missing or of another type is "".
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace hourglass::real {

inline std::string text_member(const nlohmann::json& object, const char* name) {
    if (!object.is_object()) return {};
    const auto found = object.find(name);
    const bool is_text = found != object.end() && found->is_string();
    return is_text ? found->get<std::string>() : std::string{};
}

}  // namespace hourglass::real
