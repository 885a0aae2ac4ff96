// A program that serves, and callers of it.
#pragma once

#include "tests/cli/program.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace hourglass::tests {

struct HttpAnswer {
    int status = 0;  // 0: none
    std::string head;
    std::string body;

    bool has(std::string_view header_line) const {
        return head.find(header_line) != std::string::npos;
    }
};

// One connection that stays open.
class Caller {
public:
    explicit Caller(std::uint16_t port);
    Caller(Caller&& other) noexcept;
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;
    ~Caller();

    // An invoke with that payload, and more header lines.
    void ask(std::string_view payload, std::string_view headers = "") const;
    void send(std::string_view bytes) const;
    // Waits for it, up to a minute.
    HttpAnswer answer();
    // All that comes until the server closes.
    std::string rest();
    bool is_connected() const { return fd_ >= 0; }

private:
    bool read_more();

    int fd_ = -1;
    std::string received_;
};

class Served : public ProgramTest {
protected:
    Served();

    static bool becomes_true(const std::function<bool()>& condition);
    // The port that the program says it listens on.
    std::uint16_t port() const;
    // Everything else that has our folder in its environment.
    std::vector<pid_t> processes_beside(pid_t program) const;
    bool nothing_is_left(pid_t program) const;
};

}  // namespace hourglass::tests
