// A test that sees what a run leaves: children, folders and open files of this process.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace hourglass::real {

std::vector<pid_t> children();
std::size_t open_files();
// Processes of this machine whose environment holds these characters.
std::vector<pid_t> processes_with(std::string_view part_of_environment);

// Has a place for temporary files that is only this test's.
class Leftovers : public testing::Test {
public:
    Leftovers();
    Leftovers(const Leftovers&) = delete;
    Leftovers& operator=(const Leftovers&) = delete;
    ~Leftovers() override;

protected:
    const std::filesystem::path& place() const { return place_; }
    std::vector<std::string> in_place() const;
    void expect_none() const;

private:
    std::filesystem::path place_;
    std::string before_;
};

}  // namespace hourglass::real
