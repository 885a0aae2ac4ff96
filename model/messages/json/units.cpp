#include "model/messages/json/units.hpp"

#include "model/trace/bytes.hpp"

namespace hourglass::model {

namespace {

constexpr std::array mode_names{
    Named<ResponseMode>{ResponseMode::Buffered, "Buffered"},
    Named<ResponseMode>{ResponseMode::Streaming, "Streaming"},
};

constexpr std::array sandbox_type_names{
    Named<SandboxType>{SandboxType::Classic, "Classic"},
    Named<SandboxType>{SandboxType::PreWarmed, "PreWarmed"},
};

constexpr std::array phase_names{
    Named<LifecyclePhase>{LifecyclePhase::Init, "init"},
    Named<LifecyclePhase>{LifecyclePhase::Invoke, "invoke"},
};

constexpr std::array variable_class_names{
    Named<VariableClass>{VariableClass::Internal, "internal"},
    Named<VariableClass>{VariableClass::Platform, "platform"},
    Named<VariableClass>{VariableClass::Runtime, "runtime"},
    Named<VariableClass>{VariableClass::PlatformUnreserved, "platformUnreserved"},
    Named<VariableClass>{VariableClass::Credential, "credentials"},
    Named<VariableClass>{VariableClass::Customer, "customer"},
};

}  // namespace

void read_value(const JsonValue& value, ByteCount& out) {
    read_value(value, out.value);
}
void read_value(const JsonValue& value, BytesPerSecond& out) {
    read_value(value, out.value);
}
void read_value(const JsonValue& value, Megabytes& out) {
    read_value(value, out.value);
}
Json write_value(AsJson, ByteCount in) {
    return in.value;
}
Json write_value(AsJson, BytesPerSecond in) {
    return in.value;
}
Json write_value(AsJson, Megabytes in) {
    return in.value;
}

void read_value(const JsonValue& value, Body& out) {
    std::string text;
    read_value(value, text);
    const auto bytes = from_base64(text);
    if (!bytes) return value.complain("expected bytes as base64");
    out.bytes = *bytes;
}

Json write_value(AsJson, const Body& in) {
    return to_base64(in.bytes);
}

void read_value(const JsonValue& value, ErrorType& out) {
    std::string text;
    read_value(value, text);
    out = ErrorType{std::move(text)};
}

Json write_value(AsJson, const ErrorType& in) {
    return in.text();
}

void read_value(const JsonValue& value, ResponseMode& out) {
    read_named(value, out, mode_names);
}
Json write_value(AsJson, ResponseMode in) {
    return name_in(mode_names, in);
}

void AsModeOrEmpty::read(const JsonValue& value, std::optional<ResponseMode>& out) const {
    out.reset();
    const auto* const text = value.json().get_ptr<const std::string*>();
    if (text == nullptr || !text->empty()) read_value(value, out.emplace());
}

Json AsModeOrEmpty::write(const std::optional<ResponseMode>& in) const {
    return in ? name_in(mode_names, *in) : "";
}

void AsThrottled::read(const JsonValue& value, SandboxType& out) const {
    bool throttled = false;
    read_value(value, throttled);
    out = throttled ? SandboxType::PreWarmed : SandboxType::Classic;
}

void read_value(const JsonValue& value, SandboxType& out) {
    read_named(value, out, sandbox_type_names);
}
Json write_value(AsJson, SandboxType in) {
    return name_in(sandbox_type_names, in);
}

void read_value(const JsonValue& value, LifecyclePhase& out) {
    read_named(value, out, phase_names);
}
Json write_value(AsJson, LifecyclePhase in) {
    return name_in(phase_names, in);
}

void AsWallTime::read(const JsonValue& value, std::optional<WallTime>& out) const {
    out.reset();
    if (!value.json().is_string()) return value.expected("a time as text");
    const auto& text = value.json().get_ref<const std::string&>();
    if (text == zero_time) return;
    out = parse_wall_time(text);
    if (!out) value.complain("expected a time such as \"2026-01-31T10:00:00Z\"");
}

Json AsWallTime::write(const std::optional<WallTime>& in) const {
    return in ? write_wall_time(*in) : std::string{zero_time};
}

void read_value(const JsonValue& value, Environment& out) {
    ObjectReader object{value};
    for (const auto& [variable_class, name] : variable_class_names) {
        object.optional(name, out.variables(variable_class));
    }
    object.finish();
}

Json write_value(AsJson as, const Environment& in) {
    Json json = Json::object();
    for (const auto& [variable_class, name] : variable_class_names) {
        const auto& variables = in.variables(variable_class);
        if (!variables.empty()) json[std::string{name}] = write_value(as, variables);
    }
    return json;
}

}  // namespace hourglass::model
