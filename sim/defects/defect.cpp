#include "sim/defects/defect.hpp"

#include "sim/defects/families.hpp"

#include <algorithm>

namespace hourglass::sim {

const std::vector<Defect>& planted_defects() {
    static const std::vector<Defect> all = [] {
        using namespace defects;
        std::vector<Defect> joined;
        for (const auto& family :
             {init_defects(), invoke_defects(), delivery_defects(), response_defects(),
              timeout_defects(), reset_defects(), shutdown_defects(), stop_defects(),
              extension_defects(), restore_defects(), freeze_defects(), record_defects(),
              process_defects()}) {
            joined.insert(joined.end(), family.begin(), family.end());
        }
        return joined;
    }();
    return all;
}

const Defect* find_defect(std::string_view name) {
    const auto& all = planted_defects();
    const auto found = std::ranges::find(all, name, &Defect::name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace hourglass::sim
