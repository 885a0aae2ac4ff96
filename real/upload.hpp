// A request whose body is on its way. Told by the server, from within the event loop.
#pragma once

#include <functional>
#include <string_view>

namespace hourglass::real {

class Upload {
public:
    Upload() = default;
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;
    virtual ~Upload() = default;

    virtual void came(std::string_view bytes) = 0;
    // The client went away before the end of the body.
    virtual void broke_off() = 0;
    // While it is, no more of the body is read; once it is not, it calls `read_on`.
    virtual bool is_full() const { return false; }

    // Set by the server: how to end it from our side, and how to go on.
    std::function<void()> close_connection = [] {};
    std::function<void()> read_on = [] {};
};

}  // namespace hourglass::real
