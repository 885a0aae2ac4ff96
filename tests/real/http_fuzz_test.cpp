// The fuzzer's entry without a fuzzer: a corpus, and mutants of it that are the same every time.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace hourglass::real {
namespace {

using std::string_view_literals::operator""sv;

const std::vector<std::string> corpus{
    "GET /2018-06-01/ping HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n",
    "POST /2018-06-01/runtime/invocation/1/response HTTP/1.1\r\nHost: x\r\n"
    "Transfer-Encoding: chunked\r\nTrailer: A\r\n\r\n3\r\nabc\r\n0\r\nA: b\r\n\r\n",
    "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
    "Content-Length: 2\r\n\r\n{}",
    "POST /2020-01-01/extension/register HTTP/1.1\r\nHost: x\r\nLambda-Extension-Name: a\r\n"
    "Lambda-Extension-Accept-Feature: accountId\r\nContent-Length: 21\r\n\r\n"
    "{\"events\":[\"INVOKE\"]}",
    "GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: x\r\n"
    "Lambda-Extension-Identifier: {urn:uuid:01234567-89ab-4cde-8f01-23456789abcd}\r\n\r\n",
    "POST /2020-01-01/extension/exit/error HTTP/1.0\r\n\r\n",
    "POST /2018-06-01/runtime/invocation/1/error HTTP/1.1\r\nHost: x\r\n"
    "Content-Type: application/vnd.aws.lambda.error.cause+json\r\nContent-Length: 49\r\n\r\n"
    "{\"errorMessage\":\"\\u2028\",\"errorType\":\"<&>\",\"x\":[]}",
    "PUT /2022-07-01/telemetry HTTP/1.1\r\nHost: x\r\nContent-Length: 139\r\n\r\n"
    "{\"schemaVersion\":\"2022-12-13\",\"types\":[\"platform\"],\"buffering\":{\"maxItems\":1000},"
    "\"destination\":{\"protocol\":\"HTTP\",\"URI\":\"http://sandbox:80/\"}}",
    "POST /2015-03-31/functions/function/invocations HTTP/1.1\r\nHost: x\r\n"
    "X-Amz-Client-Context: e30=\r\nInvokeResponseMode: Streaming\r\nContent-Length: 2\r\n\r\n{}",
    "HEAD /2018-06-01/ping HTTP/1.1\r\nHost: x\r\n\r\nPUT /2020-08-15/logs HTTP/1.1\r\n\r\n",
    std::string{"\0\x16\x03\x01\xff\r\n\r\n"sv},
};

std::uint64_t splitmix(std::uint64_t& state) {
    state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
}

// One change: a byte, a piece doubled or dropped, or the beginning of another text.
void mutate(std::string& text, std::uint64_t& state) {
    const std::size_t at = splitmix(state) % (text.size() + 1);
    const std::size_t size = splitmix(state) % 16;
    switch (splitmix(state) % 4) {
        case 0:
            if (at < text.size()) text[at] = static_cast<char>(splitmix(state));
            return;
        case 1:
            text.insert(at, text.substr(at, size));
            return;
        case 2:
            text.erase(at, size);
            return;
        default:
            text.insert(at, corpus[splitmix(state) % corpus.size()].substr(0, 8 * size));
            return;
    }
}

void feed(std::string_view text) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

TEST(HttpFuzz, ServesOnAfterEveryInputOfTheCorpus) {
    for (const std::string& text : corpus) feed(text);
}

TEST(HttpFuzz, ServesOnAfterEveryMutant) {
    std::uint64_t state = 1;
    for (int round = 0; round < 2000; ++round) {
        std::string text = corpus[splitmix(state) % corpus.size()];
        for (std::uint64_t changes = 1 + splitmix(state) % 6; changes > 0; --changes) {
            mutate(text, state);
        }
        SCOPED_TRACE(round);
        feed(text);
    }
}

}  // namespace
}  // namespace hourglass::real
