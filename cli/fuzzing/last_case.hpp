// Keeps the case that is being played in a file, so that it is known when the program dies in it.
// The file is mapped into memory: a case costs no system call, and the pages outlive the program.
#pragma once

#include "model/base/result.hpp"
#include "scenarios/generators/tape.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace hourglass::cli {

class LastCase {
public:
    // Makes the file. Without one, note() does nothing.
    LastCase() = default;
    static model::Result<LastCase> in(const std::filesystem::path& file);
    LastCase(LastCase&& other) noexcept;
    LastCase& operator=(LastCase&& other) noexcept;
    LastCase(const LastCase&) = delete;
    LastCase& operator=(const LastCase&) = delete;
    // Removes the file: the program has not died.
    ~LastCase();

    void note(scenarios::ChoiceView choices);

private:
    std::filesystem::path file_;
    std::uint8_t* pages_ = nullptr;
};

}  // namespace hourglass::cli
