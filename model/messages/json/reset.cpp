#include "model/messages/json/reset.hpp"

namespace hourglass::model {

namespace {

RestoreErrorKind kind_named(const std::string& text) {
    for (const auto kind : {RestoreErrorKind::HookTimeout, RestoreErrorKind::HookUserError,
                            RestoreErrorKind::UpdateCredentials}) {
        RestoreFailure failure;
        failure.kind = kind;
        if (error_text(failure) == text) return kind;
    }
    return RestoreErrorKind::FatalError;
}

}  // namespace

void read_value(const JsonValue& value, RestoreFailure& out) {
    std::string text;
    ObjectReader object{value};
    object.required("restoreError", text);
    read_fields(object, out.result);
    object.finish();
    out.kind = kind_named(text);
    if (out.kind == RestoreErrorKind::FatalError) out.error_type = ErrorType{text};
}

Json write_value(AsJson as, const RestoreFailure& in) {
    Json json = write_value(as, in.result);
    json["restoreError"] = error_text(in);
    return json;
}

}  // namespace hourglass::model
