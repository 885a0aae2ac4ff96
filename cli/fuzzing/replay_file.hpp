// The file that plays a finding again: the choices, what they meant in words, and a hash of the
// model that gave them that meaning. After a change of the code the words are what counts; the
// file then says what the choices would have become.
#pragma once

#include "model/base/result.hpp"
#include "scenarios/generators/draft.hpp"

#include <filesystem>
#include <string>

namespace hourglass::cli {

struct ReplayFile {
    std::string rule;       // that it fails for, "" if two plays differ
    std::string signature;  //
    std::string defect;     // that was planted, "" for none
    std::string backend = "sim";
    scenarios::Draft draft;
    scenarios::Choices choices;
    std::uint64_t model{};  // model_hash() of the program that wrote it
};

std::string write_replay(const ReplayFile& replay);

struct LoadedReplay {
    ReplayFile replay;
    std::string drift;  // what has changed since it was written, "" if nothing
};

// A replay file; or choices alone (`*.choices`: an entry of a corpus, or what a fuzzer found).
model::Result<LoadedReplay> load_replay(const std::filesystem::path& file);

// Whether load_replay, and not the loader of scenarios, reads the file.
bool is_replay(const std::filesystem::path& file);

// Two digits a byte.
std::string to_hex(scenarios::ChoiceView choices);
std::string to_hex(std::uint64_t number);

}  // namespace hourglass::cli
