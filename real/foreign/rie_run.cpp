#include "real/foreign/rie_run.hpp"

#include "real/api_call.hpp"
#include "real/descendants.hpp"
#include "real/foreign/calibration.hpp"
#include "real/wall_clock.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <csignal>
#include <cstring>

namespace hourglass::real {

namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::Instant;
using model::Kind;
using model::Record;
using model::Result;
using SteadyClock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr model::ProcessName emulator{.who = model::Who::Platform};
constexpr auto start_limit = 10s;  // that the emulator may take to listen
constexpr auto stop_limit = 5s;    // that it may take to end after SIGTERM
constexpr std::size_t lines_kept = 20;

}  // namespace

RieBackend::Run::Run(const scenarios::Scenario& scenario, const RieOptions& options)
    : scenario_(scenario),
      options_(options),
      tolerance_(options.tolerance),
      start_(SteadyClock::now()),
      wall_epoch_ms_(wall_now_ms()),
      setup_(scenarios::setup_of(scenario, options.profile, texts)),
      calls_(texts, payloads, wall_epoch_ms_),
      supervisor_(loop_, *this, {}) {
    std::vector<std::string> names;
    for (const auto& one : scenario.extensions) {
        if (one.kind == scenarios::ExtensionKind::External) names.push_back(one.name);
    }
    calls_.expect_extensions(std::move(names));
}

RieBackend::Run::~Run() {
    if (guard_) stop_all();
}

Result<void> RieBackend::Run::start() {
    adopt_orphans();
    auto guard = SandboxGuard::start(options_.probe);
    if (!guard) return tl::make_unexpected(guard.error());
    guard_ = *std::move(guard);
    tolerance_ = std::max(options_.tolerance, tolerance_on_this_machine(options_.probe));
    return set_up_folder().and_then([this] { return launch(); });
}

// stage/ holds the programs, opt/extensions the extensions: links to the probe.
Result<void> RieBackend::Run::set_up_folder() {
    std::error_code error;
    const fs::path folder = guard_->folder();
    fs::create_directories(folder / "stage", error);
    if (!error) fs::create_directories(folder / "opt/extensions", error);
    for (const auto& one : scenario_.extensions) {
        if (error || one.kind != scenarios::ExtensionKind::External) continue;
        fs::create_symlink(options_.probe, folder / "opt/extensions" / one.name, error);
    }
    if (error) {
        return model::failure(ErrorKind::Environment,
                              fmt::format("cannot fill {}: {}", folder.string(), error.message()));
    }
    auto stage = Stage::set(loop_, *this, scenario_, folder / "stage");
    if (!stage) return tl::make_unexpected(stage.error());
    stage_ = *std::move(stage);
    return {};
}

Result<void> RieBackend::Run::launch() {
    api_port_ = free_port();
    door_port_ = free_port();
    auto relay = ApiRelay::listen(loop_, *this, api_port_);
    if (!relay) return tl::make_unexpected(relay.error());
    relay_ = *std::move(relay);
    const auto pid = supervisor_.start(emulator, command());
    if (!pid) {
        return model::failure(ErrorKind::Environment,
                              fmt::format("cannot start {}: {}", options_.emulator.string(),
                                          std::strerror(pid.error())));
    }
    return await_listening();
}

Result<void> RieBackend::Run::await_listening() {
    const auto limit = SteadyClock::now() + start_limit;
    while (SteadyClock::now() < limit && !emulator_end_) {
        if (is_open(door_port_) && is_open(api_port_)) {
            records_.clear();
            return {};
        }
        loop_.run_for(5ms);
        loop_.restart();
    }
    return model::failure(
        ErrorKind::Environment,
        fmt::format("{} {} on ports {} and {}; its last words: {}", options_.emulator.string(),
                    emulator_end_ ? "ended before it listened" : "does not listen", api_port_,
                    door_port_, fmt::join(last_lines_, " | ")),
        "Give the path of an aws-lambda-rie with --rie.");
}

// In a mount namespace of its own: /opt is the run's.
Command RieBackend::Run::command() const {
    const std::string opt = (guard_->folder() / "opt").string();
    Command command;
    command.argv = {"/usr/bin/unshare",
                    "--mount",
                    "--propagation",
                    "private",
                    "/bin/sh",
                    "-c",
                    "mount --bind \"$1\" /opt && shift && exec \"$@\"",
                    "sh",
                    opt,
                    options_.emulator.string(),
                    "--runtime-api-address",
                    fmt::format("127.0.0.1:{}", api_port_),
                    "--runtime-interface-emulator-address",
                    fmt::format("127.0.0.1:{}", door_port_),
                    options_.probe.string(),
                    "runtime",
                    Stage::runtime_name};
    command.environment = environment();
    return command;
}

std::vector<std::string> RieBackend::Run::environment() const {
    const auto timeout = setup_.function_timeout > model::Duration::zero()
                             ? setup_.function_timeout
                             : model::profile_of(options_.profile).function_timeout;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout).count();
    return {"PATH=/usr/bin:/bin", guard_->marker(),
            fmt::format("HOURGLASS_STAGE={}", (guard_->folder() / "stage").string()),
            fmt::format("HOURGLASS_API=127.0.0.1:{}", relay_->port()),
            fmt::format("AWS_LAMBDA_FUNCTION_TIMEOUT={}", seconds)};
}

Instant RieBackend::Run::now() const {
    return model::instant_at(SteadyClock::now() - start_);
}

void RieBackend::Run::apply(const Record& stimulus) {
    if (!asked_before_) note({.kind = Kind::InitAsked, .who = model::Who::Platform});
    asked_before_ = true;
    note(stimulus);
    calls_.asked(stimulus.invoke);
    open_invokes_.insert(stimulus.invoke.value);
    unprinted_.push_back(stimulus.invoke);
    knock(loop_,
          {.port = door_port_,
           .invoke = stimulus.invoke,
           .payload = std::string{payloads.bytes_of(stimulus.payload)}},
          [this](const DoorAnswer& answer) { door_answered(answer); });
}

std::optional<Record> RieBackend::Run::next(Instant until) {
    while (handed_out_ == records_.size() && now() < until) {
        loop_.restart();
        const auto left = std::min<model::Duration>(until - now(), 1h);
        loop_.run_one_for(left);
    }
    if (handed_out_ == records_.size()) return std::nullopt;
    return records_[handed_out_++];
}

void RieBackend::Run::called(const HttpRequest& request) {
    const auto event = calls_.call(request);
    if (event) {
        events_.insert(request.call.value);
        return note(*event);
    }
    note({.call = request.call,
          .text = intern_foreign(texts, fmt::format("{} {}", request.method, request.path)),
          .kind = Kind::StrayCall});
}

void RieBackend::Run::answered(model::CallId call, int status, const HttpRequest& answer) {
    if (events_.contains(call.value)) note(calls_.answer(call, status, answer));
}

void RieBackend::Run::closed_on(model::CallId call) {
    if (events_.contains(call.value)) note({.call = call, .kind = Kind::CallLost});
}

void RieBackend::Run::given_up(model::CallId call) {
    if (events_.contains(call.value)) note({.call = call, .kind = Kind::CallAbandoned});
}

void RieBackend::Run::started(const model::ProcessName& process, pid_t pid) {
    if (process.who == model::Who::Runtime) calls_.runtime_started(process.generation);
    note({.amount = pid,
          .generation = process.generation,
          .kind = Kind::ProcessStarted,
          .who = process.who,
          .slot = process.slot});
}

void RieBackend::Run::ended(const model::ProcessName& process, int status, bool by_signal) {
    note({.amount = status,
          .generation = process.generation,
          .kind = Kind::ProcessExited,
          .who = process.who,
          .slot = process.slot,
          .flags = by_signal ? model::exited_by_signal : std::uint8_t{}});
}

void RieBackend::Run::process_exited(const model::ProcessName&, ExitStatus status) {
    emulator_end_ = status;
    if (stopping_) return;
    note({.amount = status.number,
          .text =
              intern_foreign(texts, fmt::format("last words: {}", fmt::join(last_lines_, " | "))),
          .kind = Kind::ProcessExited,
          .who = model::Who::Platform,
          .flags = status.by_signal ? model::exited_by_signal : std::uint8_t{}});
}

void RieBackend::Run::line_written(const model::ProcessName&, Stream, std::string_view line) {
    note_printed(line);
    // What a Go program says first when it ends is worth more than where it was.
    const bool ends = line.starts_with("panic: ") || line.starts_with("fatal error: ");
    if (ends && !is_ending_) last_lines_.clear();
    is_ending_ |= ends;
    if (is_ending_ && last_lines_.size() == lines_kept) return;
    last_lines_.emplace_back(line.substr(0, 400));
    if (last_lines_.size() > lines_kept) last_lines_.pop_front();
}

// The emulator answers when the invoke is over: its answer is the verdict too.
void RieBackend::Run::door_answered(const DoorAnswer& answer) {
    open_invokes_.erase(answer.invoke.value);
    calls_.over(answer.invoke);
    const Record reply = reply_of(answer);
    if (stopping_) return;
    if (answer.status == 0) {
        note({.invoke = answer.invoke, .kind = Kind::CallLost, .who = model::Who::Invoker});
    } else {
        note(reply);
    }
    using model::Outcome;
    const bool timed_out = model::code_of<model::Reply>(reply) == model::Reply::TimedOut;
    const Outcome outcome = timed_out              ? Outcome::TimedOut
                            : answer.status == 200 ? Outcome::Success
                                                   : Outcome::Failure;
    note({.invoke = answer.invoke,
          .text = reply.text,
          .code = static_cast<std::uint16_t>(outcome),
          .kind = Kind::InvokeDone});
    if (answer.status != 0) note_exchange(answer);
}

void RieBackend::Run::note(Record record) {
    record.at = now();
    records_.push_back(record);
}

void RieBackend::Run::note_text(Kind kind, std::string_view text) {
    note({.text = intern_foreign(texts, text), .kind = kind});
}

// As an operator stops it: SIGTERM, and SIGKILL for what is left after a while.
void RieBackend::Run::stop_all() {
    stopping_ = true;
    relay_.reset();
    if (!emulator_end_ && supervisor_.signal(emulator, SIGTERM)) {
        const auto limit = SteadyClock::now() + stop_limit;
        while (!emulator_end_ && SteadyClock::now() < limit) {
            loop_.restart();
            loop_.run_one_for(50ms);
        }
        if (!emulator_end_) note_text(Kind::Leak, "the emulator lives on after SIGTERM");
    }
    supervisor_.kill_all();
    for (const Descendant& one : end_orphans({.marker = guard_->marker(),
                                 .known = {guard_->pid()},
                                 .groups = supervisor_.ended_groups()})) {
        // Descendants that left their group are nobody's (PROC-05).
        note_text(stage_ && stage_->is_living(one.pid) ? Kind::Leak : Kind::Note,
                  fmt::format("process {} ({}) outlived the emulator", one.pid, one.name));
    }
    stage_.reset();
    if (const auto ended = guard_->end(); !ended) note_text(Kind::Leak, ended.error().message);
    guard_.reset();
}

model::Trace RieBackend::Run::finish() {
    const bool busy = !open_invokes_.empty();
    note({.kind = Kind::End, .flags = busy ? model::horizon_reached : std::uint8_t{}});
    const std::size_t whole = records_.size();
    stop_all();
    // What the emulator's own end does to its clients is no part of the run; what it leaves is.
    const auto is_leak = [](const Record& one) { return one.kind == Kind::Leak; };
    std::vector<Record> leaks;
    std::copy_if(records_.begin() + static_cast<std::ptrdiff_t>(whole), records_.end(),
                 std::back_inserter(leaks), is_leak);
    records_.resize(whole - 1);
    records_.insert(records_.end(), leaks.begin(), leaks.end());
    note({.kind = Kind::End, .flags = busy ? model::horizon_reached : std::uint8_t{}});
    model::Trace trace;
    trace.header.scenario = scenario_.name;
    trace.header.backend = "rie";
    trace.header.seed = options_.seed;
    trace.header.setup = setup_;
    trace.header.clients = model::Clients::Scripted;
    trace.header.view = model::View::Black;
    trace.header.tolerance = tolerance_;
    trace.header.wall_epoch_ms = wall_epoch_ms_;
    trace.records = std::move(records_);
    trace.texts = std::move(texts);
    trace.payloads = payloads.take();
    return trace;
}

}  // namespace hourglass::real
