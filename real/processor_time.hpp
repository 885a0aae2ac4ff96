// How long this thread was ready to run and had no processor, since it began. Whatever is late on a
// machine under load is late by no more than that, and the platform is not to blame.
#pragma once

#include "model/base/time.hpp"

namespace hourglass::real {

// Zero if the kernel does not tell.
model::Duration time_without_processor();

}  // namespace hourglass::real
