// Runs `hourglass verify --runtime` on a runtime of examples/ and reads what it found.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace hourglass::clients {

struct Verification {
    int status = -1;   // of the program
    std::string said;  // on standard error
    // ids of binding rules, under either profile
    std::set<std::string> held;
    std::set<std::string> violated;
    std::vector<std::string> mismatches;  // with what scenarios expect
};

// `runtime` is below examples/, the scenarios below the root; none: those for any client.
Verification verify(const std::string& runtime, const std::vector<std::string>& scenarios = {});

// A runtime by a suite of AWS's test runner, below the root.
Verification verify_suite(const std::string& runtime, const std::string& suite);

// The same of an extension below examples/.
Verification verify_extension(const std::string& extension,
                              const std::vector<std::string>& scenarios = {});

// Why examples/setup could not install this client; "" if it did.
std::string reason_to_skip(const std::string& client);

std::filesystem::path root();

// A name of a file or rule as part of a test's name.
std::string title(std::string name);

}  // namespace hourglass::clients
