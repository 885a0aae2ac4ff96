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
    std::string name;  // of the program, as the kernel tells it
};

// Makes this process the parent of every descendant that loses its own. For good.
void adopt_orphans();

// Children of this process that carry `marker` in their environment, and those that are dead
// already and have left our session; without those in `known`.
std::vector<Descendant> find_orphans(std::string_view marker, const std::vector<pid_t>& known);

// Kills and reaps orphans until no more come. Gives those that were alive when found.
std::vector<Descendant> end_orphans(std::string_view marker, const std::vector<pid_t>& known);

}  // namespace hourglass::real
