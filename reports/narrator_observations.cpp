// Telemetry, files and responses on their way, in words.
#include "model/trace/names.hpp"
#include "reports/narrator.hpp"

#include <fmt/format.h>

namespace hourglass::reports {

using model::Kind;
using model::Record;

std::string Narrator::told(const Record& record) const {
    switch (record.kind) {
        case Kind::Subscription:
            return fmt::format("subscribes to {}: {} {}", record.code == 0 ? "telemetry" : "logs",
                               record.amount, text(record));
        case Kind::BatchReceived:
            return fmt::format("gets a batch of events over {} and answers {}", text(record),
                               record.amount);
        case Kind::FileWritten:
            return fmt::format("writes the file {}", text(record));
        case Kind::FileLooked:
            return fmt::format("looks for the file {}: {}", text(record),
                               record.amount != 0 ? "it is there" : "it is gone");
        default:
            return "was seen";
    }
}

std::string Narrator::moved(const Record& record) const {
    const std::string response = fmt::format("the response to invoke {}", record.invoke.value);
    switch (record.kind) {
        case Kind::UploadBegun:
            return fmt::format("begins to send {}", response);
        case Kind::ChunkCame:
            return fmt::format("sends {} bytes of {}", record.amount, response);
        case Kind::UploadBroken:
            return fmt::format("{} breaks off after {} bytes{}", response, record.amount,
                               (record.flags & model::cut_by_platform) != 0 ? ", cut" : "");
        case Kind::ChunkPassed:
            return fmt::format("passes {} bytes of {} on", record.amount, response);
        case Kind::StreamEnded:
            return fmt::format("ends {} after {} bytes: {} {}", response, record.amount,
                               model::name_of(model::code_of<model::StreamEnd>(record)),
                               text(record));
        default:
            return "was seen";
    }
}

}  // namespace hourglass::reports
