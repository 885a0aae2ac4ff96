// A socket that listens, made by hand: no process that another thread starts inherits it.
#pragma once

#include "model/base/result.hpp"
#include "real/file_descriptor.hpp"
#include "real/http_server.hpp"

#include <cstdint>

namespace hourglass::real {

struct ListeningSocket {
    FileDescriptor socket;
    std::uint16_t port = 0;
};

model::Result<ListeningSocket> listen_at(const HttpPlace& place);

}  // namespace hourglass::real
