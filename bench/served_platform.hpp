// A platform in a process of its own that takes invokes over HTTP, and a caller of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace hourglass::bench {

using Clock = std::chrono::steady_clock;

struct Launch {
    std::vector<std::string> argv;
    std::vector<std::string> environment;  // NAME=value
};

// A port that is free now.
std::uint16_t free_port();

// Ended with the object, and all that it started.
class ServedPlatform {
public:
    // Returns when somebody listens on that port.
    ServedPlatform(const Launch& launch, std::uint16_t port);
    ServedPlatform(const ServedPlatform&) = delete;
    ServedPlatform& operator=(const ServedPlatform&) = delete;
    ~ServedPlatform();

    // Of the platform alone, without what it runs, in KiB: now, and the most there was.
    long resident_kb() const { return status_kb("VmRSS:"); }
    long peak_kb() const { return status_kb("VmHWM:"); }

private:
    long status_kb(std::string_view name) const;

    pid_t pid_ = -1;
};

// Keeps one connection; both platforms keep it too.
class Invoker {
public:
    explicit Invoker(std::uint16_t port);
    Invoker(const Invoker&) = delete;
    Invoker& operator=(const Invoker&) = delete;
    ~Invoker();

    // Sends an invoke and reads the whole answer; gives the size of its body. Ends the program if
    // there is no answer.
    std::size_t invoke(std::string_view payload);
    Clock::duration timed(std::string_view payload);

private:
    void read_more();

    int fd_ = -1;
    std::string received_;
};

}  // namespace hourglass::bench
