// Where the project, its build folder and the built program are. Only places.cpp is compiled with
// these paths, so that two checkouts can share what a compiler cache holds of the other files.
#pragma once

#include <string>

namespace hourglass::tests {

const std::string& source_dir();
const std::string& binary_dir();
const std::string& program();

}  // namespace hourglass::tests
