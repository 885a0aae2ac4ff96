// What a Note says, in words; `text` is the record's text.
#pragma once

#include "model/trace/record.hpp"

#include <string>
#include <string_view>

namespace hourglass::reports {

std::string note_words(const model::Record& note, std::string_view text);

}  // namespace hourglass::reports
