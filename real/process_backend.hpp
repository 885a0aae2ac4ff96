// The world of real processes: the platform runs here and now, its runtime and extensions are
// processes of this machine that speak HTTP with it on loopback.
//
// (1) Everything happens in the thread that calls, inside apply(), next() and finish().
// (2) The trace holds each event, what the platform did, and what was then seen, in that order.
// (3) After finish(), and after our death, no process, port or folder of the run is left.
#pragma once

#include "model/backend.hpp"
#include "real/api_answer.hpp"
#include "real/clients.hpp"
#include "real/isolation.hpp"
#include "real/output_lines.hpp"
#include "real/sandbox_guard.hpp"
#include "real/stream_taker.hpp"
#include "scenarios/scenario.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace hourglass::real {

enum class Echo : std::uint8_t { Silent, ToStandardOutput, ToStandardError };

// Nothing: for a run without end; finish() gives an empty trace.
enum class Keep : std::uint8_t { Trace, Nothing };

struct ProcessOptions {
    model::ProfileName profile{};
    std::uint64_t seed = 0;
    ClientChoice clients;
    Isolation isolation{};
    // How late a timer may be, beyond the time for which we had no processor.
    model::Duration tolerance = std::chrono::milliseconds{50};
    Echo echo{};  // of what processes write
    Keep keep{};
    OutputLimits output;
    // For many short runs one after the other: watches over this one too. Without, each run has its
    // own.
    std::shared_ptr<SandboxGuard> guard;
    std::string replay;  // the command that plays the run again
    // A planted defect: what it makes of the reply that carries an answer of the platform.
    std::function<void(const model::Record&, HttpReply&)> defect{};
};

class ProcessBackend : public model::Backend {
public:
    // The scenario must outlive the backend.
    static model::Result<std::unique_ptr<ProcessBackend>> start(const scenarios::Scenario& scenario,
                                                                const ProcessOptions& options);
    ProcessBackend(const ProcessBackend&) = delete;
    ProcessBackend& operator=(const ProcessBackend&) = delete;
    ~ProcessBackend() override;

    std::string_view name() const override { return "process"; }
    std::uint32_t capabilities() const override;
    model::Result<void> apply(const model::Record& stimulus) override;
    model::Result<std::optional<model::Record>> next(model::Instant until) override;
    model::PayloadId payload(std::string_view bytes) override;
    std::string_view bytes_of(model::PayloadId payload) const override;
    model::TextId text(std::string_view text) override;
    std::string_view text_of(model::TextId text) const override;
    model::Instant now() const override;
    model::Result<model::Trace> finish() override;

    // Where the Runtime and Extensions APIs listen.
    std::uint16_t port() const;

    // ---- for a front end, which lives in the same event loop
    boost::asio::io_context& loop();
    const FunctionIdentity& function() const;
    // The id under which the runtime knows the invoke.
    std::string request_id(model::InvokeId invoke) const;
    // What the caller of an invoke, which is yet to be asked for, wants the runtime to know.
    void announce(model::InvokeId invoke, CallerHeaders headers);
    // Who gets streamed responses while they come; null: nobody. It says when it is no longer
    // behind.
    void stream_to(StreamTaker* taker);
    void stream_has_room();
    // For what comes from outside: bounded, see intern_foreign.
    model::TextId foreign_text(std::string_view text);
    // Adds an observation to the trace.
    void note(const model::Record& observation);

private:
    class Run;

    explicit ProcessBackend(std::unique_ptr<Run> run);

    std::unique_ptr<Run> run_;
};

}  // namespace hourglass::real
