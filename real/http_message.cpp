#include "real/http_message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace hourglass::real {
namespace {

bool same_name(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    });
}

void append_escaped(std::string& out, char letter) {
    switch (letter) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20 || letter == '<' || letter == '>' || letter == '&') {
        out += fmt::format("\\u{:04x}", byte);
    } else {
        out += letter;
    }
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) {
        return same_name(header.first, name);
    });
    return found == headers.end() ? std::string_view{} : found->second;
}

void HttpReply::add_header(std::string_view name, std::string_view value) {
    headers += name;
    headers += ": ";
    for (const char letter : value) {
        headers += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
    }
    headers += "\r\n";
}

std::string json_string(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const bool line_separator = text.starts_with("\xe2\x80\xa8");
        if (line_separator || text.starts_with("\xe2\x80\xa9")) {
            out += line_separator ? "\\u2028" : "\\u2029";
            text.remove_prefix(3);
        } else {
            append_escaped(out, text.front());
            text.remove_prefix(1);
        }
    }
    return out + "\"";
}

HttpReply json_reply(int status, std::string body) {
    HttpReply reply{.status = status, .headers = {}, .body = std::move(body)};
    reply.add_header("Content-Type", "application/json");
    reply.body += '\n';
    return reply;
}

HttpReply text_reply(int status, std::string body) {
    HttpReply reply{.status = status, .headers = {}, .body = std::move(body)};
    reply.add_header("Content-Type", "text/plain; charset=utf-8");
    return reply;
}

HttpReply error_reply(int status, std::string_view type, std::string_view message) {
    return json_reply(status, fmt::format(R"({{"errorMessage":{},"errorType":{}}})",
                                          json_string(message), json_string(type)));
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 410:
            return "Gone";
        case 413:
            return "Request Entity Too Large";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        default:
            return "Unknown";
    }
}

}  // namespace hourglass::real
