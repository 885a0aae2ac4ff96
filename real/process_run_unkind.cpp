// The part of a run that is for somebody's own programs: what they are told unkindly, what the
// headers of their calls say, and what they leave behind.
#include "real/environment.hpp"
#include "real/process_run.hpp"

#include <fmt/format.h>

namespace hourglass::real {
namespace {

using model::Hardship;
using model::Kind;
using model::Record;
using model::Who;

Record hardship_of(Record whose, Hardship hardship) {
    whose.kind = Kind::Note;
    whose.code = model::code_of_hardship(hardship);
    return whose;
}

HttpReply reply_with(int status) {
    if (status < 300) return error_reply(status, "Hourglass.NotSupported", "Not supported");
    return error_reply(status, status >= 500 ? "InternalServerError" : "Hourglass.Refused",
                       "The platform of this scenario answers so");
}

std::string line_of(const HttpRequest& request) {
    return fmt::format("{} {}", request.method, request.path.substr(0, 256));
}

}  // namespace

// Whose call it is, as far as path and headers tell.
Record ProcessBackend::Run::client_of(const HttpRequest& request) const {
    if (request.path.starts_with("/2018-06-01/")) {
        return {.generation = generation_of(request), .who = Who::Runtime};
    }
    const auto known =
        names_.extension_of(std::string{request.header("Lambda-Extension-Identifier")});
    if (known) {
        return {.generation = known->generation, .who = Who::Extension, .slot = known->slot};
    }
    const std::string_view name = request.header("Lambda-Extension-Name");
    for (std::uint8_t slot = 0; slot < setup_.external_extensions; ++slot) {
        if (texts_.text_of(setup_.names.at(slot)) != name) continue;
        return {.generation = generation_of(request), .who = Who::Extension, .slot = slot};
    }
    return {};
}

// Where somebody's own programs are judged, the probe beside them has it easy.
bool ProcessBackend::Run::is_judged(const Record& whose) const {
    return plan_.clients() != model::Clients::Foreign || plan_.is_foreign(process_of(whose));
}

// Whether the call was answered, or not, without the platform.
bool ProcessBackend::Run::meets_hostility(const HttpRequest& request) {
    if (!hostility_.any() || !is_judged(client_of(request))) return false;
    const Reception reception = hostility_.receive(request);
    if (reception.meeting == Meeting::PassedOn) return false;
    const bool cut_off = reception.meeting == Meeting::CutOff;
    Record record =
        hardship_of(client_of(request), cut_off ? Hardship::Gone : Hardship::AnsweredWith);
    record.call = request.call;
    record.amount = reception.status;
    record.text = intern_foreign(texts_, line_of(request));
    note(record);
    if (cut_off) {
        go_for_good();
        server_->close(request.call);
    } else {
        server_->answer(request.call, reply_with(reception.status));
    }
    return true;
}

// Whoever waits loses its connection.
void ProcessBackend::Run::go_for_good() {
    for (const auto& [number, call] : calls_) {
        note({.call = model::CallId{number},
              .kind = Kind::CallLost,
              .who = call.event.who,
              .slot = call.event.slot});
        server_->close(model::CallId{number});
    }
    calls_.clear();
}

HttpReply ProcessBackend::Run::unkindly(const ApiCall& call, const Record& effect,
                                        HttpReply reply) {
    Record whose{.call = effect.call, .who = call.event.who, .slot = call.event.slot};
    whose.generation = whose.who == Who::Runtime ? platform_.generation() : call.event.generation;
    if (call.event.kind == Kind::RegisterCalled) {
        whose.slot = effect.slot;
        whose.generation = effect.generation;
    }
    if (!hostility_.any() || !is_judged(whose)) return reply;
    for (const Hardship hardship : hostility_.adorn(call, effect, reply)) {
        note(hardship_of(whose, hardship));
    }
    const auto status = hostility_.take_replacement(effect.call);
    if (!status) return reply;
    Record record = hardship_of(whose, Hardship::AnsweredWith);
    record.amount = *status;
    record.text = texts_.intern("POST /2018-06-01/runtime/invocation/*/response");
    note(record);
    return reply_with(*status);
}

// What a monitor cannot see in the call itself. The probe's headers are ours.
void ProcessBackend::Run::note_headers(const HttpRequest& request, const ApiCall& call) {
    const bool foreign =
        plan_.clients() == model::Clients::Foreign && is_judged(client_of(request));
    if (!foreign) return;
    const auto type = request.header("Lambda-Runtime-Function-Error-Type");
    const auto id = request.header("Lambda-Runtime-Invocation-Id");
    const auto mode = request.header("Lambda-Runtime-Function-Response-Mode");
    const bool response = call.event.kind == Kind::ResponsePosted;
    std::uint8_t flags = 0;
    const auto say = [&flags](std::uint8_t flag, bool so) {
        if (so) flags |= flag;
    };
    say(model::has_user_agent, !request.header("User-Agent").empty());
    say(model::has_error_type, !response && !type.empty());
    if (!id.empty()) {
        const bool same = id == hostility_.invocation_id_of(call.event.invoke);
        say(same ? model::has_invocation_id : model::has_wrong_invocation_id, true);
    }
    say(model::says_streaming, mode == "streaming");
    say(model::says_odd_mode, !mode.empty() && mode != "streaming");
    say(model::announces_trailers, !request.header("Trailer").empty());
    // Nobody sends that before a response's body.
    say(model::has_error_trailer, response && !type.empty());
    note({.call = request.call,
          .text = intern_foreign(texts_, type),
          .code = model::note_of_headers,
          .kind = Kind::Note,
          .who = call.event.who,
          .slot = call.event.slot,
          .flags = flags});
}

void ProcessBackend::Run::note_left(const Descendant& left) {
    note_text(Kind::Note, fmt::format("process {} ({}) outlived its parent and was ended", left.pid,
                                      left.name));
    const auto owner = process_of_variable(left.owner);
    if (!owner) return;
    note({.amount = left.pid,
          .generation = owner->generation,
          .text = intern_foreign(texts_, left.name),
          .code = model::note_of_left_process,
          .kind = Kind::Note,
          .who = owner->who,
          .slot = owner->slot});
}

}  // namespace hourglass::real
