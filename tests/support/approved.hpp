// Compares a text with the approved one under tests/approved/. What came out instead is kept in
// the build folder, and the failure says how to approve it.
#pragma once

#include "tests/support/places.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace hourglass::tests {

inline std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

inline void expect_approved(std::string_view name, const std::string& text) {
    const auto approved = std::filesystem::path{tests::source_dir()} / "tests/approved" / name;
    const auto received = std::filesystem::path{tests::binary_dir()} / "received" / name;
    if (text_of(approved) == text) return;

    std::filesystem::create_directories(received.parent_path());
    std::ofstream{received, std::ios::binary} << text;
    ADD_FAILURE() << "differs from " << approved << ":\n"
                  << text << "\nlook:    diff -u " << approved.string() << " " << received.string()
                  << "\napprove: cp " << received.string() << " " << approved.string();
}

}  // namespace hourglass::tests
