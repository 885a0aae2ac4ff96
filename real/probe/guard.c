#include "guard.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { environment_room = 1 << 20, quiet_rounds = 3, most_rounds = 2000 };

// Whether the environment of the process holds `marker` as a whole entry.
static int is_marked(const char* pid, const char* marker) {
    static char environment[environment_room];
    char path[300];
    snprintf(path, sizeof path, "/proc/%s/environ", pid);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    size_t size = 0;
    ssize_t got;
    while ((got = read(file, environment + size, sizeof environment - 1 - size)) > 0) {
        size += (size_t)got;
    }
    close(file);
    environment[size] = 0;
    for (size_t at = 0; at < size; at += strlen(environment + at) + 1) {
        if (strcmp(environment + at, marker) == 0) return 1;
    }
    return 0;
}

static int kill_marked(const char* marker) {
    DIR* processes = opendir("/proc");
    if (!processes) return 0;
    int killed = 0;
    for (struct dirent* entry; (entry = readdir(processes));) {
        if (!isdigit((unsigned char)entry->d_name[0]) || !is_marked(entry->d_name, marker))
            continue;
        kill((pid_t)atol(entry->d_name), SIGKILL);
        ++killed;
    }
    closedir(processes);
    return killed;
}

static int remove_entry(const char* path, const struct stat* info, int type, struct FTW* walk) {
    (void)info, (void)type, (void)walk;
    remove(path);
    return 0;
}

// A process may be between its fork and its marks, so several rounds must find nothing.
static void clean_up(const char* marker, const char* folder, const char* group) {
    const struct timespec pause = {0, 2000000};
    for (int round = 0, quiet = 0; round < most_rounds && quiet < quiet_rounds; ++round) {
        quiet = kill_marked(marker) ? 0 : quiet + 1;
        nanosleep(&pause, NULL);
    }
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    if (group[0]) rmdir(group);
}

int guard(const char* marker, const char* folder, const char* group) {
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    setsid();
    char farewell;
    ssize_t got;
    do {
        got = read(STDIN_FILENO, &farewell, 1);
    } while (got < 0 && errno == EINTR);
    if (got == 0) clean_up(marker, folder, group);
    return 0;
}
