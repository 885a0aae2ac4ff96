// The members of a Record by name.
#include "model/trace/record_forms.hpp"

#include <array>
#include <limits>

namespace hourglass::model {

namespace {

template <class Value>
bool set_number(Value& target, std::int64_t value) {
    if (value < 0 || value > std::int64_t{std::numeric_limits<Value>::max()}) return false;
    target = static_cast<Value>(value);
    return true;
}

bool set_who(Who& who_of, std::int64_t value) {
    if (value < 0 || value > 0xff) return false;
    who_of = static_cast<Who>(value);
    return true;
}

}  // namespace

std::string_view raw_name(Member member) {
    static constexpr std::array<std::string_view, member_count> names{
        "raw_amount", "raw_call", "raw_invoke", "raw_payload", "raw_generation",
        "raw_text",   "raw_code", "raw_who",    "raw_slot",    "raw_flags"};
    return names.at(static_cast<std::size_t>(member));
}

std::int64_t value_of(const Record& record, Member member) {
    switch (member) {
        case Member::Amount:
            return record.amount;
        case Member::Call:
            return record.call.value;
        case Member::Invoke:
            return record.invoke.value;
        case Member::Payload:
            return record.payload.value;
        case Member::Generation:
            return record.generation;
        case Member::Text:
            return record.text.value;
        case Member::Code:
            return record.code;
        case Member::Who:
            return static_cast<std::int64_t>(record.who);
        case Member::Slot:
            return record.slot;
        case Member::Flags:
            return record.flags;
    }
    return 0;
}

bool set_value(Record& record, Member member, std::int64_t value) {
    switch (member) {
        case Member::Amount:
            record.amount = value;
            return true;
        case Member::Call:
            return set_number(record.call.value, value);
        case Member::Invoke:
            return set_number(record.invoke.value, value);
        case Member::Payload:
            return set_number(record.payload.value, value);
        case Member::Generation:
            return set_number(record.generation, value);
        case Member::Text:
            return set_number(record.text.value, value);
        case Member::Code:
            return set_number(record.code, value);
        case Member::Who:
            return set_who(record.who, value);
        case Member::Slot:
            return set_number(record.slot, value);
        case Member::Flags:
            return set_number(record.flags, value);
    }
    return false;
}

}  // namespace hourglass::model
