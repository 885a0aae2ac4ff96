// What the emulator's invoke endpoint said, as a reply of the vocabulary.
#include "real/api_call.hpp"
#include "real/foreign/json_member.hpp"
#include "real/foreign/rie_run.hpp"

namespace hourglass::real {

using model::Kind;
using model::Record;
using model::Reply;
using Json = nlohmann::json;

Record RieBackend::Run::reply_of(const DoorAnswer& answer) {
    Record reply{.invoke = answer.invoke, .kind = Kind::InvokeAnswered};
    const auto say = [&reply](Reply said) { reply.code = static_cast<std::uint16_t>(said); };
    const Json document = Json::parse(answer.body, nullptr, false);
    const std::string type = text_member(document, "errorType");
    const bool by_platform = text_member(document, "errorMessage").starts_with("RequestId: ");
    if (answer.body.starts_with("Task timed out after ")) {
        say(Reply::TimedOut);
    } else if (type == "Function.ResponseSizeTooLarge" && answer.body.size() < 400) {
        say(Reply::Oversize);
        reply.text = intern_foreign(texts, type);
    } else if (answer.status != 200 && by_platform) {
        say(Reply::PlatformError);
        reply.text = intern_foreign(texts, type);
    } else if (answer.status != 200 && answer.body.empty()) {
        say(Reply::Empty);
    } else {
        say(Reply::Response);
        reply.payload = payloads.intern(answer.body);
    }
    return reply;
}

}  // namespace hourglass::real
