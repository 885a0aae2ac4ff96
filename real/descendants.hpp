// Finds what processes left behind: descendants that outlived their parents come to us, because we
// are their subreaper, and are ended here.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace hourglass::real {

struct Descendant {
    pid_t pid = -1;
    std::string name;   // of the program, as the kernel tells it
    std::string owner;  // whose it is, as process_variable() tells it; "" if it does not say
};

// Makes this process the parent of every descendant that loses its own. For good.
void adopt_orphans();

// All processes that have `marker`, NAME=value, in their environment and are not dead.
std::vector<pid_t> processes_marked(std::string_view marker);

// By what a sandbox knows its own among the children of this process.
struct OrphanClaim {
    std::string_view marker;    // in the environment of each
    std::vector<pid_t> known;   // not these: they are looked after
    std::vector<pid_t> groups;  // of leaders that have ended
};

// Kills and reaps orphans until no more come. Gives those that nobody had killed: the members
// of a group die with its leader.
std::vector<Descendant> end_orphans(const OrphanClaim& claim);

}  // namespace hourglass::real
