// How the values of a Record are spelled in traces, messages and reports.
#pragma once

#include "model/base/texts.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/trace/answer.hpp"
#include "model/trace/record.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hourglass::model {

// The names of an enumeration, by value; an empty name is no enumerator.
using EnumNames = std::span<const std::string_view>;

EnumNames kind_names();
EnumNames who_names();
EnumNames signal_names();
EnumNames timer_names();
EnumNames outcome_names();
EnumNames reply_names();
EnumNames platform_event_names();
EnumNames answer_names();
EnumNames subscription_api_names();
EnumNames stream_end_names();
// Of the header.
EnumNames clients_names();
EnumNames view_names();
EnumNames profile_names();
EnumNames init_mode_names();
EnumNames init_type_names();

std::optional<std::uint16_t> value_named(EnumNames names, std::string_view name);

std::string_view name_of(Kind kind);
std::string_view name_of(Who who);
std::string_view name_of(Signal signal);
std::string_view name_of(Timer timer);
std::string_view name_of(Outcome outcome);
std::string_view name_of(Reply reply);
std::string_view name_of(PlatformEvent event);
std::string_view name_of(Answer answer);
std::string_view name_of(StreamEnd end);
std::string_view name_of(ProfileName profile);

// "runtime-1", "extension-<file>-1"; a slot without a file is "extension-#4-1".
std::string process_name(const ProcessName& process, const Setup& setup, const Texts& texts);
// The process with that name; none if no such process can exist under the setup.
std::optional<ProcessName> process_named(std::string_view name, const Setup& setup,
                                         const Texts& texts);

}  // namespace hourglass::model
