// Runs the built program as a shell would, in a folder of its own, and keeps what it said.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace hourglass::tests {

struct Outcome {
    int status = -1;  // 128 + n if signal n ended it
    std::string output;
    std::string complaint;  // standard error
};

using Arguments = std::vector<std::string>;

class ProgramTest : public testing::Test {
protected:
    ProgramTest();
    ~ProgramTest() override;

    const std::filesystem::path& folder() const { return folder_; }

    Outcome hourglass(const Arguments& arguments) const;
    // The same, but it goes on; interrupt it and read what it said.
    pid_t start(const Arguments& arguments) const;
    Outcome wait_for(pid_t pid) const;

    // Writes a file below the folder and gives its name.
    std::string write(std::string_view name, std::string_view text) const;
    std::string read(std::string_view name) const;
    bool exists(std::string_view name) const;

    // A small scenario that plays in every world; `program` is the runtime's.
    static std::string scenario(std::string_view name, std::string_view program,
                                std::string_view expected);
    std::string good_scenario() const;

    std::map<std::string, std::string> environment_;

private:
    std::filesystem::path folder_;
};

}  // namespace hourglass::tests
