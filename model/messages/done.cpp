#include "model/messages/done.hpp"

namespace hourglass::model {

namespace {

// What InvokeSuccess and InvokeFailure have in common.
template <class Outcome>
DoneMetadata metadata_of(const Outcome& outcome) {
    DoneMetadata meta;
    meta.active_extensions = outcome.active_extensions;
    meta.extension_names = outcome.extension_names;
    meta.runtime_release = outcome.runtime_release;
    meta.logs_api_metrics = outcome.logs_api_metrics;
    meta.invoke_metrics = outcome.invoke_metrics;
    meta.received = outcome.received;
    meta.response_metrics = outcome.response_metrics;
    meta.dimensions = {outcome.response_mode};
    return meta;
}

}  // namespace

std::string text_of(const MetricsDimensions& dimensions) {
    if (!dimensions.response_mode) return "";
    return *dimensions.response_mode == ResponseMode::Streaming ? "invoke_response_mode=streaming"
                                                                : "invoke_response_mode=buffered";
}

Done done(const InvokeSuccess& success) {
    Done done{.wait_for_exit = false, .error_type = {}, .meta = metadata_of(success)};
    done.meta.completed = success.completed;
    return done;
}

DoneFail done_fail(const InvokeFailure& failure) {
    return {.error_type = failure.error_type, .meta = metadata_of(failure)};
}

DoneFail done_fail(const InitFailure& failure) {
    DoneFail fail{.error_type = failure.error_type, .meta = {}};
    fail.meta.active_extensions = failure.active_extensions;
    fail.meta.runtime_release = failure.runtime_release;
    fail.meta.logs_api_metrics = failure.logs_api_metrics;
    return fail;
}

}  // namespace hourglass::model
