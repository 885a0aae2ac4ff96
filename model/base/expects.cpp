#include "model/base/expects.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace hourglass::model {

namespace {

std::string& current_run() {
    thread_local std::string description;
    return description;
}

}  // namespace

void describe_current_run(std::string_view description) {
    current_run() = description;
}

void report_broken_invariant(std::string_view sentence, std::string_view file, int line) {
    std::fprintf(stderr, "hourglass: broken invariant: %.*s\n  at %.*s:%d\n",
                 static_cast<int>(sentence.size()), sentence.data(), static_cast<int>(file.size()),
                 file.data(), line);
    if (!current_run().empty()) std::fprintf(stderr, "  in %s\n", current_run().c_str());
    std::abort();
}

}  // namespace hourglass::model
