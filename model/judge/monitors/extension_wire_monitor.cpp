#include "model/judge/monitors/extension_wire_monitor.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace hourglass::model::judging {
namespace {

constexpr std::string_view identifier_name = "Lambda-Extension-Identifier";

// What is wrong with an identifier by itself; "" if nothing is. Only the canonical form is judged.
std::string_view identifier_error(std::string_view identifier) {
    if (identifier.empty()) return "Extension.MissingExtensionIdentifier";
    const bool other_form =
        identifier.find_first_of("{}:") != std::string_view::npos || identifier.size() == 32;
    if (other_form || is_uuid(identifier)) return "";
    return "Extension.InvalidExtensionIdentifier";
}

bool is_unusual(const HttpSent& request) {
    return std::ranges::any_of(request.headers, [](const auto& header) {
        return same_letters(header.first, identifier_name) && header.first != identifier_name;
    });
}

// What is wrong with a registration whatever the state; "" if nothing is.
std::string_view registration_error(const HttpSent& request, bool internal) {
    if (request.header("Lambda-Extension-Name").empty()) return "Extension.InvalidExtensionName";
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    if (!body.is_object() && !body.is_null()) return "InvalidRequestFormat";
    if (!body.is_object() || !body.contains("events")) return "";
    for (const auto& event : body["events"]) {
        if (event != "INVOKE" && event != "SHUTDOWN") return "Extension.InvalidEventType";
        if (internal && event == "SHUTDOWN") return "Extension.InvalidEventType";
    }
    return "";
}

// Of a comma separated list.
bool accepts_account(std::string_view features) {
    for (std::size_t begin = 0; begin <= features.size();) {
        const std::size_t end = std::min(features.find(',', begin), features.size());
        std::string_view item = features.substr(begin, end - begin);
        while (item.starts_with(' ')) item.remove_prefix(1);
        while (item.ends_with(' ')) item.remove_suffix(1);
        if (item == "accountId") return true;
        begin = end + 1;
    }
    return false;
}

}  // namespace

void ExtensionWireMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (!is_api_exchange(record)) return;
    const WireTalk talk = talk_of(record, scene);
    if (talk.has(wire_left)) return;
    for (const WireTurn& turn : talk.turns) {
        if (!turn.whole() || !turn.answer || turn.answer->wholeness == Wholeness::Malformed)
            continue;
        if (turn.request.version == "1.1" && turn.request.count_of("Host") == 0) continue;
        if (turn.is(WireCall::Register)) see_registration(turn, record, scene, bench);
        if (turn.is(WireCall::ExtensionPoll) || turn.is(WireCall::ExtensionPost)) {
            see_identified(talk, turn, bench);
        }
    }
}

void ExtensionWireMonitor::see_identified(const WireTalk& talk, const WireTurn& turn,
                                          Bench& bench) const {
    const HttpSent& request = turn.request;
    const std::string_view identifier = request.header(identifier_name);
    const std::string_view fault = identifier_error(identifier);
    const std::string type = json_member(turn.answer->body, "errorType");
    const bool about_identifier = type == "Extension.MissingExtensionIdentifier" ||
                                  type == "Extension.InvalidExtensionIdentifier";
    const bool right = fault.empty() ? !about_identifier : turn.status() == 403 && type == fault;
    if (is_unusual(request) || request.count_of(identifier_name) > 1) {
        bench.check("HTTP-12"_rule, right,
                    "{} with the identifier \"{}\" in an unusual or repeated header is answered "
                    "{} {}",
                    turn.name(), identifier, turn.status(), type);
        return;
    }
    if (!fault.empty()) {
        bench.check("EXT-10"_rule, right, "{} with the identifier \"{}\" is answered {} {}, not {}",
                    turn.name(), identifier, turn.status(), type, fault);
    }
    const bool no_type = turn.is(WireCall::ExtensionPost) &&
                         request.header("Lambda-Extension-Function-Error-Type").empty();
    if (!fault.empty() && no_type) {
        bench.check("HTTP-13"_rule, right,
                    "{} without error type is answered {}, before its identifier is looked at",
                    turn.name(), type);
    }
    const bool known = talk.has(wire_own) || std::ranges::count(given_, identifier) > 0;
    if (!fault.empty() || known || no_type || !is_uuid(identifier)) return;
    bench.check("EXT-10"_rule,
                turn.status() == 403 && type == "Extension.UnknownExtensionIdentifier",
                "{} with an identifier that was never given is answered {} {}", turn.name(),
                turn.status(), type);
}

void ExtensionWireMonitor::see_registration(const WireTurn& turn, const Record& record,
                                            const Scene& scene, Bench& bench) {
    const bool internal = record.who == Who::Runtime;
    const std::string_view fault = registration_error(turn.request, internal);
    const std::string name{turn.request.header("Lambda-Extension-Name")};
    const std::string type = json_member(turn.answer->body, "errorType");
    if (!fault.empty()) {
        const bool refused = turn.status() == 403 || turn.status() == 400;
        bench.check("EXT-11"_rule, refused && type == fault,
                    "a bad registration is answered {} {}, not {}", turn.status(), type, fault);
        if (!name.empty()) refused_.push_back(name);
        return;
    }
    if (std::ranges::count(refused_, name) > 0 && internal) {
        std::erase(refused_, name);
        bench.check("EXT-11"_rule, type != "Extension.InvalidExtensionState",
                    "a refused registration has left its trace: {} may not register any more",
                    name);
    }
    if (turn.status() == 200) see_registered(turn, scene, bench);
}

void ExtensionWireMonitor::see_registered(const WireTurn& turn, const Scene& scene, Bench& bench) {
    const HttpGot& answer = *turn.answer;
    const std::string identifier{answer.header(identifier_name)};
    const auto body = nlohmann::json::parse(answer.body, nullptr, false);
    const bool named = body.is_object() && body.contains("functionName") &&
                       body.contains("functionVersion") && body.contains("handler");
    const bool fresh = is_uuid(identifier) && std::ranges::count(given_, identifier) == 0;
    bench.check("EXT-34"_rule, named && fresh,
                "a registration is answered with the identifier \"{}\" and {}", identifier,
                answer.body);
    given_.push_back(identifier);
    const bool accepts = accepts_account(turn.request.header("Lambda-Extension-Accept-Feature"));
    const std::string account = json_member(answer.body, "accountId");
    // The documented service always knows its account, the emulator has none.
    const bool wanted = accepts && scene.aws();
    bench.check("EXT-38"_rule, wanted ? !account.empty() : account.empty() || accepts,
                "a registration that {} account ids is answered with \"{}\"",
                accepts ? "accepts" : "does not accept", account);
}

}  // namespace hourglass::model::judging
