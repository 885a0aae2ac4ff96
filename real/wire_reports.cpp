#include "real/wire_reports.hpp"

#include <charconv>

namespace hourglass::real {
namespace {

std::string_view take_word(std::string_view& text) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

template <class Number>
Number number_in(std::string_view word, int base = 10) {
    Number number{};
    std::from_chars(word.data(), word.data() + word.size(), number, base);
    return number;
}

void append_hex(std::string& bytes, std::string_view digits) {
    constexpr int hexadecimal = 16;
    for (; digits.size() >= 2; digits.remove_prefix(2)) {
        bytes += static_cast<char>(number_in<unsigned>(digits.substr(0, 2), hexadecimal));
    }
}

}  // namespace

std::optional<WireReport> WireReports::take(const model::ProcessName& process,
                                            std::string_view line) {
    line.remove_prefix(mark.size());
    const auto number = number_in<std::uint32_t>(take_word(line));
    const Key key{process.who, process.slot, process.generation, number};
    WireReport& report = unfinished_[key];
    const std::string_view part = take_word(line);
    if (part == "s") append_hex(report.sent, line);
    if (part == "g") append_hex(report.got, line);
    if (part != ".") return std::nullopt;
    report.size = number_in<std::int64_t>(take_word(line));
    report.flags = number_in<std::uint8_t>(line);
    return std::move(unfinished_.extract(key).mapped());
}

}  // namespace hourglass::real
