#include "scenarios/scenario.hpp"

#include "model/base/expects.hpp"

namespace hourglass::scenarios {

model::Setup setup_of(const Scenario& scenario, model::ProfileName profile, model::Texts& texts) {
    const Config& config = scenario.config;
    model::Setup setup;
    setup.profile = profile;
    setup.init_mode = config.init_mode;
    setup.init_type = config.init_type;
    setup.init_caching = config.init_caching;
    setup.function_timeout = config.function_timeout;
    // A profile that knows no init limit does not get one: a scenario only makes it shorter.
    if (model::profile_of(profile).init_limit) setup.init_limit = config.init_limit;
    for (const ExtensionScript& extension : scenario.extensions) {
        if (extension.kind != ExtensionKind::External) continue;
        EXPECTS(setup.external_extensions < model::max_slots, "a scenario has at most 11 files");
        setup.names.at(setup.external_extensions++) = texts.intern(extension.name);
    }
    return setup;
}

}  // namespace hourglass::scenarios
