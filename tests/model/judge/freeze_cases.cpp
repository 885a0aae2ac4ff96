#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

Cases freeze_cases() {
    return {
        {"FRZ-01", [] { return without(ready().invoke(1).end(), Kind::SandboxFrozen, 1); },
         [] { return plain(); }},
        {"FRZ-02", [] { return without(plain(), Kind::SandboxThawed); }, [] { return plain(); }},
        {"FRZ-03", [] { return invoking().freeze().cut(); }, [] { return plain(); }},
        {"FRZ-04", [] { return ready().ask_shutdown().signal(Who::Runtime, Signal::Kill).cut(); },
         [] { return plain(); }},
    };
}

}  // namespace hourglass::model
