// How many lifecycles a second are simulated and judged: init, so many invokes, shutdown, with a
// runtime that answers at once.
#pragma once

namespace hourglass::bench {

double simulated_lifecycles_per_second(int invokes);

}  // namespace hourglass::bench
