#include "model/messages/json/platform_events.hpp"

namespace hourglass::model {

namespace {

constexpr std::array init_type_names{
    Named<InitType>{InitType::OnDemand, "on-demand"},
    Named<InitType>{InitType::ProvisionedConcurrency, "provisioned-concurrency"},
    Named<InitType>{InitType::SnapStart, "snap-start"},
};

constexpr std::array done_status_names{
    Named<DoneStatus>{DoneStatus::Success, "success"},
    Named<DoneStatus>{DoneStatus::Error, "error"},
    Named<DoneStatus>{DoneStatus::Failure, "failure"},
    Named<DoneStatus>{DoneStatus::Timeout, "timeout"},
};

}  // namespace

void read_value(const JsonValue& value, InitType& out) {
    read_named(value, out, init_type_names);
}
void read_value(const JsonValue& value, DoneStatus& out) {
    read_named(value, out, done_status_names);
}
Json write_value(AsJson, InitType in) {
    return name_in(init_type_names, in);
}
Json write_value(AsJson, DoneStatus in) {
    return name_in(done_status_names, in);
}

}  // namespace hourglass::model
