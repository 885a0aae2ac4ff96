// The shutdown sequence, shared by reset and shutdown: the runtime completely first, then the
// extensions, then whatever is left.
#pragma once

#include "model/lifecycle/events.hpp"
#include "model/lifecycle/row.hpp"
#include "model/lifecycle/step.hpp"
#include "model/trace/states.hpp"

namespace hourglass::model::lifecycle::teardown {

using Off = In<TeardownState::Off>;
using StoppingRuntime = In<TeardownState::StoppingRuntime>;
using KillingRuntime = In<TeardownState::KillingRuntime>;
using StoppingExtensions = In<TeardownState::StoppingExtensions>;
using KillingExtensions = In<TeardownState::KillingExtensions>;
using Reaping = In<TeardownState::Reaping>;

using RuntimeWithAgents = If<&Step::runtime_lives_beside_extensions>;
using RuntimeAlone = If<&Step::runtime_lives_alone>;
using OnlyExtensions = If<&Step::only_extensions_live>;
using ExtensionsLive = If<&Step::extensions_live>;
using NothingLives = If<&Step::nothing_lives>;
using OnlyRuntime = If<&Step::only_runtime_lives>;

// clang-format off
using TeardownTable = Table<
    //  rule       in state            on event          go to                do                              if
    Row<"SHD-05",  Off,                TeardownBegan,    StoppingRuntime,     Do<&Step::terminate_runtime>,   RuntimeWithAgents>,
    Row<"SHD-04",  Off,                TeardownBegan,    KillingRuntime,      Do<&Step::kill_runtime>,        RuntimeAlone>,
    Row<"SHD-06",  Off,                TeardownBegan,    StoppingExtensions,  Do<&Step::stop_extensions>,     OnlyExtensions>,
    Row<"SHD-01",  Off,                TeardownBegan,    none,                Do<&Step::finish_teardown>,     NothingLives>,

    Row<"SHD-01",  StoppingRuntime,    RuntimeGone,      StoppingExtensions,  Do<&Step::stop_extensions>,     ExtensionsLive>,
    Row<"SHD-01",  StoppingRuntime,    RuntimeGone,      Off,                 Do<&Step::finish_teardown>,     NothingLives>,
    Row<"SHD-05",  StoppingRuntime,    RuntimeStopDue,   KillingRuntime,      Do<&Step::kill_runtime>>,

    Row<"SHD-01",  KillingRuntime,     RuntimeGone,      StoppingExtensions,  Do<&Step::stop_extensions>,     ExtensionsLive>,
    Row<"SHD-01",  KillingRuntime,     RuntimeGone,      Off,                 Do<&Step::finish_teardown>,     NothingLives>,
    Row<"SHD-13",  KillingRuntime,     KillWaitDue,      StoppingExtensions,  Do<&Step::stop_extensions>,     ExtensionsLive>,
    Row<"SHD-13",  KillingRuntime,     KillWaitDue,      Reaping,             Do<&Step::await_the_rest>,      OnlyRuntime>,

    Row<"SHD-01",  StoppingExtensions, ExtensionGone,    Off,                 Do<&Step::finish_teardown>,     NothingLives>,
    Row<"SHD-10",  StoppingExtensions, ExtensionGone,    Reaping,             Do<&Step::await_the_rest>,      OnlyRuntime>,
    Row<"SHD-06",  StoppingExtensions, ExtensionStopDue, KillingExtensions,   Do<&Step::kill_extensions>>,

    Row<"SHD-01",  KillingExtensions,  ExtensionGone,    Off,                 Do<&Step::finish_teardown>,     NothingLives>,
    Row<"SHD-10",  KillingExtensions,  ExtensionGone,    Reaping,             Do<&Step::await_the_rest>,      OnlyRuntime>,
    Row<"SHD-13",  KillingExtensions,  KillWaitDue,      Reaping,             Do<&Step::await_the_rest>>,

    Row<"SHD-10",  Reaping,            ExtensionGone,    Off,                 Do<&Step::finish_teardown>,     NothingLives>,
    Row<"SHD-10",  Reaping,            RuntimeGone,      Off,                 Do<&Step::finish_teardown>,     NothingLives>,
    Row<"SHD-10",  Reaping,            ReapWaitDue,      Off,                 Do<&Step::give_up_and_finish>>
>;
// clang-format on

}  // namespace hourglass::model::lifecycle::teardown
