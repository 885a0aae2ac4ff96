#include "model/base/json_text.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace hourglass::model {

namespace {

struct Escape {
    std::string_view plain;
    std::string_view escaped;
};

// What Go escapes and nlohmann does not.
constexpr std::array further_escapes{
    Escape{"<", "\\u003c"},
    Escape{">", "\\u003e"},
    Escape{"&", "\\u0026"},
    Escape{"\xe2\x80\xa8", "\\u2028"},
    Escape{"\xe2\x80\xa9", "\\u2029"},
};

void replace_all(std::string& text, const Escape& escape) {
    auto at = text.find(escape.plain);
    while (at != text.npos) {
        text.replace(at, escape.plain.size(), escape.escaped);
        at = text.find(escape.plain, at + escape.escaped.size());
    }
}

}  // namespace

std::string quoted_json(std::string_view text) {
    using nlohmann::json;
    auto quoted = json(text).dump(-1, ' ', false, json::error_handler_t::replace);
    for (const Escape& escape : further_escapes) replace_all(quoted, escape);
    return quoted;
}

}  // namespace hourglass::model
