#include "scenarios/suites/jq.hpp"

#include <fmt/format.h>

#include <memory>

extern "C" {
#include <jq.h>
}

namespace hourglass::scenarios {

namespace {

using model::ErrorKind;
using model::failure;
using model::Result;

struct Teardown {
    void operator()(jq_state* state) const { jq_teardown(&state); }
};
using State = std::unique_ptr<jq_state, Teardown>;

std::string text_of(jv value) {
    if (jv_get_kind(value) != JV_KIND_STRING) value = jv_dump_string(value, 0);
    std::string text{jv_string_value(value),
                     static_cast<std::size_t>(jv_string_length_bytes(jv_copy(value)))};
    jv_free(value);
    return text;
}

// jq says what is wrong line by line: the first line says it.
void keep_first(void* kept, jv message) {
    auto& text = *static_cast<std::string*>(kept);
    const std::string said = text_of(message);
    if (text.empty()) text = said.substr(0, said.find('\n'));
}

Result<State> compiled(const std::string& filter) {
    State state{jq_init()};
    if (!state) return failure(ErrorKind::Environment, "jq has no memory");
    std::string complaint;
    jq_set_error_cb(state.get(), keep_first, &complaint);
    const bool good =
        filter.find('\0') == std::string::npos && jq_compile(state.get(), filter.c_str()) != 0;
    jq_set_error_cb(state.get(), nullptr, nullptr);
    if (good) return state;
    return failure(ErrorKind::BadInput, fmt::format("is no filter of jq: {}", complaint),
                   "Try it on the command line: jq FILTER file.json.");
}

}  // namespace

Result<void> check_filter(const std::string& filter) {
    return compiled(filter).map([](const State&) {});
}

Result<nlohmann::json> filtered(const std::string& filter, const nlohmann::json& input) {
    const auto state = compiled(filter);
    if (!state) return tl::make_unexpected(state.error());
    const std::string text = input.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    jq_start(state->get(), jv_parse_sized(text.data(), static_cast<int>(text.size())), 0);
    for (jv result = jq_next(state->get());; result = jq_next(state->get())) {
        if (jv_is_valid(result) != 0) {
            const bool null = jv_get_kind(result) == JV_KIND_NULL;
            const std::string said = text_of(jv_dump_string(result, 0));
            if (!null) return nlohmann::json::parse(said, nullptr, false);
            continue;
        }
        const bool failed = jv_invalid_has_msg(jv_copy(result)) != 0;
        const std::string why = failed ? text_of(jv_invalid_get_msg(result)) : "gives nothing";
        if (!failed) jv_free(result);
        return failure(ErrorKind::BadInput, fmt::format("the filter {}: {}", filter, why));
    }
}

}  // namespace hourglass::scenarios
