#include "model/judge/monitors/handler_action.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace hourglass::model::judging {

namespace {

// None is longer, and a long event is not parsed for nothing.
constexpr std::size_t longest = 200;

constexpr std::array<std::pair<std::string_view, HandlerAction>, 10> actions{{
    {"greet", HandlerAction::Greet},
    {"fail", HandlerAction::Fail},
    {"throw", HandlerAction::Throw},
    {"panic", HandlerAction::Panic},
    {"remaining", HandlerAction::Remaining},
    {"stream", HandlerAction::Stream},
    {"break_stream", HandlerAction::BreakStream},
    {"sleep", HandlerAction::TakeDown},
    {"exit", HandlerAction::TakeDown},
    {"crash", HandlerAction::TakeDown},
}};

}  // namespace

HandlerAction action_of(std::string_view event) {
    if (event.size() > longest) return HandlerAction::None;
    const auto json = nlohmann::json::parse(event, nullptr, false);
    if (!json.is_object()) return HandlerAction::None;
    const auto asked = json.find("hourglass");
    if (asked == json.end() || !asked->is_string()) return HandlerAction::None;
    const auto* const found =
        std::find_if(actions.begin(), actions.end(), [&asked](const auto& action) {
            return action.first == asked->get_ref<const std::string&>();
        });
    return found == actions.end() ? HandlerAction::None : found->second;
}

bool is_greeting(std::string_view response) {
    if (response.size() > longest) return false;
    return nlohmann::json::parse(response, nullptr, false) == "hello hourglass";
}

}  // namespace hourglass::model::judging
