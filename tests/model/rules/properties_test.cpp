// The safety and liveness properties of the lifecycle, each with the rule that states it. A
// property without a rule, or a rule that is gone, does not compile or fails here.
#include "model/rules/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace hourglass::model {
namespace {

struct Home {
    std::string_view property;  // SAF-NN or LIV-NN
    RuleIndex rule;
};

constexpr std::array homes{
    Home{"SAF-01", "INV-37"_rule},   // the four requests never overlap
    Home{"SAF-02", "INV-01"_rule},   // one reservation
    Home{"SAF-03", "INIT-01"_rule},  // one outcome per init
    Home{"SAF-03", "INIT-14"_rule},  // and it is acknowledged
    Home{"SAF-04", "INV-45"_rule},   // one verdict per invoke
    Home{"SAF-05", "PROC-02"_rule},  // when the generation grows
    Home{"SAF-05", "RST-32"_rule},
    Home{"SAF-06", "PROC-01"_rule},  // unique process names
    Home{"SAF-07", "SHD-33"_rule},   // no start while shutting down
    Home{"SAF-07", "RST-34"_rule},   // nor until the next init
    Home{"SAF-08", "INIT-33"_rule},  // extensions register before the runtime starts
    Home{"SAF-09", "INIT-34"_rule},  // who must have polled
    Home{"SAF-10", "INIT-09"_rule},  // registration is closed
    Home{"SAF-11", "EXT-01"_rule},   // launch order
    Home{"SAF-11", "EXT-39"_rule},   // none after a failed start
    Home{"SAF-12", "EXT-06"_rule},   // at most ten
    Home{"SAF-13", "SUPP-02"_rule},  // what initialised means
    Home{"SAF-14", "INV-40"_rule},   // a refused call changes nothing
    Home{"SAF-15", "RESP-34"_rule},  // an answer follows its delivery
    Home{"SAF-16", "RESP-31"_rule},  // at most one answer
    Home{"SAF-17", "INV-41"_rule},   // one id everywhere
    Home{"SAF-17", "INV-02"_rule},
    Home{"SAF-18", "INV-42"_rule},  // the payload delivered
    Home{"SAF-19", "INV-33"_rule},  // no event without a poll
    Home{"SAF-19", "EXT-31"_rule},  // subscribers only
    Home{"SAF-19", "EXT-32"_rule},
    Home{"SAF-20", "RESP-35"_rule},  // answers of the current generation
    Home{"SAF-21", "RESP-36"_rule},  // one origin of what a caller gets
    Home{"SAF-22", "SUPP-37"_rule},  // no stale init error
    Home{"SAF-23", "INV-20"_rule},   // the default error body
    Home{"SAF-24", "INV-05"_rule},   // what success implies
    Home{"SAF-25", "FE-33"_rule},    // a failure has no success body
    Home{"SAF-26", "ERR-01"_rule},   // the first fatal error is written once
    Home{"SAF-27", "SHD-11"_rule},   // exits during a shutdown set none
    Home{"SAF-28", "ERR-30"_rule},   // the type names who exited
    Home{"SAF-29", "ERR-31"_rule},   // a reset is no error of its own
    Home{"SAF-30", "ERR-32"_rule},   // the first cancellation wins
    Home{"SAF-31", "SHD-34"_rule},   // who gets SIGTERM
    Home{"SAF-32", "SHD-01"_rule},   // the runtime goes first
    Home{"SAF-33", "SHD-05"_rule},   // not killed before its share is over
    Home{"SAF-33", "SHD-04"_rule},
    Home{"SAF-34", "SHD-06"_rule},  // extensions not before the deadline
    Home{"SAF-34", "SHD-35"_rule},
    Home{"SAF-35", "EXT-33"_rule},   // one deadline for all
    Home{"SAF-35", "SHD-02"_rule},   // and one reason
    Home{"SAF-36", "METR-06"_rule},  // the extensions' reset time
    Home{"SAF-37", "RST-31"_rule},   // nothing old is alive
    Home{"SAF-38", "RST-33"_rule},   // nothing old is known
    Home{"SAF-38", "RST-07"_rule},
    Home{"SAF-39", "RST-35"_rule},   // old exits cancel nothing new
    Home{"SAF-40", "RST-36"_rule},   // waits start afresh
    Home{"SAF-41", "EVT-30"_rule},   // init records are bracketed
    Home{"SAF-42", "EVT-04"_rule},   // one start record
    Home{"SAF-43", "EVT-03"_rule},   // when the runtime is done
    Home{"SAF-44", "RST-05"_rule},   // who records a failure
    Home{"SAF-45", "RSTR-30"_rule},  // one record per restore
    Home{"SAF-46", "METR-30"_rule},  // no negative duration
    Home{"SAF-47", "PROC-33"_rule},  // the platform lives on
    Home{"SAF-48", "HTTP-01"_rule},  // every call is answered

    Home{"LIV-01", "INIT-01"_rule},  // an init ends
    Home{"LIV-02", "TMO-30"_rule},   // an invoke ends
    Home{"LIV-03", "RST-30"_rule},   // a reset ends
    Home{"LIV-04", "RST-02"_rule},   // a cancelled wait ends
    Home{"LIV-05", "INV-43"_rule},   // a waiting runtime is served
    Home{"LIV-06", "EXT-35"_rule},   // a waiting subscriber is told
    Home{"LIV-07", "SUPP-03"_rule},  // a reset repairs
    Home{"LIV-08", "SUPP-38"_rule},  // one failing invoke at most
    Home{"LIV-09", "RST-37"_rule},   // a failure is followed by a reset
    Home{"LIV-10", "RESP-37"_rule},  // a refused runtime recovers
    Home{"LIV-11", "ERR-33"_rule},   // exits are noticed
    Home{"LIV-12", "SHD-32"_rule},   // a shutdown ends
    Home{"LIV-13", "RST-12"_rule},   // the platform ends when told
    Home{"LIV-14", "RSTR-31"_rule},  // a restore ends
    Home{"LIV-15", "INV-44"_rule},   // a failure is told at once
};

struct Properties {
    std::string kind;
    int count;
};

class PropertyHomes : public testing::TestWithParam<Properties> {};

TEST_P(PropertyHomes, GiveEachPropertyARule) {
    for (int number = 1; number <= GetParam().count; ++number) {
        const std::string name =
            GetParam().kind + (number < 10 ? "-0" : "-") + std::to_string(number);

        EXPECT_NE(std::ranges::find(homes, name, &Home::property), homes.end()) << name;
    }
}

TEST_P(PropertyHomes, HoldNoPropertyBeyondTheLast) {
    for (const Home& home : homes) {
        if (!home.property.starts_with(GetParam().kind)) continue;

        EXPECT_LE(std::stoi(std::string{home.property.substr(4)}), GetParam().count);
    }
}

std::string kind_of(const testing::TestParamInfo<Properties>& instance) {
    return instance.param.kind;
}

INSTANTIATE_TEST_SUITE_P(Of, PropertyHomes,
                         testing::Values(Properties{"SAF", 48}, Properties{"LIV", 15}), kind_of);

}  // namespace
}  // namespace hourglass::model
