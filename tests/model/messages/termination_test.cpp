#include "model/messages/termination.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

TEST(Termination, NamesStatusOrSignal) {
    EXPECT_EQ(text_of(Termination{EndedBy::Exit, 3}), "exit status 3");
    EXPECT_EQ(text_of(Termination{EndedBy::Signal, 9}), "signal: killed");
    EXPECT_EQ(text_of(Termination{EndedBy::Signal, 31}), "signal: bad system call");
}

TEST(Termination, NumbersSignalsWithoutAName) {
    EXPECT_EQ(signal_name(32), "signal 32");
    EXPECT_EQ(signal_name(0), "signal 0");
}

TEST(Termination, OfARuntimeIsToldToTheCaller) {
    EXPECT_EQ(runtime_exit_message({EndedBy::Exit, 0}),
              "Runtime exited without providing a reason");
    EXPECT_EQ(runtime_exit_message({EndedBy::Exit, 1}), "Runtime exited with error: exit status 1");
    EXPECT_EQ(runtime_exit_message({EndedBy::Signal, 15}),
              "Runtime exited with error: signal: terminated");
}

TEST(Termination, OfAnExtensionIsToldShortly) {
    EXPECT_EQ(extension_exit_message({EndedBy::Exit, 0}), "exit code 0");
    EXPECT_EQ(extension_exit_message({EndedBy::Exit, 2}), "exit status 2");
}

}  // namespace
}  // namespace hourglass::model
