// Writes traces by hand, step by step, as a platform that keeps all rules would record them. The
// steps follow the notes on the lifecycle, not the program.
#pragma once

#include "model/trace/answer.hpp"
#include "model/trace/trace.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hourglass::model {

using namespace std::chrono_literals;

inline constexpr std::uint8_t both_events = subscribe_invoke | subscribe_shutdown;

enum class Repair : std::uint8_t { Failure, Timeout };

class TraceBuilder {
public:
    explicit TraceBuilder(ProfileName profile = ProfileName::Aws);

    // ---- the setup, before anything else
    TraceBuilder& extensions(const std::vector<std::string_view>& names);
    TraceBuilder& suppressed();
    TraceBuilder& foreign();
    TraceBuilder& restorable();
    TraceBuilder& payload(std::string_view bytes);  // the next one

    TraceBuilder& after(Duration time);
    // Any record at all; it gets the time of now.
    TraceBuilder& add(Record record);
    // The text of the last record.
    TraceBuilder& saying(std::string_view text);
    Trace end(std::uint8_t flags = 0);
    Trace cut() { return end(horizon_reached); }
    TextId text(std::string_view text) { return trace_.texts.intern(text); }
    std::vector<Record>& records() { return trace_.records; }
    Instant now() const { return now_; }
    std::uint32_t generation() const { return generation_; }

    // ---- whole phases that go well
    TraceBuilder& init();
    TraceBuilder& invoke(std::uint32_t id);
    TraceBuilder& cold_invoke(std::uint32_t id);  // with an init inside
    TraceBuilder& shutdown();
    TraceBuilder& reset(std::string_view reason = "maintenance");

    // ---- init
    TraceBuilder& ask_init();
    TraceBuilder& store_credentials(std::uint32_t set);
    TraceBuilder& init_start();
    TraceBuilder& bring_up(std::uint8_t events = both_events);          // until all have polled
    TraceBuilder& start_extensions(std::uint8_t events = both_events);  // and register
    TraceBuilder& start(Who who, std::uint8_t slot = 0);
    TraceBuilder& register_as(std::string_view name, std::uint8_t slot, std::uint8_t events);
    TraceBuilder& ask_register(std::string_view name, std::uint8_t events);
    TraceBuilder& init_report(std::string_view error = "");
    TraceBuilder& init_done(Outcome outcome, std::string_view error = "", std::uint8_t flags = 0);
    // An init inside an invoke, until all have polled and it is recorded.
    TraceBuilder& suppressed_init();
    // The same piece by piece: what is recorded in between belongs to an init inside an invoke.
    TraceBuilder& enter_suppressed_init();
    TraceBuilder& leave_suppressed_init();

    // ---- calls
    TraceBuilder& call(Kind kind, std::uint32_t invoke = 0, std::uint32_t payload = 0);
    TraceBuilder& call_of(Kind kind, std::uint8_t slot);
    TraceBuilder& answer(Answer answer);  // to the last call
    TraceBuilder& runtime_polls() { return call(Kind::RuntimeNextCalled); }
    TraceBuilder& extension_polls(std::uint8_t slot = 0);

    // ---- invoke
    TraceBuilder& ask_invoke(std::uint32_t id);
    TraceBuilder& begin_invoke(std::uint32_t id);  // asked, timed, recorded as started
    TraceBuilder& told_start(std::uint32_t id);
    TraceBuilder& arm_timeout();
    TraceBuilder& deliver(std::uint32_t id);  // to all that wait
    TraceBuilder& deliver_to_runtime(std::uint32_t id);
    TraceBuilder& deliver_to_extension(std::uint32_t id, std::uint8_t slot = 0);
    TraceBuilder& respond(std::uint32_t id, std::uint32_t payload);  // and is accepted
    TraceBuilder& report_error(std::uint32_t id, std::uint32_t payload);
    TraceBuilder& all_poll();
    TraceBuilder& answered(std::uint32_t id, Reply reply, std::uint32_t payload = 0,
                           std::string_view error = "");
    TraceBuilder& runtime_done(std::uint32_t id);
    TraceBuilder& done(std::uint32_t id, Outcome outcome, std::string_view error = "",
                       std::uint8_t flags = 0);
    TraceBuilder& end_invoke(std::uint32_t id, std::uint32_t payload);  // after all have polled
    // Ends badly, and in the documented service the caller is told; repair() follows.
    TraceBuilder& fail_invoke(std::uint32_t id, std::string_view error);
    TraceBuilder& time_out_invoke(std::uint32_t id);

    // ---- stopping
    TraceBuilder& ask_reset(std::string_view reason, std::int64_t budget = no_amount);
    TraceBuilder& ask_shutdown(std::int64_t budget = no_amount);
    TraceBuilder& exits(Who who, std::uint8_t slot = 0, std::int64_t status = 0);
    TraceBuilder& signal(Who who, Signal signal, std::uint8_t slot = 0);
    TraceBuilder& arm(Timer timer, Duration given);
    TraceBuilder& stop_all(std::string_view reason, Duration budget = 2000ms);  // the sequence
    TraceBuilder& stop_extensions(std::string_view reason, Instant deadline);
    TraceBuilder& tell_shutdown(std::string_view reason, Instant deadline, std::uint8_t slot = 0);
    TraceBuilder& reset_done(std::string_view reason);
    TraceBuilder& shutdown_done();
    // The reset that follows a failed invoke, with the reason of the profile.
    TraceBuilder& repair(std::uint32_t id, Repair why = Repair::Failure);

    TraceBuilder& freeze();
    TraceBuilder& thaw();
    TraceBuilder& told(PlatformEvent event, Record details = {});
    TraceBuilder& told_of_init(PlatformEvent event, Record details = {});
    TraceBuilder& told_of_restore(PlatformEvent event);  // by the documented service only
    // The end of the runtime's work on an invoke that failed.
    TraceBuilder& broken_off(std::uint32_t id, std::uint8_t status);
    // The documented service's, of an ended invoke; anything after its verdict but its answer and
    // its runtimeDone makes it.
    TraceBuilder& report();

private:
    struct Extension {
        CallId poll{};
        std::uint8_t events{};
        bool known = false;
        bool external = false;
        bool alive = false;
    };

    bool aws() const { return trace_.header.setup.profile == ProfileName::Aws; }
    bool any_extension() const;

    Trace trace_;
    Instant now_{};
    Instant due_{};       // of the running invoke
    Instant released_{};  // its runtime
    std::uint32_t produced_ = 0;
    InvokeId current_{};     // asked for, without a verdict
    InvokeId unreported_{};  // has its verdict
    bool stopping_ = false;
    std::uint32_t generation_ = 0;
    std::uint32_t calls_ = 0;
    std::uint32_t tokens_ = 0;
    CallId last_call_{};
    CallId runtime_poll_{};
    bool runtime_alive_ = false;
    bool frozen_ = false;
    bool inside_invoke_ = false;
    std::array<Extension, max_slots> slots_{};
};

}  // namespace hourglass::model
