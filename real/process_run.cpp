#include "real/process_run.hpp"

#include "model/trace/answer.hpp"
#include "real/descendants.hpp"
#include "real/environment.hpp"
#include "real/wall_clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace hourglass::real {
namespace {

using model::Instant;
using model::Kind;
using model::Record;
using SteadyClock = std::chrono::steady_clock;

// The longest that one wait may be: end_of_time does not fit the clock's arithmetic.
constexpr model::Duration longest_wait = std::chrono::hours{1};

FunctionIdentity function_of(const scenarios::Config& config) {
    FunctionIdentity function{.handler = config.handler};
    const auto set = [&](const char* variable, std::string& value) {
        const auto found = config.environment.find(variable);
        if (found != config.environment.end()) value = found->second;
    };
    set("AWS_LAMBDA_FUNCTION_NAME", function.name);
    set("AWS_LAMBDA_FUNCTION_VERSION", function.version);
    set("AWS_REGION", function.region);
    return function;
}

// What a scenario says, with the files that are really there.
model::Setup setup_with(const scenarios::Scenario& scenario, const ClientPlan& plan,
                        model::ProfileName profile, model::Texts& texts) {
    model::Setup setup = scenarios::setup_of(scenario, profile, texts);
    setup.external_extensions = 0;
    setup.names = {};
    if (scenario.config.extensions == scenarios::Extensions::Disabled) return setup;
    for (const std::string& name : plan.extension_names()) {
        setup.names.at(setup.external_extensions++) = texts.intern(name);
    }
    return setup;
}

}  // namespace

ProcessBackend::Run::Run(const scenarios::Scenario& scenario, const ProcessOptions& options,
                         ClientPlan plan, std::shared_ptr<SandboxGuard> guard)
    : scenario_(scenario),
      options_(options),
      start_(SteadyClock::now()),
      idle_at_start_(time_without_processor()),
      wall_clock_(start_),
      names_(options.seed),
      plan_(std::move(plan)),
      function_(function_of(scenario.config)),
      setup_(setup_with(scenario, plan_, options.profile, texts_)),
      platform_(setup_),
      hostility_(scenarios::unkindness_of(scenario.config.environment)
                     .value_or(std::vector<scenarios::Unkindness>{})),
      guard_(std::move(guard)),
      enclosure_(options.isolation, options.clients.probe, guard_->folder()),
      freezer_(guard_->group()),
      alarms_(loop_,
              [this](model::Timer timer, model::CallId token) {
                  take({.call = token,
                        .code = static_cast<std::uint16_t>(timer),
                        .kind = Kind::TimerFired});
              }),
      supervisor_(loop_, *this, options.output) {
    wall_clock_.step(scenario.world.clock_step_at, scenario.world.clock_step);
    if (options_.profile == model::ProfileName::Rapid) return;
    telemetry_.emplace(loop_,
                       TelemetryEvents{.function = function_,
                                       .setup = setup_,
                                       .texts = texts_,
                                       .names = names_,
                                       .wall_epoch_ms = wall_clock_.epoch_ms()},
                       [this] { return now(); });
}

ProcessBackend::Run::~Run() {
    if (guard_) stop_all();
}

model::Result<void> ProcessBackend::Run::listen() {
    auto server = HttpServer::listen(loop_, *this, {});
    if (!server) return tl::make_unexpected(server.error());
    server_ = std::move(*server);
    environment_.emplace(
        EnvironmentSource{.config = scenario_.config,
                          .function = function_,
                          .runtime_api = fmt::format("127.0.0.1:{}", server_->port()),
                          .folder = enclosure_.temporary_folder(),
                          .marker = guard_->marker(),
                          .task_root = plan_.task_root()});
    watch_memory();
    if (!enclosure_.why_not().empty()) note_text(Kind::Note, enclosure_.why_not());
    return {};
}

Instant ProcessBackend::Run::now() const {
    return model::instant_at(SteadyClock::now() - start_);
}

SteadyClock::time_point ProcessBackend::Run::clock_at(Instant instant) const {
    return start_ + std::min(instant, now() + longest_wait).time_since_epoch();
}

void ProcessBackend::Run::apply(const Record& stimulus) {
    if (stimulus.invoke) names_.publish(stimulus.invoke);
    if (stimulus.kind == Kind::InvokeAsked) direct_ = stimulus.flags;
    reset_for_timeout_ =
        stimulus.kind == Kind::ResetAsked && texts_.text_of(stimulus.text) == "timeout";
    take(stimulus);
}

std::optional<Record> ProcessBackend::Run::next(Instant until) {
    if (options_.keep == Keep::Nothing && handed_out_ == records_.size()) forget();
    // One thing at a time: whoever is told of it may have to answer somebody.
    if (handed_out_ == records_.size()) loop_.poll_one();
    while (handed_out_ == records_.size() && now() < until) {
        arm_wake(until);
        loop_.run_one();
    }
    if (handed_out_ == records_.size()) return std::nullopt;
    return records_[handed_out_++];
}

// A run without end must not grow. What the platform still holds is among the newest.
void ProcessBackend::Run::forget() {
    constexpr std::size_t kept_payloads = 16;
    records_.clear();
    handed_out_ = 0;
    payloads_.keep_newest(kept_payloads);
}

void ProcessBackend::Run::announce(model::InvokeId invoke, CallerHeaders headers) {
    callers_.clear();  // one invoke at a time
    callers_.emplace(invoke.value, std::move(headers));
}

// One timer for all waits with the same end.
void ProcessBackend::Run::arm_wake(Instant until) {
    if (wake_at_ == until) return;
    wake_at_ = until;
    wake_.expires_at(clock_at(until));
    wake_.async_wait([this](boost::system::error_code error) {
        if (!error) wake_at_.reset();
    });
}

// An effect may lead to an event at once, such as a program that does not start: it waits its turn.
void ProcessBackend::Run::take(const Record& event) {
    queue_.push_back(event);
    if (taking_) return;
    taking_ = true;
    while (!queue_.empty()) {
        Record next = queue_.front();
        queue_.pop_front();
        look_at_wall_clock();
        next.at = now();
        records_.push_back(next);
        platform_.step(next, effects_);
        for (const Record& effect : effects_) records_.push_back(wall_clock_.told(effect));
        for (const Record& effect : effects_) perform(effect);
    }
    taking_ = false;
}

void ProcessBackend::Run::look_at_wall_clock() {
    const model::Duration jump = wall_clock_.look();
    if (jump == model::Duration::zero()) return;
    note({.amount = jump.count(), .kind = Kind::ClockStepped});
}

void ProcessBackend::Run::perform(const Record& effect) {
    if (telemetry_) telemetry_->see(effect);
    see_for_stream(effect);
    switch (effect.kind) {
        case Kind::ProcessStart:
            return start_process(effect);
        case Kind::ProcessSignal:
            supervisor_.signal(process_of(effect), effect.code);
            return;
        case Kind::CallAnswered:
            return answer(wall_clock_.told(effect));
        case Kind::TimerArmed:
            return alarms_.arm(model::code_of<model::Timer>(effect), effect.call,
                               clock_at(model::instant_at(model::Duration{effect.amount})));
        case Kind::TimerCancelled:
            return alarms_.cancel(model::code_of<model::Timer>(effect));
        case Kind::SandboxFrozen:
            return freeze();
        case Kind::SandboxThawed:
            return thaw();
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            return close_generation();
        default:
            return;
    }
}

// If there is no other port to be had, the old one serves on.
void ProcessBackend::Run::open_api_for(std::uint32_t generation) {
    const auto known = generations_.find(server_->port());
    if (known != generations_.end() && known->second == generation) return;
    if (known != generations_.end()) static_cast<void>(server_->listen_anew());
    generations_[server_->port()] = generation;
    environment_->runtime_api = fmt::format("127.0.0.1:{}", server_->port());
}

// Of the caller, by the port that it was told of.
std::uint32_t ProcessBackend::Run::generation_of(const HttpRequest& request) const {
    const auto known = generations_.find(request.port);
    return known == generations_.end() ? platform_.generation() : known->second;
}

void ProcessBackend::Run::start_process(const Record& effect) {
    const bool is_runtime = effect.who == model::Who::Runtime;
    open_api_for(effect.generation);
    Command command = is_runtime ? plan_.next_runtime() : plan_.next_extension(effect.slot);
    environment_->credential_set = effect.call.value;
    command.environment =
        is_runtime ? runtime_environment(*environment_) : extension_environment(*environment_);
    command.environment.push_back(process_variable(process_of(effect)));
    if (guard_->group() != nullptr) command.group = guard_->group()->entrance();
    Record record = started(effect, command);
    const auto pid = supervisor_.start(process_of(effect), enclosure_.enclosed(std::move(command)));
    if (!pid) {
        return take({.amount = pid.error(),
                     .generation = effect.generation,
                     .kind = Kind::ProcessStartFailed,
                     .who = effect.who,
                     .slot = effect.slot});
    }
    record.amount = *pid;
    record.text = intern_foreign(texts_, variable_of(*pid, "AWS_LAMBDA_RUNTIME_API"));
    note(record);
}

// What it finds of credentials is read from the environment that it really got.
Record ProcessBackend::Run::started(const Record& effect, const Command& command) {
    Record record{.generation = effect.generation,
                  .kind = Kind::ProcessStarted,
                  .who = effect.who,
                  .slot = effect.slot};
    const CredentialsFound found = credentials_in(command.environment);
    record.flags = found.forms;
    if (found.token.empty()) return record;
    const auto seen = std::ranges::find(tokens_seen_, found.token);
    record.call = model::CallId{static_cast<std::uint32_t>(seen - tokens_seen_.begin() + 1)};
    if (seen == tokens_seen_.end()) tokens_seen_.push_back(found.token);
    return record;
}

// The platform says that all is gone. A process of it that lives is a leak; what the processes
// left behind outside their groups is ours to end.
void ProcessBackend::Run::close_generation() {
    for (const model::ProcessName& name : supervisor_.alive()) {
        if (name.generation > platform_.generation()) continue;
        note_text(Kind::Leak, fmt::format("{} {} of generation {} is still alive",
                                          name.who == model::Who::Runtime ? "runtime" : "extension",
                                          name.slot, name.generation));
    }
    sweep();
}

void ProcessBackend::Run::sweep() {
    std::vector<pid_t> known = supervisor_.pids();
    known.push_back(guard_->pid());
    for (const Descendant& ended : end_orphans(
             {.marker = guard_->marker(), .known = known, .groups = supervisor_.ended_groups()})) {
        note_left(ended);
    }
}

void ProcessBackend::Run::process_exited(const model::ProcessName& name, ExitStatus status) {
    if (telemetry_ && name.who == model::Who::Extension) telemetry_->extension_exited(name.slot);
    std::uint8_t flags = status.by_signal ? model::exited_by_signal : std::uint8_t{};
    if (status.by_signal && memory_ && memory_->was_starved(status.pid)) {
        flags |= model::out_of_memory;
    }
    take({.amount = status.number,
          .generation = name.generation,
          .kind = Kind::ProcessExited,
          .who = name.who,
          .slot = name.slot,
          .flags = flags});
}

void ProcessBackend::Run::line_written(const model::ProcessName& name, Stream stream,
                                       std::string_view line) {
    if (plan_.clients() == model::Clients::Scripted && WireReports::is_part(line)) {
        return note_exchange(name, line);
    }
    if (options_.echo != Echo::Silent) {
        std::FILE* const out = options_.echo == Echo::ToStandardError ? stderr : stdout;
        std::fprintf(out, "%.*s\n", static_cast<int>(line.size()), line.data());
    }
    note({.generation = name.generation,
          .text = intern_foreign(texts_, line),
          .kind = Kind::OutputLine,
          .who = name.who,
          .slot = name.slot,
          .flags = stream == Stream::Errors ? model::from_stderr : std::uint8_t{}});
    if (telemetry_) telemetry_->line_written(name.who, line);
}

void ProcessBackend::Run::note_exchange(const model::ProcessName& name, std::string_view line) {
    const auto report = wire_reports_.take(name, line);
    if (!report) return;
    note({.amount = report->size,
          .payload = report->got.empty() ? model::PayloadId{} : payloads_.intern(report->got),
          .generation = name.generation,
          .text = intern_foreign(texts_, report->sent),
          .kind = Kind::WireExchange,
          .who = name.who,
          .slot = name.slot,
          .flags = report->flags});
}

void ProcessBackend::Run::note(Record observation) {
    observation.at = now();
    records_.push_back(observation);
}

void ProcessBackend::Run::note_text(Kind kind, std::string_view text) {
    note({.text = intern_foreign(texts_, text), .kind = kind});
}

bool ProcessBackend::Run::is_busy() const {
    switch (platform_.sandbox_state()) {
        case model::SandboxState::Initializing:
        case model::SandboxState::SuppressedInit:
        case model::SandboxState::Invoking:
        case model::SandboxState::Restoring:
        case model::SandboxState::Resetting:
        case model::SandboxState::ShuttingDown:
            return true;
        default:
            return false;
    }
}

void ProcessBackend::Run::stop_all() {
    memory_.reset();
    for (const pid_t pid : supervisor_.kill_all()) {
        note_text(Kind::Leak, fmt::format("process {} does not die", pid));
    }
    freezer_.thaw({});
    sweep();
    telemetry_.reset();
    stream_.reset();
    calls_.clear();
    server_.reset();
    const auto ended = options_.guard ? guard_->empty_folder() : guard_->end();
    if (!ended) note_text(Kind::Leak, ended.error().message);
    guard_.reset();
}

model::Trace ProcessBackend::Run::finish() {
    const bool busy = is_busy();
    stop_all();
    note({.kind = Kind::End, .flags = busy ? model::horizon_reached : std::uint8_t{}});
    model::Trace trace;
    trace.header.scenario = scenario_.name;
    trace.header.backend = "process";
    trace.header.replay = options_.replay;
    trace.header.seed = options_.seed;
    trace.header.setup = setup_;
    trace.header.clients = plan_.clients();
    trace.header.view = model::View::White;
    trace.header.tolerance = options_.tolerance + (time_without_processor() - idle_at_start_);
    trace.header.wall_epoch_ms = wall_clock_.epoch_ms();
    trace.records = std::move(records_);
    trace.texts = std::move(texts_);
    trace.payloads = payloads_.take();
    return trace;
}

}  // namespace hourglass::real
