// The entry point for libFuzzer and its kin (OSS-Fuzz convention): bytes are choices, choices are
// a scenario, and a broken rule is a crash. HOURGLASS_DEFECT plants a defect: an engine that does
// not find it is blind. See build.sh.
#include "model/base/expects.hpp"
#include "scenarios/loader.hpp"
#include "sim/campaign/player.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

using namespace hourglass;

void report(const scenarios::Draft& draft, const model::Violation& violation) {
    const std::string text = scenarios::write_scenario(draft.scenario);
    std::fprintf(stderr, "%s is broken: %s\nprofile %s, seed %llu\n%s",
                 std::string{model::rule_at(violation.rule).id}.c_str(), violation.message.c_str(),
                 std::string{model::profile_of(draft.profile).title}.c_str(),
                 static_cast<unsigned long long>(draft.seed), text.c_str());
}

const sim::Defect* planted_by_environment() {
    const char* name = std::getenv("HOURGLASS_DEFECT");
    if (name == nullptr) return nullptr;
    const sim::Defect* defect = sim::find_defect(name);
    EXPECTS(defect != nullptr, "HOURGLASS_DEFECT names a planted defect");
    return defect;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static sim::Player player{planted_by_environment()};
    static scenarios::Draft draft;
    scenarios::decode({bytes, size}, draft);
    player.play(draft);
    const model::Violation* violation = sim::first_failure(player.judge());
    if (violation == nullptr) return 0;
    report(draft, *violation);
    model::report_broken_invariant("generated scenarios keep every rule", __FILE__, __LINE__);
}
