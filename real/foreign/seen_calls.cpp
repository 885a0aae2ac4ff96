#include "real/foreign/seen_calls.hpp"

#include "model/messages/error_type.hpp"
#include "model/trace/answer.hpp"
#include "real/api_call.hpp"
#include "real/foreign/json_member.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace hourglass::real {

namespace {

using model::Answer;
using model::Kind;
using model::Record;
using model::Who;
using Json = nlohmann::json;

struct Route {
    std::string_view method;
    std::string_view path;  // up to the request id, if there is one
    std::string_view tail;  // after it
    Kind kind;
    Who who;
};

constexpr std::array<Route, 10> routes{{
    {"GET", "/2018-06-01/runtime/invocation/next", "", Kind::RuntimeNextCalled, Who::Runtime},
    {"POST", "/2018-06-01/runtime/invocation/", "/response", Kind::ResponsePosted, Who::Runtime},
    {"POST", "/2018-06-01/runtime/invocation/", "/error", Kind::ErrorPosted, Who::Runtime},
    {"POST", "/2018-06-01/runtime/init/error", "", Kind::InitErrorPosted, Who::Runtime},
    {"GET", "/2018-06-01/runtime/restore/next", "", Kind::RestoreNextCalled, Who::Runtime},
    {"POST", "/2018-06-01/runtime/restore/error", "", Kind::RestoreErrorPosted, Who::Runtime},
    {"POST", "/2020-01-01/extension/register", "", Kind::RegisterCalled, Who::Extension},
    {"GET", "/2020-01-01/extension/event/next", "", Kind::ExtensionNextCalled, Who::Extension},
    {"POST", "/2020-01-01/extension/init/error", "", Kind::ExtensionInitErrorPosted,
     Who::Extension},
    {"POST", "/2020-01-01/extension/exit/error", "", Kind::ExtensionExitErrorPosted,
     Who::Extension},
}};

const Route* route_of(const HttpRequest& request) {
    const auto fits = [&](const Route& route) {
        if (request.method != route.method) return false;
        if (route.tail.empty()) return request.path == route.path;
        return request.path.starts_with(route.path) && request.path.ends_with(route.tail) &&
               request.path.size() > route.path.size() + route.tail.size();
    };
    const auto found = std::ranges::find_if(routes, fits);
    return found == routes.end() ? nullptr : &*found;
}

std::uint8_t subscription(std::string_view body) {
    std::uint8_t bits = 0;
    const Json document = Json::parse(body, nullptr, false);
    if (!document.is_object() || !document.contains("events")) return bits;
    for (const Json& one : document["events"]) {
        if (one == "INVOKE") {
            bits |= model::subscribe_invoke;
        } else if (one == "SHUTDOWN") {
            bits |= model::subscribe_shutdown;
        } else {
            bits |= model::subscribe_unknown;
        }
    }
    return bits;
}

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

struct Refusal {
    std::string_view type;
    Answer answer;
};

constexpr std::array<Refusal, 11> refusals{{
    {"InvalidRequestID", Answer::InvalidRequestId},
    {"InvalidFunctionResponseMode", Answer::InvalidResponseMode},
    {"InvalidStateTransition", Answer::InvalidTransition},
    {"RequestEntityTooLarge", Answer::ResponseTooLarge},
    {"Extension.UnknownExtensionIdentifier", Answer::UnknownExtension},
    {"Extension.InvalidExtensionState", Answer::InvalidExtensionState},
    {"Extension.InvalidEventType", Answer::InvalidEventType},
    {"Extension.RegistrationClosed", Answer::RegistrationClosed},
    {"Extension.TooManyExtensions", Answer::TooManyExtensions},
    {"InvokeTimeout", Answer::InvokeGone},
    {"InternalServerError", Answer::InternalError},
}};

Answer refusal(std::string_view body) {
    const Json document = Json::parse(body, nullptr, false);
    const std::string type = text_member(document, "errorType");
    const std::string message = text_member(document, "errorMessage");
    if (message.find("Concurrent state modification") != std::string::npos) {
        return Answer::ConcurrentModification;
    }
    if (message.find("NotSupportedForInternalExtension") != std::string::npos) {
        return Answer::ShutdownNotForInternal;
    }
    if (message.find("already registered") != std::string::npos) return Answer::NameTaken;
    const auto found = std::ranges::find(refusals, type, &Refusal::type);
    return found == refusals.end() ? Answer::InternalError : found->answer;
}

}  // namespace

std::optional<Record> SeenCalls::call(const HttpRequest& request) {
    const Route* route = route_of(request);
    if (route == nullptr) return std::nullopt;
    Record event{.call = request.call, .kind = route->kind, .who = route->who};
    const auto post = route->kind == Kind::ResponsePosted || route->kind == Kind::ErrorPosted;
    if (post) {
        const auto id = request.path.substr(
            route->path.size(), request.path.size() - route->path.size() - route->tail.size());
        event.invoke = invoke_of(id);
    }
    if (post || route->kind == Kind::InitErrorPosted) {
        event.payload = payloads_.intern(request.body);
    }
    if (post) event.amount = static_cast<std::int64_t>(request.body_size);
    if (route->kind == Kind::ResponsePosted) {
        event.flags = mode_of(request.header("Lambda-Runtime-Function-Response-Mode"));
    }
    name_caller(request, event);
    events_[request.call.value] = event;
    return event;
}

void SeenCalls::name_caller(const HttpRequest& request, Record& event) {
    if (event.who == Who::Runtime) {
        event.generation = runtime_;
        const bool error = event.kind == Kind::ErrorPosted || event.kind == Kind::InitErrorPosted ||
                           event.kind == Kind::RestoreErrorPosted;
        if (!error) return;
        const auto type = request.header("Lambda-Runtime-Function-Error-Type");
        event.text = intern_foreign(texts_, model::scrubbed(type).text());
        return;
    }
    if (event.kind == Kind::RegisterCalled) {
        event.text = intern_foreign(texts_, request.header("Lambda-Extension-Name"));
        event.flags = subscription(request.body);
        return;
    }
    const auto found = identities_.find(request.header("Lambda-Extension-Identifier"));
    if (found != identities_.end()) {
        event.slot = found->second.slot;
        event.generation = found->second.registration;
    }
    event.text = intern_foreign(texts_, request.header("Lambda-Extension-Function-Error-Type"));
}

Record SeenCalls::answer(model::CallId call, int status, const HttpRequest& answer) {
    const Record event = events_[call.value];
    Record seen{.call = call, .kind = Kind::CallAnswered, .who = event.who, .slot = event.slot};
    const auto say = [&seen](Answer said) { seen.code = static_cast<std::uint16_t>(said); };
    if (status == 202) {
        say(Answer::Accepted);
    } else if (status != 200) {
        say(refusal(answer.body));
    } else if (event.kind == Kind::RegisterCalled) {
        say(Answer::Registered);
        read_registration(event, answer, seen);
    } else if (event.kind == Kind::RestoreNextCalled) {
        say(Answer::RestoreEvent);
    } else {
        say(Answer::InvokeEvent);
        read_event(event, answer, seen);
    }
    return seen;
}

void SeenCalls::read_registration(const Record& event, const HttpRequest& answer, Record& seen) {
    seen.text = event.text;
    seen.slot = slot_of(texts_.text_of(event.text));
    identities_[std::string{answer.header("Lambda-Extension-Identifier")}] = {seen.slot,
                                                                              event.call.value};
}

void SeenCalls::read_event(const Record& event, const HttpRequest& answer, Record& seen) {
    if (event.who == Who::Runtime) {
        seen.invoke = name_invoke(answer.header("Lambda-Runtime-Aws-Request-Id"));
        seen.payload = payloads_.intern(answer.body);
        seen.amount = instant_of(number(answer.header("Lambda-Runtime-Deadline-Ms")));
        return;
    }
    const Json document = Json::parse(answer.body, nullptr, false);
    if (document.is_object() && document.contains("deadlineMs") &&
        document["deadlineMs"].is_number_integer()) {
        seen.amount = instant_of(document["deadlineMs"].get<std::int64_t>());
    }
    if (text_member(document, "eventType") == "SHUTDOWN") {
        seen.code = static_cast<std::uint16_t>(Answer::ShutdownEvent);
        seen.text = intern_foreign(texts_, text_member(document, "shutdownReason"));
        return;
    }
    seen.invoke = name_invoke(text_member(document, "requestId"));
}

std::int64_t SeenCalls::instant_of(std::int64_t wall_ms) const {
    return wall_ms == 0 ? 0 : (wall_ms - wall_epoch_ms_) * 1'000'000;
}

// A request id is heard first when its event is handed out, in the order of the invokes.
model::InvokeId SeenCalls::name_invoke(std::string_view request_id) {
    const auto found = invokes_.find(request_id);
    if (found != invokes_.end()) return found->second;
    if (request_id.empty() || unnamed_.empty()) return {};
    const model::InvokeId invoke = unnamed_.front();
    unnamed_.erase(unnamed_.begin());
    invokes_.emplace(request_id, invoke);
    return invoke;
}

model::InvokeId SeenCalls::invoke_of(std::string_view request_id) const {
    const auto found = invokes_.find(request_id);
    return found == invokes_.end() ? model::InvokeId{} : found->second;
}

// Files first, then the others in the order in which they came.
std::uint8_t SeenCalls::slot_of(std::string_view name) {
    auto found = std::ranges::find(names_, name);
    if (found == names_.end()) found = names_.insert(names_.end(), std::string{name});
    const auto slot = found - names_.begin();
    return static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(slot, model::max_slots - 1));
}

}  // namespace hourglass::real
