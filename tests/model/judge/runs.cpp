#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

Trace plain(ProfileName profile) {
    return ready(profile).invoke(1).invoke(2).shutdown().end();
}

Trace with_extension(ProfileName profile) {
    return ready_with_extension(profile).invoke(1).invoke(2).shutdown().end();
}

Trace with_reset(ProfileName profile) {
    return ready_with_extension(profile).reset().cold_invoke(1).shutdown().end();
}

TraceBuilder ready(ProfileName profile) {
    return TraceBuilder{profile}.init();
}

TraceBuilder ready_with_extension(ProfileName profile, std::uint8_t events) {
    TraceBuilder run{profile};
    run.extensions({"agent"}).ask_init().init_start().bring_up(events).init_report();
    return run.init_done(Outcome::Success).freeze();
}

TraceBuilder invoking(ProfileName profile) {
    return ready(profile).begin_invoke(1).deliver(1).after(5ms);
}

TraceBuilder invoking_with_extension(ProfileName profile) {
    return ready_with_extension(profile).begin_invoke(1).deliver(1).after(5ms);
}

TraceBuilder failed_init(ProfileName profile) {
    TraceBuilder run{profile};
    run.ask_init().init_start().start(Who::Runtime).after(1ms).exits(Who::Runtime, 0, 1);
    run.init_report("Runtime.ExitError");
    run.init_done(Outcome::Failure, "Runtime.ExitError", request_reset);
    return profile == aws ? run.reset_done("failure") : run;
}

TraceBuilder init_error(ProfileName profile) {
    TraceBuilder run{profile};
    run.ask_init().init_start().start(Who::Runtime).after(1ms);
    run.call(Kind::InitErrorPosted, 0, 5).saying("My.Error").answer(Answer::Accepted);
    if (profile == aws) {
        run.init_report("Runtime.Unknown");
        run.init_done(Outcome::Failure, "My.Error", request_reset);
        return run.stop_all("failure").reset_done("failure");
    }
    run.after(1ms).exits(Who::Runtime, 0, 1).init_report("Runtime.ExitError");
    return run.init_done(Outcome::Failure, "Runtime.ExitError", request_reset);
}

TraceBuilder late_init() {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime).after(10s).init_report("Runtime.Unknown");
    run.init_done(Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    return run.stop_all("timeout").reset_done("timeout");
}

TraceBuilder invoke_after_init_error() {
    TraceBuilder run = init_error(rapid).ask_invoke(1).arm_timeout().told_start(1);
    run.fail_invoke(1, "Runtime.ExitError").answered(1, Reply::InitError, 5);
    return run.reset_done("ReleaseFail");
}

TraceBuilder init_error_inside_invoke() {
    TraceBuilder run{rapid};
    run.ask_invoke(1).arm_timeout().enter_suppressed_init().init_start().start(Who::Runtime);
    run.after(1ms).call(Kind::InitErrorPosted, 0, 5).answer(Answer::Accepted).after(1ms);
    run.exits(Who::Runtime, 0, 1).init_report("Runtime.ExitError").leave_suppressed_init();
    run.told_start(1).fail_invoke(1, "Runtime.ExitError").answered(1, Reply::InitError, 5);
    return run.reset_done("ReleaseFail");
}

TraceBuilder after_timeout(ProfileName profile) {
    TraceBuilder run = invoking_with_extension(profile).extension_polls().time_out_invoke(1);
    run.repair(1, Repair::Timeout);
    return run;
}

TraceBuilder after_crash(ProfileName profile) {
    TraceBuilder run = invoking(profile).exits(Who::Runtime, 0, 1);
    return run.fail_invoke(1, "Runtime.ExitError").repair(1);
}

}  // namespace hourglass::model
