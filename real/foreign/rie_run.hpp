// The inside of the emulator's backend: the emulator, the relay before its API, the stage on which
// the probe plays, and the trace.
#pragma once

#include "real/foreign/api_relay.hpp"
#include "real/foreign/front_door.hpp"
#include "real/foreign/rie_backend.hpp"
#include "real/foreign/seen_calls.hpp"
#include "real/foreign/stage.hpp"
#include "real/sandbox_guard.hpp"
#include "real/supervisor.hpp"

#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <set>

namespace hourglass::real {

class RieBackend::Run : public RelayWitness, public StageWitness, public ProcessWitness {
public:
    Run(const scenarios::Scenario& scenario, const RieOptions& options);
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() override;

    model::Result<void> start();
    model::Instant now() const;
    void apply(const model::Record& stimulus);
    std::optional<model::Record> next(model::Instant until);
    model::Trace finish();

    Payloads payloads;
    model::Texts texts;

private:
    model::Result<void> set_up_folder();
    model::Result<void> launch();
    model::Result<void> await_listening();
    Command command() const;
    std::vector<std::string> environment() const;

    void called(const HttpRequest& request) override;
    void answered(model::CallId call, int status, const HttpRequest& answer) override;
    void closed_on(model::CallId call) override;
    void given_up(model::CallId call) override;
    void started(const model::ProcessName& process, pid_t pid) override;
    void ended(const model::ProcessName& process, int status, bool by_signal) override;
    void process_exited(const model::ProcessName& name, ExitStatus status) override;
    void line_written(const model::ProcessName& name, Stream stream,
                      std::string_view line) override;
    void door_answered(const DoorAnswer& answer);

    model::Record reply_of(const DoorAnswer& answer);
    void note_exchange(const DoorAnswer& answer);
    void note_printed(std::string_view line);
    void note(model::Record record);
    void note_text(model::Kind kind, std::string_view text);
    void stop_all();

    const scenarios::Scenario& scenario_;
    const RieOptions options_;
    model::Duration tolerance_;
    std::chrono::steady_clock::time_point start_;
    std::int64_t wall_epoch_ms_;
    model::Setup setup_;
    SeenCalls calls_;
    std::vector<model::Record> records_;
    std::size_t handed_out_ = 0;
    std::set<std::uint32_t> events_;         // exchanges that are calls
    std::set<std::uint32_t> open_invokes_;   // posted and not answered
    std::deque<model::InvokeId> unprinted_;  // posted, and their START line was not seen
    model::InvokeId printing_;               // whose lines come now
    std::deque<std::string> last_lines_;     // of the emulator
    bool is_ending_ = false;                 // it said that it panics
    bool asked_before_ = false;
    bool stopping_ = false;
    std::optional<ExitStatus> emulator_end_;
    std::uint16_t api_port_ = 0;
    std::uint16_t door_port_ = 0;

    boost::asio::io_context loop_{1};
    boost::asio::steady_timer wake_{loop_};
    std::unique_ptr<SandboxGuard> guard_;
    Supervisor supervisor_;
    std::unique_ptr<Stage> stage_;
    std::unique_ptr<ApiRelay> relay_;
};

}  // namespace hourglass::real
