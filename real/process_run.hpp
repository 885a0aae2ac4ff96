// The inside of the process backend: one platform, its server, its processes and its trace.
#pragma once

#include "model/lifecycle/platform.hpp"
#include "real/alarms.hpp"
#include "real/api_answer.hpp"
#include "real/api_call.hpp"
#include "real/descendants.hpp"
#include "real/environment.hpp"
#include "real/freezer.hpp"
#include "real/hostility.hpp"
#include "real/http_server.hpp"
#include "real/isolation.hpp"
#include "real/memory_watch.hpp"
#include "real/process_backend.hpp"
#include "real/processor_time.hpp"
#include "real/response_stream.hpp"
#include "real/sandbox_guard.hpp"
#include "real/supervisor.hpp"
#include "real/telemetry.hpp"
#include "real/wall_clock.hpp"
#include "real/wire_reports.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <map>
#include <optional>
#include <unordered_map>

namespace hourglass::real {

class ProcessBackend::Run : public HttpWitness, public ProcessWitness {
public:
    Run(const scenarios::Scenario& scenario, const ProcessOptions& options, ClientPlan plan,
        std::shared_ptr<SandboxGuard> guard);
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() override;

    model::Result<void> listen();
    model::Instant now() const;
    void apply(const model::Record& stimulus);
    std::optional<model::Record> next(model::Instant until);
    model::Trace finish();

    Payloads& payloads() { return payloads_; }
    const Payloads& payloads() const { return payloads_; }
    model::Texts& texts() { return texts_; }
    const model::Texts& texts() const { return texts_; }
    std::uint16_t port() const { return server_->port(); }
    boost::asio::io_context& loop() { return loop_; }
    const FunctionIdentity& function() const { return function_; }
    const WireNames& names() const { return names_; }
    void announce(model::InvokeId invoke, CallerHeaders headers);
    void note(model::Record observation);
    void stream_to(StreamTaker* taker) { stream_taker_ = taker; }
    void stream_has_room();

private:
    void requested(const HttpRequest& request) override;
    void delivered(model::CallId call) override;
    void abandoned(model::CallId call) override;
    std::shared_ptr<Upload> upload_began(const HttpRequest& head) override;
    void refused(int status) override;
    void process_exited(const model::ProcessName& name, ExitStatus status) override;
    void line_written(const model::ProcessName& name, Stream stream,
                      std::string_view line) override;

    void take(const model::Record& event);
    void note_text(model::Kind kind, std::string_view text);
    void note_exchange(const model::ProcessName& name, std::string_view line);
    void look_at_wall_clock();
    void perform(const model::Record& effect);
    void start_process(const model::Record& effect);
    void open_api_for(std::uint32_t generation);
    std::uint32_t generation_of(const HttpRequest& request) const;
    model::Record started(const model::Record& effect, const Command& command);
    void answer(const model::Record& effect);
    bool taken_when_passed_on(const HttpRequest& request, const model::Record& event);
    void take_response(const model::Record& event);
    void see_for_stream(const model::Record& effect);
    void watch_memory();
    void freeze();
    void freeze_now();
    void thaw();
    std::optional<ExtensionName> caller_of(const HttpRequest& request) const;
    bool answered_beside_the_platform(const HttpRequest& request);
    bool is_judged(const model::Record& whose) const;
    bool meets_hostility(const HttpRequest& request);
    void go_for_good();
    HttpReply unkindly(const ApiCall& call, const model::Record& effect, HttpReply reply);
    void note_headers(const HttpRequest& request, const ApiCall& call);
    void note_left(const Descendant& left);
    model::Record client_of(const HttpRequest& request) const;
    void close_generation();
    void sweep();
    void stop_all();
    void forget();
    void arm_wake(model::Instant until);
    bool is_busy() const;
    std::chrono::steady_clock::time_point clock_at(model::Instant instant) const;

    const scenarios::Scenario& scenario_;
    const ProcessOptions options_;
    std::chrono::steady_clock::time_point start_;
    model::Duration idle_at_start_;  // see time_without_processor()
    WallClock wall_clock_;
    model::Texts texts_;
    Payloads payloads_;
    WireNames names_;
    ClientPlan plan_;
    FunctionIdentity function_;
    model::Setup setup_;
    model::Platform platform_;
    model::Effects effects_;
    std::deque<model::Record> queue_;  // events that came while another was being taken
    bool taking_ = false;
    std::vector<model::Record> records_;
    std::size_t handed_out_ = 0;
    std::unordered_map<std::uint32_t, ApiCall> calls_;  // not yet answered and delivered
    Hostility hostility_;
    WireReports wire_reports_;
    CallersHeaders callers_;
    std::optional<EnvironmentSource> environment_;  // once the server listens
    std::vector<std::string> tokens_seen_;          // of credentials, in the order of their sets

    boost::asio::io_context loop_{1};
    boost::asio::steady_timer wake_{loop_};
    std::optional<model::Instant> wake_at_;
    std::shared_ptr<SandboxGuard> guard_;
    Enclosure enclosure_;
    Freezer freezer_;
    boost::asio::steady_timer freeze_soon_{loop_};
    bool frozen_soon_ = false;
    bool frozen_ = false;
    bool told_how_frozen_ = false;
    Alarms alarms_;
    std::shared_ptr<ResponseStream> stream_;  // the last response that was on its way
    StreamTaker* stream_taker_ = nullptr;     // of streamed responses, beside the trace
    std::uint8_t direct_ = 0;                 // flags of the invoke
    bool was_taken_ = false;                  // the last answer to a call was a good one
    bool reset_for_timeout_ = false;
    std::optional<Telemetry> telemetry_;  // of the profile that has it
    Supervisor supervisor_;
    std::optional<MemoryWatch> memory_;  // if there is a limit
    std::unique_ptr<HttpServer> server_;
    // Each generation has its own port of the API, by which old callers are known.
    std::map<std::uint16_t, std::uint32_t> generations_;
};

}  // namespace hourglass::real
