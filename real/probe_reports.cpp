#include "real/probe_reports.hpp"

#include "real/api_call.hpp"

#include <array>
#include <charconv>

namespace hourglass::real {
namespace {

using model::Kind;
using model::Record;
using model::Who;

constexpr std::string_view prefix = "/hourglass/";

struct Report {
    std::string_view name;
    Kind kind;
    std::string_view text;    // the header that says it
    std::string_view amount;  // likewise
};

constexpr std::array reports{
    Report{"batch", Kind::BatchReceived, "Hourglass-Protocol", "Hourglass-Status"},
    Report{"file-written", Kind::FileWritten, "Hourglass-File", ""},
    Report{"file-looked", Kind::FileLooked, "Hourglass-File", "Hourglass-Found"},
};

template <class Number>
Number number_in(std::string_view text) {
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// runtime:0:1, as process_variable() writes it.
bool read_process(std::string_view text, Record& record) {
    const std::size_t first = text.find(':');
    const std::size_t second = text.find(':', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return false;
    record.who = text.substr(0, first) == "runtime" ? Who::Runtime : Who::Extension;
    record.slot = number_in<std::uint8_t>(text.substr(first + 1, second - first - 1));
    record.generation = number_in<std::uint32_t>(text.substr(second + 1));
    return true;
}

}  // namespace

bool is_probe_report(const HttpRequest& request) {
    return request.path.starts_with(prefix);
}

std::optional<Record> read_probe_report(const HttpRequest& request, model::Texts& texts,
                                        Payloads& payloads) {
    const std::string_view name = request.path.substr(prefix.size());
    for (const Report& report : reports) {
        if (report.name != name || request.method != "POST") continue;
        Record record{.kind = report.kind};
        if (!read_process(request.header("Hourglass-Process"), record)) return std::nullopt;
        record.text = intern_foreign(texts, request.header(report.text));
        if (!report.amount.empty()) {
            record.amount = number_in<std::int64_t>(request.header(report.amount));
        }
        if (report.kind == Kind::BatchReceived) {
            record.payload = payloads.intern(request.body);
            if (!request.header("Hourglass-Late").empty()) record.flags = model::answers_late;
        }
        return record;
    }
    return std::nullopt;
}

}  // namespace hourglass::real
