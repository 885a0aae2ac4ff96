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

void RieBackend::Run::note_exchange(const DoorAnswer& answer) {
    constexpr std::size_t most_kept = 65'536;
    const bool cut = answer.got.size() > most_kept;
    note({.amount = static_cast<std::int64_t>(answer.asked.size()),
          .invoke = answer.invoke,
          .payload = payloads.intern(std::string_view{answer.got}.substr(0, most_kept)),
          .text = intern_foreign(texts, answer.asked),
          .kind = Kind::WireExchange,
          .who = model::Who::Invoker,
          .flags = cut ? model::wire_cut : std::uint8_t{}});
}

// "START RequestId: ID Version: $LATEST", and the like for END and REPORT. It serves one invoke
// after the other: which one a line is of is told by their order, not by the id that it names.
void RieBackend::Run::note_printed(std::string_view line) {
    const std::string_view word = line.substr(0, line.find(' '));
    if (word != "START" && word != "END" && word != "REPORT") return;
    if (!line.substr(word.size()).starts_with(" RequestId: ")) return;
    if (word == "START" && !unprinted_.empty()) {
        printing_ = unprinted_.front();
        unprinted_.pop_front();
    }
    if (!printing_) return;
    note({.invoke = printing_, .text = intern_foreign(texts, line), .kind = Kind::InvokeLine});
}

}  // namespace hourglass::real
