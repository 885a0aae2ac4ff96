// Ends processes that take more memory than they may have. The kernel does it where the sandbox
// has a control group that accounts for memory; elsewhere we look at each process every few
// milliseconds, so that one may take somewhat more before it is noticed.
#pragma once

#include "real/control_group.hpp"
#include "real/supervisor.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <set>
#include <sys/types.h>

namespace hourglass::real {

class MemoryWatch {
public:
    // `limit` in bytes. The group may be null; both it and the supervisor must outlive the watch.
    MemoryWatch(boost::asio::io_context& loop, ControlGroup* group, const Supervisor& supervisor,
                long long limit);

    MemoryWatch(const MemoryWatch&) = delete;
    MemoryWatch& operator=(const MemoryWatch&) = delete;
    ~MemoryWatch();

    bool by_group() const { return group_ != nullptr; }
    // Whether a process that has just been killed was killed for memory. Says so once.
    bool was_starved(pid_t pid);

private:
    void look();

    boost::asio::steady_timer timer_;
    ControlGroup* group_;
    const Supervisor& supervisor_;
    long long limit_;
    long long killed_by_group_ = 0;
    std::set<pid_t> killed_;
};

}  // namespace hourglass::real
