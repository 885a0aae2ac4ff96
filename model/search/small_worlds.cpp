#include "model/search/small_worlds.hpp"

namespace hourglass::model::search {

std::vector<NamedBounds> small_worlds(ProfileName profile) {
    const Bounds alone{.profile = profile,
                       .extensions = 0,
                       .invokes = 2,
                       .resets = 1,
                       .shutdowns = 1,
                       .faults = 1,
                       .calls = Calls::LegalOnly};
    Bounds suppressed = alone;
    suppressed.init_mode = InitMode::Suppressed;
    suppressed.invokes = 1;
    Bounds restore = alone;
    restore.init_caching = InitCaching::On;
    restore.invokes = 1;
    restore.shutdowns = 0;
    restore.restores = 1;
    Bounds internal = alone;
    internal.internals = 1;
    internal.invokes = 1;
    internal.shutdowns = 0;
    internal.faults = 0;
    Bounds external = alone;
    external.extensions = 1;
    external.invokes = 1;
    external.shutdowns = 0;
    return {{"runtime alone", alone},
            {"suppressed init", suppressed},
            {"restore", restore},
            {"internal extension", internal},
            {"external extension", external}};
}

}  // namespace hourglass::model::search
