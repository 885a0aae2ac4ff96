// Calls of clients: how they reach the platform, and how its answers reach them.
#include "model/trace/answer.hpp"
#include "real/process_run.hpp"

#include <fmt/format.h>

namespace hourglass::real {

using model::Answer;
using model::Kind;
using model::Record;

void ProcessBackend::Run::requested(const HttpRequest& request) {
    if (meets_hostility(request)) return;
    if (answered_beside_the_platform(request)) return;
    const ApiRecords api{
        .names = names_,
        .texts = texts_,
        .payloads = payloads_,
        .restore = setup_.init_caching == model::InitCaching::On ? RestoreRoutes::Present
                                                                 : RestoreRoutes::Absent,
        .extensions = scenario_.config.extensions == scenarios::Extensions::Disabled
                          ? ExtensionRoutes::Absent
                          : ExtensionRoutes::Present,
        .body_limit = HttpLimits{}.body};
    auto outcome = read_call(request, api);
    if (auto* reply = std::get_if<HttpReply>(&outcome)) {
        const std::string line = fmt::format("{} {}", request.method, request.path.substr(0, 256));
        Record stray = client_of(request);
        stray.amount = reply->status;
        stray.call = request.call;
        stray.text = intern_foreign(texts_, line);
        stray.kind = Kind::StrayCall;
        note(stray);
        return server_->answer(request.call, *reply);
    }
    auto& call = std::get<ApiCall>(outcome);
    const std::uint32_t generation = generation_of(request);
    if (generation != platform_.generation()) call.event.generation = generation;
    note_headers(request, call);
    const Record event = call.event;
    calls_.emplace(request.call.value, std::move(call));
    if (!taken_when_passed_on(request, event)) take_response(event);
}

void ProcessBackend::Run::delivered(model::CallId call) {
    const auto found = calls_.find(call.value);
    if (found == calls_.end()) return;
    const Record& event = found->second.event;
    note({.amount = event.amount,
          .call = call,
          .code = event.code,
          .kind = Kind::CallReceived,
          .who = event.who,
          .slot = event.slot});
    calls_.erase(found);
}

void ProcessBackend::Run::abandoned(model::CallId call) {
    const auto found = calls_.find(call.value);
    if (found == calls_.end()) return;
    const model::Who who = found->second.event.who;
    calls_.erase(found);
    take({.call = call, .kind = Kind::CallAbandoned, .who = who});
}

void ProcessBackend::Run::refused(int status) {
    note({.amount = status, .text = texts_.intern("(malformed request)"), .kind = Kind::StrayCall});
}

void ProcessBackend::Run::answer(const Record& effect) {
    const auto found = calls_.find(effect.call.value);
    if (found == calls_.end()) return;
    ApiCall& call = found->second;
    if (model::code_of<Answer>(effect) == Answer::ConnectionClosed) {
        note({.call = effect.call,
              .kind = Kind::CallLost,
              .who = call.event.who,
              .slot = call.event.slot});
        calls_.erase(found);
        return server_->close(effect.call);
    }
    const AnswerContext context{
        .function = function_,
        .texts = texts_,
        .payloads = payloads_,
        .names = names_,
        .callers = callers_,
        .profile = options_.profile,
        .wall_epoch_ms = wall_clock_.epoch_ms() + hostility_.skew().count()};
    HttpReply reply = unkindly(call, effect, reply_to(call, effect, context));
    if (options_.defect) options_.defect(effect, reply);
    call.event.code = effect.code;
    call.event.amount = reply.status;
    if (model::code_of<Answer>(effect) == Answer::Registered) {
        call.event.slot = effect.slot;
        if (telemetry_) telemetry_->named(effect.slot, call.subject);
    }
    server_->answer(effect.call, std::move(reply));
}

}  // namespace hourglass::real
