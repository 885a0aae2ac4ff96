// The families of the catalogue in reading order.
#pragma once

#include "model/rules/credential_rules.hpp"
#include "model/rules/error_rules.hpp"
#include "model/rules/event_rules.hpp"
#include "model/rules/extension_client_rules.hpp"
#include "model/rules/extension_rules.hpp"
#include "model/rules/freeze_rules.hpp"
#include "model/rules/front_end_rules.hpp"
#include "model/rules/http_rules.hpp"
#include "model/rules/init_rules.hpp"
#include "model/rules/invoke_rules.hpp"
#include "model/rules/metric_rules.hpp"
#include "model/rules/process_rules.hpp"
#include "model/rules/reset_rules.hpp"
#include "model/rules/response_rules.hpp"
#include "model/rules/restore_rules.hpp"
#include "model/rules/runtime_client_rules.hpp"
#include "model/rules/shutdown_rules.hpp"
#include "model/rules/suppressed_init_rules.hpp"
#include "model/rules/telemetry_rules.hpp"
#include "model/rules/timeout_rules.hpp"

#include <tuple>

namespace hourglass::model {

inline constexpr auto rule_families = std::make_tuple(
    rules::init_rules, rules::suppressed_init_rules, rules::invoke_rules, rules::timeout_rules,
    rules::reset_rules, rules::shutdown_rules, rules::extension_rules, rules::response_rules,
    rules::error_rules, rules::process_rules, rules::event_rules, rules::restore_rules,
    rules::credential_rules, rules::metric_rules, rules::freeze_rules, rules::telemetry_rules,
    rules::front_end_rules, rules::http_rules, rules::runtime_client_rules,
    rules::extension_client_rules);

}  // namespace hourglass::model
