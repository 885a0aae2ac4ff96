// Which records tell a deadline, and so go with the wall clock when it is stepped.
#pragma once

#include "model/trace/answer.hpp"
#include "model/trace/record.hpp"

namespace hourglass::model {

// Without an amount there is none to tell.
constexpr bool tells_deadline(const Record& effect) {
    return effect.kind == Kind::CallAnswered && effect.amount != 0 &&
           tells_deadline(code_of<Answer>(effect));
}

}  // namespace hourglass::model
