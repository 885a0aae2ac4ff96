#include "tests/support/places.hpp"

namespace hourglass::tests {

const std::string& source_dir() {
    static const std::string path{HOURGLASS_SOURCE_DIR};
    return path;
}

const std::string& binary_dir() {
    static const std::string path{HOURGLASS_BINARY_DIR};
    return path;
}

const std::string& program() {
    static const std::string path{HOURGLASS_PROGRAM};
    return path;
}

}  // namespace hourglass::tests
