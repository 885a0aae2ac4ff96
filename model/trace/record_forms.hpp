// What a line of a trace file says of a record: for each kind its members, how they are called
// and how they are spelled. Writer and reader both follow this table.
#pragma once

#include "model/trace/names.hpp"
#include "model/trace/record.hpp"
#include "model/trace/states.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hourglass::model {

// How a member is spelled.
enum class Spelling : std::uint8_t {
    Number,
    Budget,      // a number; null stands for no_amount
    Text,        // the interned string
    Enumerator,  // by the field's names
    Bits,        // array of the names of the bits that are set
    Process,     // who, slot and generation as one name
    RuleId,      // code is a RuleIndex
    StatePair,   // amount is two states; the field's name is that of the first
};

// Members of a Record but `at` and `kind`.
enum class Member : std::uint8_t {
    Amount,
    Call,
    Invoke,
    Payload,
    Generation,
    Text,
    Code,
    Who,
    Slot,
    Flags,
};
inline constexpr std::size_t member_count = 10;

enum class Shown : std::uint8_t { Always, UnlessZero };

struct Field {
    std::string_view name;
    Member member{};
    Spelling spelling{};
    Shown shown{};
    EnumNames names{};  // Enumerator, Bits
};

// The fields of a kind in the order in which they are written.
std::span<const Field> fields_of(Kind kind);

// A member with a value that its kind does not speak of is written as a plain number under this
// name, so that nothing gets lost.
std::string_view raw_name(Member member);

// The machine whose states the amount of the record names, if it names states.
std::optional<Machine> machine_of_states(const Record& record);
// How the second state of a StatePair is called.
std::string_view second_state_name(const Field& field);

std::int64_t value_of(const Record& record, Member member);
// False if the value does not fit the member.
bool set_value(Record& record, Member member, std::int64_t value);

}  // namespace hourglass::model
