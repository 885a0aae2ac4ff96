#include "tests/repository/lexing.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace hourglass::repository {

namespace {

bool is_word_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Walks over a text and copies it, blanking what is not code.
class Blanker {
public:
    Blanker(std::string_view text, Literals literals) : text_{text}, literals_{literals} {
        out_.reserve(text.size());
    }

    std::string run() {
        while (at_ < text_.size()) step();
        return std::move(out_);
    }

private:
    void step() {
        if (starts("//")) return blank_until(text_.find('\n', at_));
        if (starts("/*")) return blank_until(after("*/", at_ + 2));
        if (starts("R\"")) return literal_until(raw_string_end());
        if (text_[at_] == '"') return literal_until(quoted_end('"'));
        if (text_[at_] == '\'' && !is_digit_separator()) return literal_until(quoted_end('\''));
        out_.push_back(text_[at_++]);
    }

    bool starts(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }

    std::size_t after(std::string_view mark, std::size_t from) const {
        const std::size_t found = text_.find(mark, from);
        return found == std::string_view::npos ? text_.size() : found + mark.size();
    }

    std::size_t quoted_end(char quote) const {
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
            end += text_[end] == '\\' ? 2 : 1;
        }
        return std::min(end + 1, text_.size());
    }

    std::size_t raw_string_end() const {
        const std::size_t open = text_.find('(', at_);
        if (open == std::string_view::npos) return text_.size();
        const std::string delimiter{text_.substr(at_ + 2, open - at_ - 2)};
        return after(")" + delimiter + "\"", open);
    }

    // The mark in 65'536 or 0xFF'FF, not the one in u8'a'.
    bool is_digit_separator() const {
        std::size_t begin = at_;
        while (begin > 0 && (is_word_char(text_[begin - 1]) || text_[begin - 1] == '\'')) --begin;
        return begin < at_ && std::isdigit(static_cast<unsigned char>(text_[begin])) != 0;
    }

    void literal_until(std::size_t end) {
        if (literals_ == Literals::Blank) return blank_until(end);
        out_.append(text_.substr(at_, end - at_));
        at_ = end;
    }

    void blank_until(std::size_t end) {
        for (end = std::min(end, text_.size()); at_ < end; ++at_) {
            out_.push_back(text_[at_] == '\n' ? '\n' : ' ');
        }
    }

    std::string_view text_;
    Literals literals_;
    std::size_t at_ = 0;
    std::string out_;
};

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::ranges::find(words, word) != words.end();
}

enum class Brace { Scope, Function, Inside, Initialiser };

// A class, namespace or enumeration; not the `class` of a template parameter.
bool opens_a_type(std::string_view head) {
    constexpr std::array<std::string_view, 5> words{"class", "struct", "union", "enum",
                                                    "namespace"};
    return std::ranges::any_of(words_of(head), [&](const Word& word) {
        const std::string_view before = trimmed(head.substr(0, word.offset));
        const bool is_argument =
            !before.empty() && std::string_view{"<,("}.find(before.back()) != std::string::npos;
        return is_one_of(word.text, words) && !is_argument;
    });
}

// The head of a constructor with a list of members: `) :` but not `::`.
bool has_member_list(std::string_view head) {
    for (std::size_t at = head.find(')'); at != std::string_view::npos;
         at = head.find(')', at + 1)) {
        std::string_view rest = trimmed(head.substr(at + 1));
        if (rest.starts_with("noexcept")) rest = trimmed(rest.substr(8));
        if (rest.starts_with(":") && !rest.starts_with("::")) return true;
    }
    return false;
}

bool ends_like_a_signature(std::string_view head) {
    constexpr std::array<std::string_view, 6> tails{"const", "noexcept", "override",
                                                    "final", "mutable",  "try"};
    const std::vector<Word> words = words_of(head);
    if (head.back() == ')' || head.back() == '&') return true;
    if (is_word_char(head.back()) && is_one_of(words.back().text, tails)) return true;
    const std::string_view tail = head.substr(head.rfind(')') + 1);
    return tail.find("->") != std::string_view::npos || tail.find("requires") < tail.size();
}

Brace brace_after(std::string_view head) {
    constexpr std::array<std::string_view, 7> control{"if", "for",  "while", "switch",
                                                      "do", "else", "catch"};
    head = trimmed(head);
    if (head.empty() || opens_a_type(head)) return Brace::Scope;
    if (std::ranges::count(head, '(') != std::ranges::count(head, ')')) return Brace::Initialiser;
    if (head.find('(') == std::string_view::npos) return Brace::Scope;
    const std::vector<Word> words = words_of(head);
    if (!words.empty() && is_one_of(words.front().text, control)) return Brace::Inside;
    if (has_member_list(head)) {
        const bool is_member = is_word_char(head.back()) || head.back() == '>';
        return is_member ? Brace::Initialiser : Brace::Function;
    }
    return ends_like_a_signature(head) ? Brace::Function : Brace::Scope;
}

struct OpenBrace {
    Brace kind{};
    std::size_t head_begin{};
};

// Follows the braces of a file and keeps those that open a function.
class FunctionFinder {
public:
    explicit FunctionFinder(std::string_view text) : code_{without_directives(code_of(text))} {}

    std::vector<FunctionSpan> run() {
        for (at_ = 0; at_ < code_.size(); ++at_) step();
        return std::move(found_);
    }

private:
    void step() {
        const char c = code_[at_];
        if (c == '{') open();
        if (c == '}' && !braces_.empty()) close();
        if (c == ';' || (c == ':' && is_access_label())) head_begin_ = at_ + 1;
    }

    std::string_view head() const {
        return trimmed(std::string_view{code_}.substr(head_begin_, at_ - head_begin_));
    }

    bool is_access_label() const {
        constexpr std::array<std::string_view, 3> labels{"public", "protected", "private"};
        return is_one_of(head(), labels);
    }

    bool in_function() const {
        return std::ranges::find(braces_, Brace::Function, &OpenBrace::kind) != braces_.end();
    }

    void open() {
        const Brace kind = in_function() ? Brace::Inside : brace_after(head());
        braces_.push_back({.kind = kind, .head_begin = head_begin_});
        head_begin_ = at_ + 1;
    }

    void close() {
        const OpenBrace brace = braces_.back();
        braces_.pop_back();
        head_begin_ = brace.kind == Brace::Initialiser ? brace.head_begin : at_ + 1;
        if (brace.kind == Brace::Function) keep(brace.head_begin);
    }

    void keep(std::size_t begin) {
        while (std::isspace(static_cast<unsigned char>(code_[begin])) != 0) ++begin;
        const std::size_t first = 1 + count_lines(0, begin);
        found_.push_back({.head = code_.substr(begin, code_.find('{', begin) - begin),
                          .first_line = first,
                          .lines = 1 + count_lines(begin, at_)});
    }

    std::size_t count_lines(std::size_t begin, std::size_t end) const {
        const std::string_view part = std::string_view{code_}.substr(begin, end - begin);
        return static_cast<std::size_t>(std::ranges::count(part, '\n'));
    }

    std::string code_;
    std::size_t at_ = 0;
    std::size_t head_begin_ = 0;
    std::vector<OpenBrace> braces_;
    std::vector<FunctionSpan> found_;
};

}  // namespace

std::string code_of(std::string_view text, Literals literals) {
    return Blanker{text, literals}.run();
}

std::string without_directives(std::string code) {
    bool at_line_start = true;
    bool in_directive = false;
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char c = code[at];
        if (c == '\n') {
            in_directive = in_directive && at > 0 && code[at - 1] == '\\';
            at_line_start = true;
            continue;
        }
        if (at_line_start && c == '#') in_directive = true;
        if (c != ' ' && c != '\t') at_line_start = false;
        const bool continues = c == '\\' && at + 1 < code.size() && code[at + 1] == '\n';
        if (in_directive && !continues) code[at] = ' ';
    }
    return code;
}

std::vector<Word> words_of(std::string_view code) {
    std::vector<Word> words;
    for (std::size_t begin = 0; begin < code.size();) {
        std::size_t end = begin;
        while (end < code.size() && is_word_char(code[end])) ++end;
        if (end > begin)
            words.push_back({.text = code.substr(begin, end - begin), .offset = begin});
        begin = end + 1;
    }
    return words;
}

std::vector<FunctionSpan> functions_of(std::string_view text) {
    return FunctionFinder{text}.run();
}

}  // namespace hourglass::repository
