// The platform on the plain interpreter: the same tables, guards, actions and order as Platform,
// without a heap and cheap to copy. For the explorer; everybody else runs Platform.
#pragma once

#include "model/lifecycle/machines.hpp"
#include "model/lifecycle/plain_machine.hpp"

#include <type_traits>

namespace hourglass::model {

using PlainPlatform = lifecycle::Machines<lifecycle::PlainMachine>;

static_assert(std::is_trivially_copyable_v<PlainPlatform>);

}  // namespace hourglass::model
