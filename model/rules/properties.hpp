// Rules that no trace can show, such as the form of a JSON body or how a number is cut: each with
// the test that fails when it is broken. A test holds that these tests exist.
#pragma once

#include "model/rules/catalogue.hpp"

#include <array>
#include <string_view>

namespace hourglass::model {

struct Property {
    RuleIndex rule;
    std::string_view test;  // Suite.Name
};

inline constexpr std::array properties{
    // the model of the wire, in tests/model/messages
    Property{"ERR-10"_rule, "DoneFail.CopiesAnInvokeFailureWithoutItsCompletion"},
    Property{"ERR-11"_rule, "Scrubbing.CallsEveryOtherTypeUnknown"},
    Property{"ERR-11"_rule, "Scrubbing.KeepsATypeOfAKnownFamily"},
    Property{"ERR-12"_rule, "ErrorCause.IsNoneIfItIsInvalid"},
    Property{"ERR-12"_rule, "ErrorCause.KeepsTheLargestPartThatFits"},
    Property{"ERR-34"_rule, "Termination.OfARuntimeIsToldToTheCaller"},
    Property{"ERR-34"_rule, "Termination.NamesStatusOrSignal"},
    Property{"INIT-19"_rule, "Environment.LetsThePlatformWinOverTheCustomer"},
    Property{"INIT-19"_rule, "Environment.HidesUnderscoredVariablesFromExtensions"},
    Property{"METR-02"_rule, "ReportedDuration.CutsNanosecondsOff"},
    Property{"METR-03"_rule, "ResponseMetrics.AreZeroForABufferedResponse"},
    Property{"METR-03"_rule, "ResponseMetrics.AreThoseOfAStreamedResponse"},
    Property{"METR-07"_rule, "ExtensionNames.AreCutBetweenNames"},
    Property{"METR-07"_rule, "ExtensionNames.LoseTheNameThatEndsAtTheLimit"},
    Property{"METR-08"_rule, "RuntimeRelease.IsThatOfTheFirstCall"},
    Property{"METR-08"_rule, "RuntimeRelease.TakesFeaturesWhileTheyFit"},
    Property{"METR-09"_rule, "TelemetrySubscriptionMetrics.AddUpKeyByKey"},

    // the sandbox as an operator drives it, in tests/sim
    Property{"EVT-07"_rule, "Core.GoesOnWhenItsEventsCannotBeSent"},
    Property{"METR-04"_rule, "Sandbox.MeasuresAnInvoke"},
    Property{"METR-05"_rule, "Sandbox.MeasuresAnInvoke"},

    // real processes and the HTTP server, in tests/real
    Property{"INV-12"_rule, "Contract.AnEventNamesItsInvoke"},
    Property{"INV-21"_rule, "Contract.AResponseIsAccepted"},
    Property{"INV-22"_rule, "Contract.AnExtensionGetsTheInvokeEvent"},
    Property{"PROC-04"_rule, "SupervisorTest.StartsAProcessInAGroupOfItsOwn"},
    Property{"PROC-04"_rule, "SupervisorTest.SignalsTheWholeGroup"},
    Property{"PROC-05"_rule, "SupervisorTest.FindsADescendantThatLeftItsGroup"},
    Property{"EXT-02"_rule, "Contract.DisabledExtensionsAreNotThere"},
    Property{"EXT-02"_rule, "ProcessBackend.StartsNoExtensionThatIsDisabled"},
    Property{"RSTR-34"_rule, "Contract.RestoreRoutesAreThereWithInitCachingOnly"},

    // the program, in tests/cli
    Property{"RST-12"_rule, "Serve.ResetsItsSandboxWhenItIsTerminated"},
};

constexpr bool has_property(RuleIndex rule) {
    for (const Property& one : properties) {
        if (one.rule == rule) return true;
    }
    return false;
}

}  // namespace hourglass::model
