// A private folder and a small process that watches over us: should we die without a farewell
// (SIGKILL, a crash), it kills every process of the sandbox and removes the folder. If it dies too,
// the next start does so.
//
// What it cannot reach: a process that removed the marker from its environment, and files that
// processes wrote elsewhere.
#pragma once

#include "model/base/result.hpp"
#include "real/control_group.hpp"
#include "real/file_descriptor.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>

namespace hourglass::real {

class SandboxGuard {
public:
    // `probe` is the program that keeps watch.
    static model::Result<std::unique_ptr<SandboxGuard>> start(const std::filesystem::path& probe);
    SandboxGuard(const SandboxGuard&) = delete;
    SandboxGuard& operator=(const SandboxGuard&) = delete;
    ~SandboxGuard();

    const std::filesystem::path& folder() const { return folder_; }
    // NAME=value that every process of the sandbox must have in its environment.
    const std::string& marker() const { return marker_; }
    pid_t pid() const { return pid_; }
    // For the processes of the sandbox; null if there are no such groups here, for this reason.
    ControlGroup* group() const { return group_.get(); }
    const std::string& why_no_group() const { return why_no_group_; }
    // Removes what is in the folder; an error if something is left.
    model::Result<void> empty_folder() const;
    // Ends the watch and removes the folder; an error if it is left.
    model::Result<void> end();

private:
    SandboxGuard() = default;

    std::filesystem::path folder_;
    std::string marker_;
    std::unique_ptr<ControlGroup> group_;
    std::string why_no_group_;
    FileDescriptor lock_;      // on the folder: it has an owner
    FileDescriptor lifeline_;  // the guard sees its end when we die
    pid_t pid_ = -1;
};

}  // namespace hourglass::real
