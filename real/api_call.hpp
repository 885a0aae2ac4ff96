// Reads a request of the Runtime or Extensions API: it is either a call that the platform decides
// on, or it is answered at once because it never gets that far.
#pragma once

#include "model/base/texts.hpp"
#include "model/trace/record.hpp"
#include "real/http_message.hpp"
#include "real/payloads.hpp"
#include "real/wire_names.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace hourglass::real {

struct ApiCall {
    model::Record event;  // all but `at`
    // What the words of an answer need: the name or identifier the call came with, and the event
    // that does not exist.
    std::string subject;
    std::string unknown_event;
    bool accepts_account = false;  // a registration that wants the account id in its answer
};

enum class RestoreRoutes : std::uint8_t { Absent, Present };
enum class ExtensionRoutes : std::uint8_t { Present, Absent };

// Where what a request says is kept.
struct ApiRecords {
    WireNames& names;
    model::Texts& texts;
    Payloads& payloads;
    RestoreRoutes restore{};
    ExtensionRoutes extensions{};
    std::uint64_t body_limit = 0;
};

std::variant<ApiCall, HttpReply> read_call(const HttpRequest& request, const ApiRecords& records);

// The flags of a response that comes with this mode.
std::uint8_t mode_of(std::string_view header);

// Interns what comes from outside: cut to a length that is sensible, and not without end.
model::TextId intern_foreign(model::Texts& texts, std::string_view text);

}  // namespace hourglass::real
