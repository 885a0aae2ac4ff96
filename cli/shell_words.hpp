// Commands that the user gives as one string, split as a shell does, and put together again.
#pragma once

#include "model/base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hourglass::cli {

// Words are parted by blanks; single quotes, double quotes and backslashes keep them together.
// There are no variables, globs or pipes.
model::Result<std::vector<std::string>> shell_words(std::string_view command);

// The word in a form that a shell takes as one word.
std::string shell_word(std::string_view word);

}  // namespace hourglass::cli
