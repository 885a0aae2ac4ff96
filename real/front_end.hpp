// The invoke endpoint over HTTP, as the service and its emulator have it: requests wait their
// turn, one is served at a time, and what each caller sent and got stands in the trace.
//
// (1) It lives in the event loop of the backend, in the thread that calls serve().
// (2) Every request that is taken is answered, whatever becomes of the sandbox.
// (3) A response that is streamed to its caller goes on its way while it comes.
#pragma once

#include "real/front_end_reply.hpp"
#include "real/front_end_request.hpp"
#include "real/http_server.hpp"
#include "real/process_backend.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hourglass::real {

struct FrontEndOptions {
    HttpPlace place;
    model::ProfileName profile{};
    model::Duration timeout{};         // of the function, as the backend's scenario has it
    std::string memory_size = "3008";  // MB, as the REPORT line says
    std::size_t most_waiting = 1000;   // requests; more are refused with 429
    std::function<void(std::string_view line)> print;  // START, END and REPORT
};

// So many bytes of an answer stand in the trace.
inline constexpr std::size_t most_kept_of_answer = 16384;

class FrontEnd : public HttpWitness, public StreamTaker {
public:
    // The backend must outlive it.
    static model::Result<std::unique_ptr<FrontEnd>> open(ProcessBackend& backend,
                                                         FrontEndOptions options);
    ~FrontEnd() override;

    std::uint16_t port() const { return server_->port(); }
    std::uint64_t served() const { return served_; }

    // Serves until `stop` says so, then resets the sandbox and answers who still waits.
    model::Result<void> serve(const std::function<bool()>& stop);
    // What the backend says, if somebody else asks it.
    void see(const model::Record& record);
    // One record, or so long without any.
    model::Result<void> turn(model::Duration longest);

private:
    struct Exchange {
        std::string sent{};  // its beginning
        std::int64_t size = 0;
        model::InvokeId invoke{};
        bool left = false;      // the caller went away
        bool streamed = false;  // its answer has begun
        std::string got{};      // of that, the beginning
    };
    struct Waiting {
        model::CallId call;
        InvokeRequest request;
    };

    FrontEnd(ProcessBackend& backend, FrontEndOptions options);

    void requested(const HttpRequest& request) override;
    void delivered(model::CallId) override {}
    void abandoned(model::CallId call) override;
    void refused(int) override {}
    void drained(model::CallId call) override;
    void stream_begins(std::string_view content_type) override;
    void take_piece(std::string_view bytes) override;
    void stream_ends(const StreamEnding& ending) override;
    bool is_behind() const override;

    void start_next();
    void see_telemetry(const model::Record& record);
    void see_end_of_process(const model::Record& record);
    void keep_answer(const model::Record& record);
    void end_invoke(const model::Record& done);
    void answer_caller();
    void close_story();
    void reply(model::CallId call, HttpReply reply);
    void identify(const Exchange& exchange, HttpReply& reply);
    void note(const Exchange& exchange, std::string_view got);
    Exchange* streamed();
    void print(const std::string& line);
    model::Result<void> wind_up();

    ProcessBackend& backend_;
    FrontEndOptions options_;
    std::unique_ptr<HttpServer> server_;
    std::deque<Waiting> queue_;
    std::unordered_map<std::uint32_t, Exchange> exchanges_;  // by call, not yet answered
    std::optional<InvokeStory> story_;                       // of the invoke that is served
    model::CallId caller_;                                   // who waits for it; 0: nobody
    model::Instant started_;
    std::string cause_;  // the first unexpected end of a process since the last reset
    std::optional<model::Duration> init_duration_;
    std::int64_t runtime_pid_ = 0;
    std::int64_t memory_used_mb_ = 0;
    model::Instant memory_seen_{};
    std::uint32_t invokes_ = 0;
    std::uint64_t refusals_ = 0;
    std::uint64_t served_ = 0;
    bool answered_ = false;  // the invoke that is served
    bool done_ = false;
    bool asked_init_ = false;
    bool stopping_ = false;
    bool resetting_ = false;
};

}  // namespace hourglass::real
