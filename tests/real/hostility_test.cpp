// What an unkind platform sends, without a socket.
#include "real/hostility.hpp"

#include "model/trace/answer.hpp"
#include "real/reply_pieces.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hourglass::real {
namespace {

using model::Answer;
using model::Hardship;
using model::Kind;
using model::Who;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Hostility hostility(const std::vector<std::string>& texts) {
    std::vector<scenarios::Unkindness> unkind;
    for (const std::string& text : texts) unkind.push_back(*scenarios::parse_unkindness(text));
    return Hostility{std::move(unkind)};
}

HttpRequest poll(std::uint32_t call) {
    return {.call = model::CallId{call},
            .method = "GET",
            .path = "/2018-06-01/runtime/invocation/next",
            .headers = {},
            .body = {}};
}

HttpRequest response(std::uint32_t call) {
    return {.call = model::CallId{call},
            .method = "POST",
            .path = "/2018-06-01/runtime/invocation/an-id/response",
            .headers = {},
            .body = {}};
}

ApiCall call_of(Who who, Kind kind) {
    return {.event = {.kind = kind, .who = who}, .subject = {}, .unknown_event = {}};
}

model::Record answered(Answer answer) {
    return {.call = model::CallId{3},
            .invoke = model::InvokeId{1},
            .code = static_cast<std::uint16_t>(answer),
            .kind = Kind::CallAnswered};
}

HttpReply event() {
    HttpReply reply;
    reply.add_header("Content-Type", "application/json");
    reply.body = R"({"eventType":"INVOKE"})";
    return reply;
}

std::string joined(const std::vector<std::string>& pieces) {
    std::string all;
    for (const std::string& piece : pieces) all += piece;
    return all;
}

TEST(Hostility, AnswersTheCallsThatItIsToldTo) {
    Hostility unkind = hostility({"500 at next 2"});

    EXPECT_EQ(unkind.receive(poll(1)).meeting, Meeting::PassedOn);
    const Reception second = unkind.receive(poll(2));
    EXPECT_EQ(second.meeting, Meeting::Answered);
    EXPECT_EQ(second.status, 500);
    EXPECT_EQ(unkind.receive(poll(3)).meeting, Meeting::PassedOn);
}

TEST(Hostility, IsGoneForGood) {
    Hostility unkind = hostility({"gone from next 2"});

    EXPECT_EQ(unkind.receive(poll(1)).meeting, Meeting::PassedOn);
    EXPECT_EQ(unkind.receive(poll(2)).meeting, Meeting::CutOff);
    EXPECT_EQ(unkind.receive(response(3)).meeting, Meeting::CutOff);
    EXPECT_EQ(unkind.receive(poll(4)).meeting, Meeting::CutOff);
}

TEST(Hostility, TakesAResponseBeforeItRefusesIt) {
    Hostility unkind = hostility({"410 at response 1"});

    EXPECT_EQ(unkind.receive(response(5)).meeting, Meeting::PassedOn);

    EXPECT_EQ(unkind.take_replacement(model::CallId{5}), 410);
    EXPECT_EQ(unkind.take_replacement(model::CallId{5}), std::nullopt);
}

TEST(Hostility, GivesAnEventWhatItSays) {
    Hostility unkind = hostility({"unknown headers", "great headers", "invocation ids"});
    HttpReply reply = event();

    const auto done = unkind.adorn(call_of(Who::Runtime, Kind::RuntimeNextCalled),
                                   answered(Answer::InvokeEvent), reply);

    EXPECT_THAT(done, ElementsAre(Hardship::UnknownHeaders, Hardship::GreatHeaders,
                                  Hardship::InvocationId));
    EXPECT_THAT(reply.headers, HasSubstr("Lambda-Runtime-Client-Context: {"));
    const std::string id{unkind.invocation_id_of(model::InvokeId{1})};
    EXPECT_FALSE(id.empty());
    EXPECT_THAT(reply.headers, HasSubstr("Lambda-Runtime-Invocation-Id: " + id));
}

TEST(Hostility, KeepsTheJsonOfAnExtensionsEventWhole) {
    Hostility unkind = hostility({"unknown members"});
    HttpReply reply = event();

    const auto done = unkind.adorn(call_of(Who::Extension, Kind::ExtensionNextCalled),
                                   answered(Answer::InvokeEvent), reply);

    EXPECT_THAT(done, ElementsAre(Hardship::UnknownMembers));
    const auto json = nlohmann::json::parse(reply.body);
    EXPECT_EQ(json.at("eventType"), "INVOKE");
    EXPECT_TRUE(json.contains("x-unknown"));
}

TEST(Hostility, LeavesAnAcknowledgementAlone) {
    Hostility unkind = hostility({"chunked bodies", "unknown headers", "empty registrations"});
    HttpReply reply = json_reply(202, R"({"status":"OK"})");

    const auto done = unkind.adorn(call_of(Who::Runtime, Kind::ResponsePosted),
                                   answered(Answer::Accepted), reply);

    EXPECT_THAT(done, IsEmpty());
    EXPECT_EQ(reply.manner, Manner{});
}

TEST(ReplyPieces, AreTheWholeAnswer) {
    HttpReply reply = event();
    reply.manner.head_pieces = 6;
    reply.manner.body_pieces = 5;
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n";

    const auto pieces = pieces_of(reply, head);

    EXPECT_GE(pieces.size(), 10U);
    EXPECT_EQ(joined(pieces), head + reply.body);
}

TEST(ReplyPieces, FrameChunksAsTheProtocolSays) {
    HttpReply reply;
    reply.body = "abcdef";
    reply.manner.framing = Manner::Framing::Chunks;

    const auto pieces = pieces_of(reply, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");

    EXPECT_EQ(joined(pieces),
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
              "2\r\nab\r\n2\r\ncd\r\n2\r\nef\r\n0\r\n\r\n");
}

TEST(ReplyPieces, OfAnEmptyBodyAreItsEnd) {
    HttpReply reply;
    reply.manner.framing = Manner::Framing::Chunks;

    const auto pieces = pieces_of(reply, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    EXPECT_THAT(joined(pieces), testing::EndsWith("\r\n\r\n0\r\n\r\n"));
}

}  // namespace
}  // namespace hourglass::real
