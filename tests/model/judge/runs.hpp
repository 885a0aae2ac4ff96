// Runs that many cases begin with.
#pragma once

#include "tests/model/judge/trace_builder.hpp"
#include "tests/model/judge/trace_changes.hpp"

namespace hourglass::model {

inline constexpr auto aws = ProfileName::Aws;
inline constexpr auto rapid = ProfileName::Rapid;

// init, two invokes, shutdown
Trace plain(ProfileName profile = aws);
// the same with the external extension "agent"
Trace with_extension(ProfileName profile = aws);
// init, reset, an invoke with its own init, shutdown; with "agent"
Trace with_reset(ProfileName profile = aws);

// Initialised and idle.
TraceBuilder ready(ProfileName profile = aws);
TraceBuilder ready_with_extension(ProfileName profile = aws, std::uint8_t events = both_events);
// Invoke 1 has been with the runtime for 5 ms.
TraceBuilder invoking(ProfileName profile = aws);
TraceBuilder invoking_with_extension(ProfileName profile = aws);

// An init that the runtime's exit has broken; in the documented service it is reset already.
TraceBuilder failed_init(ProfileName profile = aws);
// The runtime reported an init error with payload 5 and then exited.
TraceBuilder init_error(ProfileName profile = aws);
// The init took longer than 10 s.
TraceBuilder late_init();
// In the emulator's core: invoke 1 after a failed init with an init error, up to its reset.
TraceBuilder invoke_after_init_error();
// An invoke whose own init breaks because the runtime reports an error and exits; up to the reset.
TraceBuilder init_error_inside_invoke();
// Invoke 1 has timed out and the sandbox is reset; with "agent".
TraceBuilder after_timeout(ProfileName profile = aws);
// The runtime has exited during invoke 1 and the sandbox is reset.
TraceBuilder after_crash(ProfileName profile = aws);

}  // namespace hourglass::model
