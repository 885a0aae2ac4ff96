#include "model/judge/http_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

namespace hourglass::model::judging {
namespace {

constexpr std::string_view line_end = "\r\n";

char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// A token of RFC 9110, as methods and header names are.
bool is_token(std::string_view text) {
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_plain(std::string_view text) {
    return std::ranges::none_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < ' ' && c != '\t') || byte == 0x7f;
    });
}

std::optional<std::size_t> whole_number(std::string_view text, int base) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

// Reads a text from its beginning; what it cannot read is missing or wrong.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    // Nothing if the line has no end.
    std::optional<std::string_view> line() {
        const std::size_t end = rest_.find(line_end);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end + line_end.size());
        return line;
    }
    bool take(std::size_t size, std::string& into) {
        const std::size_t there = std::min(size, rest_.size());
        into += rest_.substr(0, there);
        rest_.remove_prefix(there);
        return there == size;
    }
    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

Wholeness read_headers(Cursor& text, HttpHeaders& headers) {
    while (const auto line = text.line()) {
        if (line->empty()) return Wholeness::Whole;
        const std::size_t colon = line->find(':');
        if (colon == std::string_view::npos || !is_token(line->substr(0, colon))) {
            return Wholeness::Malformed;
        }
        const std::string_view value = trimmed(line->substr(colon + 1));
        if (!is_plain(value)) return Wholeness::Malformed;
        headers.emplace_back(line->substr(0, colon), value);
    }
    return Wholeness::Partial;
}

Wholeness read_chunks(Cursor& text, HttpMessage& message) {
    while (const auto line = text.line()) {
        constexpr int hexadecimal = 16;
        const auto size = whole_number(trimmed(line->substr(0, line->find(';'))), hexadecimal);
        if (!size) return Wholeness::Malformed;
        if (*size == 0) return read_headers(text, message.trailers);
        if (!text.take(*size, message.body)) return Wholeness::Partial;
        const auto end = text.line();
        if (!end) return Wholeness::Partial;
        if (!end->empty()) return Wholeness::Malformed;
    }
    return Wholeness::Partial;
}

Wholeness read_body(Cursor& text, HttpMessage& message) {
    if (same_letters(message.header("Transfer-Encoding"), "chunked")) {
        message.chunked = true;
        return read_chunks(text, message);
    }
    if (message.count_of("Content-Length") == 0) return Wholeness::Whole;
    constexpr int decimal = 10;
    const auto size = whole_number(message.header("Content-Length"), decimal);
    for (const auto& [name, value] : message.headers) {
        const bool other =
            same_letters(name, "Content-Length") && whole_number(value, decimal) != size;
        if (other) return Wholeness::Malformed;
    }
    if (!size) return Wholeness::Malformed;
    return text.take(*size, message.body) ? Wholeness::Whole : Wholeness::Partial;
}

Wholeness read_rest(Cursor& text, HttpMessage& message) {
    const Wholeness headers = read_headers(text, message.headers);
    return headers == Wholeness::Whole ? read_body(text, message) : headers;
}

// "GET /path HTTP/1.1"
bool read_request_line(std::string_view line, HttpSent& request) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return false;
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, last - first - 1);
    request.path = request.target.substr(0, request.target.find('?'));
    const std::string_view protocol = line.substr(last + 1);
    if (!protocol.starts_with("HTTP/1.") || protocol.size() != 8) return false;
    request.version = protocol.substr(5);
    const bool plain =
        is_plain(request.target) && request.target.find(' ') == std::string_view::npos;
    return plain && is_token(request.method) && !request.target.empty();
}

// "HTTP/1.1 200 OK"
bool read_status_line(std::string_view line, HttpGot& answer) {
    constexpr int decimal = 10;
    if (!line.starts_with("HTTP/1.") || line.size() < 12) return false;
    const auto status = whole_number(line.substr(9, 3), decimal);
    if (!status) return false;
    answer.version = line.substr(5, 3);
    answer.status = static_cast<int>(*status);
    answer.interim = answer.status < 200;
    return true;
}

}  // namespace

bool same_letters(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lower, lower);
}

std::string_view HttpMessage::header(std::string_view name) const {
    const auto found = std::ranges::find_if(
        headers, [name](const auto& header) { return same_letters(header.first, name); });
    return found == headers.end() ? std::string_view{} : found->second;
}

std::uint32_t HttpMessage::count_of(std::string_view name) const {
    return static_cast<std::uint32_t>(std::ranges::count_if(
        headers, [name](const auto& header) { return same_letters(header.first, name); }));
}

std::vector<HttpSent> requests_in(std::string_view bytes) {
    std::vector<HttpSent> requests;
    Cursor text{bytes};
    while (!text.rest().empty()) {
        HttpSent& request = requests.emplace_back();
        const auto line = text.line();
        if (!line) {
            request.wholeness = Wholeness::Partial;
        } else if (!read_request_line(*line, request)) {
            request.wholeness = Wholeness::Malformed;
        } else {
            request.wholeness = read_rest(text, request);
        }
        if (request.wholeness != Wholeness::Whole) break;
    }
    return requests;
}

std::vector<HttpGot> answers_in(std::string_view bytes) {
    std::vector<HttpGot> answers;
    Cursor text{bytes};
    while (!text.rest().empty()) {
        HttpGot& answer = answers.emplace_back();
        const auto line = text.line();
        if (!line) {
            answer.wholeness = Wholeness::Partial;
        } else if (!read_status_line(*line, answer)) {
            answer.wholeness = Wholeness::Malformed;
        } else {
            answer.wholeness =
                answer.interim ? read_headers(text, answer.headers) : read_rest(text, answer);
        }
        if (answer.wholeness != Wholeness::Whole) break;
    }
    return answers;
}

bool is_uuid(std::string_view text) {
    constexpr std::size_t length = 36;
    if (text.size() != length) return false;
    for (std::size_t i = 0; i < length; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0) {
            return false;
        }
    }
    return true;
}

std::string json_member(std::string_view body, std::string_view name) {
    const auto parsed = nlohmann::json::parse(body, nullptr, false);
    if (!parsed.is_object()) return {};
    const auto found = parsed.find(std::string{name});
    return found != parsed.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool is_json(std::string_view body) {
    return nlohmann::json::accept(body);
}

}  // namespace hourglass::model::judging
