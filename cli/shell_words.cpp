#include "cli/shell_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace hourglass::cli {

namespace {

class Splitter {
public:
    explicit Splitter(std::string_view command) : command_(command) {}

    model::Result<std::vector<std::string>> split() {
        for (; at_ < command_.size(); ++at_) take(command_[at_]);
        if (quote_ != '\0') {
            return model::failure(
                model::ErrorKind::BadInput,
                fmt::format("the command {} has a quote without its end", command_),
                "Close the quote, or put a backslash before it.");
        }
        end_word();
        return std::move(words_);
    }

private:
    void take(char c) {
        if (quote_ == '\'') {
            c == '\'' ? close() : add(c);
        } else if (c == '\\' && at_ + 1 < command_.size()) {
            take_escaped(command_[++at_]);
        } else if (quote_ == '"') {
            c == '"' ? close() : add(c);
        } else if (c == '\'' || c == '"') {
            quote_ = c;
            in_word_ = true;
        } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            end_word();
        } else {
            add(c);
        }
    }

    // Between double quotes a backslash is itself unless it escapes something.
    void take_escaped(char c) {
        if (quote_ == '"' && c != '"' && c != '\\' && c != '$' && c != '`') add('\\');
        add(c);
    }

    void close() { quote_ = '\0'; }

    void add(char c) {
        word_ += c;
        in_word_ = true;
    }

    void end_word() {
        if (in_word_) words_.push_back(std::exchange(word_, {}));
        in_word_ = false;
    }

    std::string_view command_;
    std::size_t at_ = 0;
    char quote_ = '\0';
    bool in_word_ = false;
    std::string word_;
    std::vector<std::string> words_;
};

bool is_plain(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view{"_-./=:,+@%"}.find(c) != std::string_view::npos;
}

}  // namespace

model::Result<std::vector<std::string>> shell_words(std::string_view command) {
    return Splitter{command}.split();
}

std::string shell_word(std::string_view word) {
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return std::string{word};
    std::string text = "'";
    for (const char c : word) {
        if (c == '\'') {
            text += "'\\''";
        } else {
            text += c;
        }
    }
    return text + "'";
}

}  // namespace hourglass::cli
