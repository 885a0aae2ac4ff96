#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

constexpr CallId upload{90};

TraceBuilder& begin_upload(TraceBuilder& run, std::uint8_t mode) {
    return run.add(
        {.call = upload, .invoke = InvokeId{1}, .kind = Kind::UploadBegun, .flags = mode});
}

TraceBuilder& comes(TraceBuilder& run, std::int64_t bytes, std::string_view error = "") {
    return run
        .add({.amount = bytes,
              .call = upload,
              .invoke = InvokeId{1},
              .kind = Kind::ChunkCame,
              .flags = mode_streaming})
        .saying(error);
}

TraceBuilder& passes(TraceBuilder& run, std::int64_t bytes) {
    return run.add({.amount = bytes, .invoke = InvokeId{1}, .kind = Kind::ChunkPassed});
}

TraceBuilder& breaks_off(TraceBuilder& run, std::uint8_t flags) {
    return run.add({.amount = 5,
                    .call = upload,
                    .invoke = InvokeId{1},
                    .kind = Kind::UploadBroken,
                    .flags = flags});
}

TraceBuilder& ends(TraceBuilder& run, StreamEnd end, std::int64_t bytes,
                   std::string_view error = "") {
    return run
        .add({.amount = bytes,
              .invoke = InvokeId{1},
              .code = static_cast<std::uint16_t>(end),
              .kind = Kind::StreamEnded})
        .saying(error);
}

Trace finished(TraceBuilder& run) {
    return run.respond(1, 5).runtime_polls().end_invoke(1, 5).end();
}

// Ten bytes come in two pieces and the second is passed on 50 ms late, or at once.
Trace streams(Duration late) {
    TraceBuilder run = invoking();
    begin_upload(run, mode_streaming);
    passes(comes(run, 5), 5).after(10ms);
    comes(run, 5).after(late);
    ends(passes(run, 5), StreamEnd::Complete, 10);
    return finished(run);
}

// 32768 bytes are free of charge and 4096 follow each 125 ms.
Trace shaped(Duration pause) {
    TraceBuilder run = invoking();
    begin_upload(run, mode_streaming);
    passes(comes(run, 36'864), 32'768).after(pause);
    ends(passes(run, 4'096), StreamEnd::Complete, 36'864);
    Trace trace = finished(run);
    trace.header.setup.stream = {.burst = 32'768, .rate = 32'768, .most = 0};
    return trace;
}

Trace cut_stream(StreamEnd end) {
    TraceBuilder run = invoking();
    begin_upload(run, mode_streaming);
    passes(comes(run, 5), 5).ask_reset("maintenance");
    breaks_off(run, mode_streaming | cut_by_platform);
    ends(run, end, 5, "Sandbox.Failure");
    run.done(1, Outcome::Failure, "Sandbox.Failure", reset_received);
    run.answered(1, Reply::Empty).stop_all("maintenance");
    return run.reset_done("maintenance").end();
}

Trace buffered_and_reset(std::uint8_t flags) {
    TraceBuilder run = invoking(rapid);
    begin_upload(run, 0).ask_reset("maintenance");
    breaks_off(run, flags);
    run.done(1, Outcome::Failure, "Sandbox.Failure", reset_received).stop_all("maintenance");
    run.answered(1, Reply::Empty).reset_done("maintenance");
    return run.end();
}

Trace buffered_through_reset() {
    TraceBuilder run = invoking(rapid);
    begin_upload(run, 0).ask_reset("maintenance");
    run.call(Kind::ResponsePosted, 1, 5).records().back().call = upload;
    run.add({.call = upload,
             .code = static_cast<std::uint16_t>(Answer::Accepted),
             .kind = Kind::CallAnswered});
    return run.done(1, Outcome::Failure, "Sandbox.Failure", reset_received).cut();
}

Trace broken_off(Reply reply) {
    TraceBuilder run = invoking();
    begin_upload(run, 0);
    breaks_off(run, 0).exits(Who::Runtime, 0, 1);
    run.done(1, Outcome::Failure, "Runtime.ExitError", request_reset);
    run.answered(1, reply, 0, "Runtime.ExitError").repair(1);
    return run.end();
}

// A buffered response of 10 bytes to a caller that takes 4.
Trace direct(std::int64_t limit, StreamEnd end, std::int64_t bytes) {
    TraceBuilder run = invoking(rapid);
    const Answer answer = limit < 10 ? Answer::ResponseTooLarge : Answer::Accepted;
    run.call(Kind::ResponsePosted, 1, 5).answer(answer);
    ends(run, end, bytes);
    Trace trace = run.cut();
    trace.header.setup.stream.most = limit;
    return changed(trace, Kind::InvokeAsked, [](Record& one) { one.flags = direct_invoke; });
}

Trace other_call(bool answered) {
    TraceBuilder run = invoking(rapid);
    begin_upload(run, 0).call(Kind::ErrorPosted, 7, 6);
    if (answered) run.answer(Answer::InvalidRequestId);
    breaks_off(run, 0);
    return finished(run);
}

}  // namespace

Cases transfer_cases() {
    return {
        {"RESP-09", [] { return other_call(false); }, [] { return other_call(true); }},
        {"RESP-11", [] { return direct(4, StreamEnd::Complete, 10); },
         [] { return direct(4, StreamEnd::Oversized, 5); }},
        {"RESP-12", [] { return streams(50ms); }, [] { return streams(0ms); }},
        {"RESP-14", [] { return cut_stream(StreamEnd::Complete); },
         [] { return cut_stream(StreamEnd::Truncated); }},
        {"RESP-15", [] { return buffered_and_reset(cut_by_platform); },
         [] { return buffered_through_reset(); }},
        {"RESP-20", [] { return shaped(100ms); }, [] { return shaped(125ms); }},
        {"RESP-40", [] { return broken_off(Reply::Response); },
         [] { return broken_off(Reply::PlatformError); }},
    };
}

}  // namespace hourglass::model
