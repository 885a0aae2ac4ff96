// The report folder: result.json, junit.xml, summary.md and every trace, where traces/ has
// <backend>/<profile>/<scenario>.jsonl.
#pragma once

#include "model/base/result.hpp"
#include "reports/result.hpp"

#include <filesystem>
#include <string_view>

namespace hourglass::reports {

// Makes the folder, or takes it over if it is one of ours: traces of an earlier run are removed.
// A folder whose traces/ we did not write is refused.
model::Result<void> open_folder(const std::filesystem::path& folder);

// Where the trace of a scenario belongs. Whatever the name is, that is below the folder.
std::filesystem::path trace_file(const std::filesystem::path& folder, const Track& track,
                                 std::string_view name);

// Makes the folders that the file stands in.
model::Result<void> make_room_for(const std::filesystem::path& file);

model::Result<void> write_folder(const std::filesystem::path& folder, const VerifyResult& result);

// Writes the whole file or says which and why not.
model::Result<void> write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace hourglass::reports
