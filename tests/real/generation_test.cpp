// Callers of an older generation: each generation has its own address of the API, and who comes to
// an old one gets no event and changes nothing.
#include "model/judge/judge.hpp"
#include "tests/real/contract.hpp"

#include <gmock/gmock.h>

#include <netinet/in.h>
#include <sys/socket.h>

namespace hourglass::real {
namespace {

using model::operator""_rule;

class OldCallers : public Contract {
protected:
    // Two generations: `old_` is an open connection to the first one's address.
    void start_twice(ProfileName profile) {
        start_with_runtime(R"("invoker": ["init"])", profile);
        old_port_ = backend_->port();
        ask(Kind::ResetAsked);
        while (seen(Kind::ResetDone).empty()) pump();
        invoke("\"for the new\"");
        while (seen(Kind::ProcessStarted).size() < 2) pump();
    }

    Peer old_caller() {
        return {old_port_, [this] { pump(); }};
    }

    void expect_the_rule_was_tried() {
        const model::Judgement judgement = model::judge(*backend_->finish());
        for (const model::Violation& one : judgement.violations) {
            ADD_FAILURE() << model::rule_at(one.rule).id << ": " << one.message;
        }
        EXPECT_GE(judgement.exercised["PROC-36"_rule.value], 3U);
    }

    std::uint16_t old_port_ = 0;
};

constexpr std::string_view agent = "User-Agent: a test\r\n";

void expect_refused(const Answered& answered) {
    EXPECT_EQ(answered.status, 403) << answered.body;
}

TEST_F(OldCallers, GetNoEventAndChangeNothing) {
    for (const ProfileName profile : {ProfileName::Aws, ProfileName::Rapid}) {
        SCOPED_TRACE(model::profile_of(profile).title);
        seen_.clear();
        start_twice(profile);
        ASSERT_NE(backend_->port(), old_port_);
        Peer old = old_caller();

        expect_refused(old.ask(next, agent));
        expect_refused(old.ask("POST /2018-06-01/runtime/init/error", agent,
                               R"({"errorType":"A","errorMessage":"b"})"));
        expect_refused(
            old.ask(register_line, "Lambda-Extension-Name: late\r\n", R"({"events":[]})"));

        const Answered event = connected().ask(next, agent);
        EXPECT_EQ(event.body, "\"for the new\"");
        const std::string response = "POST /2018-06-01/runtime/invocation/" +
                                     event.header("Lambda-Runtime-Aws-Request-Id") + "/response";
        expect_refused(old.ask(response, agent, "\"from the old\""));
        EXPECT_EQ(connected().ask(response, agent, "\"from the new\"").status, 202);
        expect_the_rule_was_tried();
    }
}

TEST_F(OldCallers, OfLongAgoFindNobody) {
    start_with_runtime();
    const std::uint16_t first = backend_->port();
    for (std::size_t resets = 1; resets <= 5; ++resets) {
        ask(Kind::ResetAsked);
        while (seen(Kind::ResetDone).size() < resets) pump();
        invoke("1");
        while (seen(Kind::ProcessStarted).size() < resets + 1) pump();
    }

    const FileDescriptor late{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(first);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);

    EXPECT_NE(::connect(late.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
}

}  // namespace
}  // namespace hourglass::real
