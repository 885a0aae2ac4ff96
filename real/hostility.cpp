#include "real/hostility.hpp"

#include "model/trace/answer.hpp"
#include "real/identity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::real {
namespace {

using model::Answer;
using model::Hardship;
using model::Kind;
using model::Record;
using model::Who;
using scenarios::CallName;
using scenarios::Lasting;
using scenarios::Unkindness;

constexpr std::uint32_t pieces = 6;
constexpr std::size_t longest_context = 3583;  // of the base64 form, as the service has it
constexpr std::size_t longest_identity = 1024;
constexpr std::chrono::hours a_day{24};

std::optional<CallName> name_of(const HttpRequest& request) {
    const auto is = [&](std::string_view method, std::string_view end) {
        return request.method == method && request.path.ends_with(end);
    };
    if (is("GET", "/runtime/invocation/next")) return CallName::Next;
    if (is("POST", "/response")) return CallName::Response;
    if (is("POST", "/extension/register")) return CallName::Register;
    if (is("GET", "/extension/event/next")) return CallName::Event;
    if (is("PUT", "/2022-07-01/telemetry") || is("PUT", "/2020-08-15/logs")) {
        return CallName::Subscription;
    }
    return std::nullopt;
}

// What the platform has accepted cannot be taken back: only its answer is another one.
bool is_passed_on(CallName call) {
    return call == CallName::Response;
}

bool is_event(Answer answer) {
    return answer == Answer::InvokeEvent || answer == Answer::ShutdownEvent;
}

void send_otherwise(Hardship hardship, Manner& manner) {
    if (hardship == Hardship::SlowHeaders) manner.head_pieces = pieces;
    if (hardship == Hardship::SplitBody) manner.body_pieces = pieces;
    if (hardship == Hardship::ChunkedBody) manner.framing = Manner::Framing::Chunks;
    if (hardship == Hardship::ConnectionClosed) {
        manner.afterwards = Manner::Afterwards::CloseSilently;
    }
}

std::string padded_json(std::string_view start, std::string_view end, std::size_t size) {
    const std::size_t padding = size - std::min(size, start.size() + end.size());
    return fmt::format("{}{}{}", start, std::string(padding, 'x'), end);
}

}  // namespace

bool Hostility::has(Hardship hardship) const {
    return std::any_of(unkind_.begin(), unkind_.end(),
                       [hardship](const Unkindness& one) { return one.hardship == hardship; });
}

std::chrono::milliseconds Hostility::skew() const {
    return has(Hardship::SkewedClock) ? std::chrono::milliseconds{a_day}
                                      : std::chrono::milliseconds::zero();
}

const Unkindness* Hostility::trouble_at(CallName call) {
    const std::uint32_t ordinal = ++calls_.at(static_cast<std::size_t>(call));
    const auto found = std::find_if(unkind_.begin(), unkind_.end(), [&](const Unkindness& one) {
        const bool trouble =
            one.hardship == Hardship::AnsweredWith || one.hardship == Hardship::Gone;
        if (!trouble || one.call != call) return false;
        return one.lasting == Lasting::Once ? ordinal == one.ordinal : ordinal >= one.ordinal;
    });
    return found == unkind_.end() ? nullptr : &*found;
}

Reception Hostility::receive(const HttpRequest& request) {
    const auto call = name_of(request);
    const Unkindness* trouble = call ? trouble_at(*call) : nullptr;
    gone_ = gone_ || (trouble != nullptr && trouble->hardship == Hardship::Gone);
    if (gone_) return {.meeting = Meeting::CutOff, .status = 0};
    if (trouble == nullptr) return {};
    if (!is_passed_on(*call)) return {.meeting = Meeting::Answered, .status = trouble->status};
    replacements_.emplace(request.call.value, trouble->status);
    return {};
}

std::optional<int> Hostility::take_replacement(model::CallId call) {
    const auto found = replacements_.find(call.value);
    if (found == replacements_.end()) return std::nullopt;
    const int status = found->second;
    replacements_.erase(found);
    return status;
}

std::string_view Hostility::invocation_id_of(model::InvokeId invoke) const {
    const auto found = invocation_ids_.find(invoke.value);
    return found == invocation_ids_.end() ? std::string_view{} : found->second;
}

// To the JSON object of an event or a registration.
bool Hostility::add_members(HttpReply& reply) {
    const std::size_t open = reply.body.find('{');
    if (open == std::string::npos) return false;
    reply.body.insert(open + 1, R"("hourglassNew":{"list":[1,null,"x"]},"x-unknown":true,)");
    return true;
}

// Of an event for the runtime.
void Hostility::add_headers(Hardship hardship, const Record& answered, HttpReply& reply) {
    if (hardship == Hardship::GreatHeaders) {
        reply.add_header(
            "Lambda-Runtime-Client-Context",
            padded_json(R"({"client":{},"env":{},"custom":{"pad":")", "\"}}", longest_context));
        reply.add_header("Lambda-Runtime-Cognito-Identity",
                         padded_json(R"({"cognitoIdentityId":")",
                                     R"(","cognitoIdentityPoolId":"pool"})", longest_identity));
    }
    if (hardship != Hardship::InvocationId) return;
    std::string id = uuid_of(0, IdentityOf::Delivery, answered.call.value);
    reply.add_header("Lambda-Runtime-Invocation-Id", id);
    invocation_ids_.insert_or_assign(answered.invoke.value, std::move(id));
}

// Whether there was anything to do.
bool Hostility::make_hard(Hardship hardship, const ApiCall& call, const Record& answered,
                          HttpReply& reply) {
    const auto answer = model::code_of<Answer>(answered);
    const bool to_runtime = call.event.who == Who::Runtime;
    switch (hardship) {
        case Hardship::SlowHeaders:
        case Hardship::SplitBody:
        case Hardship::ChunkedBody:
            if (!is_event(answer)) return false;
            send_otherwise(hardship, reply.manner);
            return true;
        case Hardship::ConnectionClosed:
            send_otherwise(hardship, reply.manner);
            return true;
        case Hardship::UnknownHeaders:
            if (!is_event(answer)) return false;
            reply.add_header("Lambda-Runtime-Hourglass-New", "a header of a later version");
            reply.add_header("X-Empty", "");
            return true;
        case Hardship::UnknownMembers:
            if (to_runtime || (!is_event(answer) && answer != Answer::Registered)) return false;
            return add_members(reply);
        case Hardship::NoRegistrationBody:
            if (answer != Answer::Registered) return false;
            reply.body.clear();
            return true;
        case Hardship::GreatHeaders:
        case Hardship::InvocationId:
        case Hardship::SkewedClock:
            if (!to_runtime || answer != Answer::InvokeEvent) return false;
            add_headers(hardship, answered, reply);
            return true;
        default:
            return false;
    }
}

std::vector<Hardship> Hostility::adorn(const ApiCall& call, const Record& answered,
                                       HttpReply& reply) {
    std::vector<Hardship> done;
    for (const Unkindness& one : unkind_) {
        if (make_hard(one.hardship, call, answered, reply)) done.push_back(one.hardship);
    }
    return done;
}

}  // namespace hourglass::real
