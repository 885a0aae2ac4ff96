// A request whose body is on its way. Told by the server, from within the event loop.
#pragma once

#include <cstddef>
#include <functional>

namespace hourglass::real {

class Upload {
public:
    Upload() = default;
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;
    virtual ~Upload() = default;

    virtual void came(std::size_t bytes) = 0;
    // The client went away before the end of the body.
    virtual void broke_off() = 0;

    // Set by the server: how to end it from our side.
    std::function<void()> close_connection = [] {};
};

}  // namespace hourglass::real
