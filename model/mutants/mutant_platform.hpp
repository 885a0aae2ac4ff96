// A step of a platform whose tables have a mutant in them.
#pragma once

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/plain_platform.hpp"
#include "model/mutants/mutant.hpp"
#include "model/trace/record.hpp"

namespace hourglass::model::mutants {

// As PlainPlatform::step, but by the mutated rows. Does not abort or hang, whatever the mutant.
// The rows that are taken are added to the log.
struct Planted {
    Mutant mutant{};
    RowLog* log = nullptr;
};
void step(PlainPlatform& platform, const Planted& planted, const Record& event, Effects& effects);

}  // namespace hourglass::model::mutants
