#include "model/messages/json/init.hpp"

namespace hourglass::model {

namespace {

constexpr std::array mount_type_names{
    Named<MountType>{MountType::Drive, "drive"},
    Named<MountType>{MountType::Bind, "bind"},
};

}  // namespace

void read_value(const JsonValue& value, MountType& out) {
    read_named(value, out, mount_type_names);
}
Json write_value(AsJson, MountType in) {
    return name_in(mount_type_names, in);
}

void AsCustomer::read(const JsonValue& value, Variables& out) const {
    ObjectReader object{value};
    object.optional("environment", out);
    object.finish();
}

Json AsCustomer::write(const Variables& in) const {
    return {{"environment", write_value(AsJson{}, in)}};
}

}  // namespace hourglass::model
