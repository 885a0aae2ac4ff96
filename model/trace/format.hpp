// A trace as a file: JSON Lines. The first line is the header, then come the payloads that were
// kept, then one record a line. docs/trace.md describes it; record_forms.cpp holds the one table
// of what a line says for each kind.
//
// (1) Equal traces give equal bytes. (2) Reading what was written gives an equal trace, but for
// the numbering of its texts. (3) Reading never aborts, whatever the bytes are.
#pragma once

#include "model/base/result.hpp"
#include "model/trace/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace hourglass::model {

// Longer files are refused.
inline constexpr std::size_t max_trace_bytes = std::size_t{512} * 1024 * 1024;

std::string write_trace(const Trace& trace);
// The line of one record, with its end of line.
std::string write_record(const Record& record, const Trace& trace);
// `origin` is the name of the file in messages.
Result<Trace> read_trace(std::string_view text, std::string_view origin);

Result<void> save_trace(const Trace& trace, const std::filesystem::path& file);
Result<Trace> load_trace(const std::filesystem::path& file);

}  // namespace hourglass::model
