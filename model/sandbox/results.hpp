// How each of a sandbox's activities ends: with one message or the other.
#pragma once

#include "model/messages/init.hpp"
#include "model/messages/invoke.hpp"
#include "model/messages/reset.hpp"
#include "model/messages/restore.hpp"

#include <tl/expected.hpp>

namespace hourglass::model {

using InitOutcome = tl::expected<InitSuccess, InitFailure>;
using InvokeOutcome = tl::expected<InvokeSuccess, InvokeFailure>;
using ResetOutcome = tl::expected<ResetSuccess, ResetFailure>;
using RestoreOutcome = tl::expected<RestoreResult, RestoreFailure>;

}  // namespace hourglass::model
