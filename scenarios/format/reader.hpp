// JSON values into the parts of a scenario. A complaint names its place; the first one stands.
#pragma once

#include "model/base/json_reader.hpp"
#include "scenarios/format/vocabulary.hpp"

namespace hourglass::scenarios {

// A list of strings, or of lifetimes; `who` decides which steps there are.
void read_lifetimes(const model::JsonValue& value, Role who, Lifetimes& lifetimes);

// A filter of jq; complains of what jq does not understand.
void read_filter(const model::JsonValue& value, std::string& filter);

void read_value(const model::JsonValue& value, ExtensionScript& extension);
void read_value(const model::JsonValue& value, InvokerStep& step);
void read_value(const model::JsonValue& value, Expectation& expectation);
void read_value(const model::JsonValue& value, ReplyClaim& claim);
void read_value(const model::JsonValue& value, Config& config);
void read_value(const model::JsonValue& value, World& world);
void read_value(const model::JsonValue& value, Scenario& scenario);

}  // namespace hourglass::scenarios
