// As much of C++'s lexical structure as the checks need: what is code, where its words are, and
// which braces are function bodies. A heuristic, not a parser: it is tried in lexing_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::repository {

enum class Literals : bool { Blank, Keep };

// The text with comments (and the insides of literals) as spaces; offsets and lines stay.
std::string code_of(std::string_view text, Literals literals = Literals::Blank);

// The code with preprocessor lines as spaces.
std::string without_directives(std::string code);

struct Word {
    std::string_view text;
    std::size_t offset{};
};

std::vector<Word> words_of(std::string_view code);

struct FunctionSpan {
    std::string head;  // everything before the opening brace
    std::size_t first_line{};
    std::size_t lines{};
};

// The outermost function bodies; a lambda counts into the function around it.
std::vector<FunctionSpan> functions_of(std::string_view text);

}  // namespace hourglass::repository
