// The interfaces of a sandbox can be implemented and driven as they are meant to be.
#include "model/sandbox/rapid_context.hpp"
#include "model/sandbox/sandbox_context.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

namespace hourglass::model {
namespace {

// The part of a core that starts with the end of an init.
class SucceedingCore {
public:
    void handle_init(Receiver<InitSuccess>& success) {
        const InitSuccess message;
        success.receive(message);
        message.ack.wait();
    }
};

class Inbox : public Receiver<InitSuccess> {
public:
    void receive(const InitSuccess& message) override { received_.set_value(message); }
    InitSuccess wait() { return received_.get_future().get(); }

private:
    std::promise<InitSuccess> received_;
};

TEST(InitRendezvous, HoldsTheCoreUntilTheAckIsGiven) {
    using namespace std::chrono_literals;
    SucceedingCore core;
    Inbox inbox;
    auto init = std::async(std::launch::async, [&] { core.handle_init(inbox); });

    const auto success = inbox.wait();
    const auto before = init.wait_for(10ms);
    success.ack.give();

    EXPECT_EQ(before, std::future_status::timeout);
    EXPECT_EQ(init.wait_for(10s), std::future_status::ready);
}

class Sender : public InvokeResponseSender {
public:
    MOCK_METHOD(SendResult, send_response, (std::string_view, StreamableInvokeResponse&),
                (override));
    MOCK_METHOD(SendResult, send_error_response, (std::string_view, const ErrorInvokeResponse&),
                (override));
};

TEST(InvokeResponseSender, SaysWhyAResponseWasNotPassedOn) {
    Sender sender;
    const ResponseError sent{ResponseErrorKind::ResponseSent, {}, {}};
    EXPECT_CALL(sender, send_error_response)
        .WillOnce(testing::Return(SendResult{tl::unexpect, sent}));

    const auto result = sender.send_error_response("1", {});

    EXPECT_EQ(result.error(), sent);
}

}  // namespace
}  // namespace hourglass::model
