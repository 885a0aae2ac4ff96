// Cuts a white-box trace down to what an outsider would have seen (sight.hpp): the acceptor is
// tested on it, and a run of our own platform can be judged as if it were somebody else's.
#pragma once

#include "model/trace/trace.hpp"

#include <functional>

namespace hourglass::model::acceptor {

struct Outsider {
    View view = View::Black;
    Duration tolerance{};
    // How far a stamp is off: between 0 and the given most. Calls are seen earlier by so much than
    // the platform took them, effects later. Without it nothing is off.
    std::function<Duration(Duration)> off{};
};

// Each client keeps the order of what it did and saw. Ends with the End record of `white`.
Trace outsider_view(const Trace& white, const Outsider& outsider);

}  // namespace hourglass::model::acceptor
