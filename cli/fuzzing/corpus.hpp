// The folder that a campaign keeps: choices that showed something new, one file each, and what is
// being played at this moment.
//
// (1) Files appear whole or not at all (written aside, then renamed), so that a campaign that was
//     killed goes on with what it had. (2) An entry is bare bytes: other fuzzers may share the
//     folder. (3) A folder that is not ours is not written to.
#pragma once

#include "model/base/result.hpp"
#include "scenarios/generators/tape.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace hourglass::cli {

class Corpus {
public:
    // Makes the folder, or takes over one of ours.
    static model::Result<Corpus> open(const std::filesystem::path& folder);

    const std::vector<scenarios::Choices>& entries() const { return entries_; }
    // What a reader should know: files that were passed over, an older decoder.
    const std::vector<std::string>& remarks() const { return remarks_; }

    model::Result<void> add(scenarios::ChoiceView choices) const;
    // Where the case that `job` plays stands while it is played.
    std::filesystem::path playing(std::size_t job) const;

private:
    explicit Corpus(std::filesystem::path folder) : folder_(std::move(folder)) {}

    model::Result<void> check_mark();
    void read_entries();
    void remark_on_the_dead();

    std::filesystem::path folder_;
    std::vector<scenarios::Choices> entries_;
    std::vector<std::string> remarks_;
};

// Writes aside and renames: `file` is never half there.
model::Result<void> write_whole(const std::filesystem::path& file, std::string_view bytes);

}  // namespace hourglass::cli
