// A group of processes that the kernel freezes and counts as one: a control group of version 2.
//
// (1) The folder of the group exists as long as the object, unless a process in it does not die.
#pragma once

#include "real/file_descriptor.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace hourglass::real {

class ControlGroup {
public:
    // Below our own group, so that we stay within what we were given. Nothing if the kernel has no
    // such groups or does not let us make one: `why_not` then says what is missing.
    static std::unique_ptr<ControlGroup> make(std::string_view name, std::string& why_not);
    // A group of that name that a platform which died has left.
    static void remove_left(std::string_view name);
    ControlGroup(const ControlGroup&) = delete;
    ControlGroup& operator=(const ControlGroup&) = delete;
    ~ControlGroup();

    const std::filesystem::path& folder() const { return folder_; }
    // The folder, open: see Command.
    int entrance() const { return entrance_.get(); }
    bool freeze();
    bool thaw();
    // In bytes; 0 for none. False if memory is not accounted for in this group.
    bool limit_memory(long long bytes);
    // How many processes the kernel has killed in it for memory.
    long long killed_for_memory() const;
    // False if it still has processes.
    bool remove();

private:
    ControlGroup() = default;
    bool write(const char* file, std::string_view text) const;

    std::filesystem::path folder_;
    FileDescriptor entrance_;
    FileDescriptor freezer_;
};

}  // namespace hourglass::real
