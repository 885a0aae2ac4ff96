#include "model/judge/monitors/process_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// A kill is waited for 9 s, and what is left then 2 s more.
constexpr Duration kill_wait = std::chrono::seconds{11};
// A process that hangs in the kernel takes its time; one that is there after that stays for ever.
constexpr Duration longest_death = std::chrono::seconds{20};

}  // namespace

void ProcessMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::ProcessStart:
            return see_start(record, scene, bench);
        case Kind::ProcessSignal: {
            const ProcessFacts& process = scene.process(record.who, record.slot);
            bench.check("PROC-37"_rule, process.alive && process.generation == record.generation,
                        "{} gets a signal and is not alive", name_of_process(scene, record));
            if (code_of<Signal>(record) == Signal::Kill) {
                kill_due_ = std::min(kill_due_, record.at + longest_death);
            }
            return;
        }
        case Kind::ProcessExited: {
            const ProcessFacts& process = scene.process(record.who, record.slot);
            if (process.alive) bench.held("PROC-30"_rule);
            note_reaped(record);
            return;
        }
        case Kind::Telemetry:
            if (code_of<PlatformEvent>(record) == PlatformEvent::InitStart) {
                see_init_start(record, scene, bench);
            }
            return;
        case Kind::CallAnswered: {
            const CallFacts* call = scene.call(record.call);
            if (call == nullptr || !call->of_old_generation) return;
            return bench.check("PROC-36"_rule, !is_good(code_of<Answer>(record)),
                               "a process of generation {} is answered {} in generation {}",
                               call->generation, name_of(code_of<Answer>(record)),
                               scene.sandbox().generation);
        }
        case Kind::Leak:
            leak_ = true;
            return bench.violated("PROC-31"_rule, "left behind: {}", text_of(scene, record.text));
        default:
            return;
    }
}

void ProcessMonitor::see_start(const Record& record, const Scene& scene, Bench& bench) const {
    const ProcessFacts& process = scene.process(record.who, record.slot);
    const auto name = name_of_process(scene, record);
    bench.check("PROC-01"_rule, !process.seen || record.generation > process.generation,
                "the name {} is used again", name);
    if (scene.white()) {
        bench.check("PROC-02"_rule, record.generation == scene.sandbox().generation,
                    "{} starts in generation {}", name, scene.sandbox().generation);
    }
    if (record.who != Who::Runtime) return;
    const bool given_up = process.killed_at != never && record.at - process.killed_at >= kill_wait;
    bench.check("PROC-32"_rule, !process.alive || given_up, "{} starts while runtime-{} is alive",
                name, process.generation);
}

void ProcessMonitor::see_init_start(const Record& record, const Scene& scene, Bench& bench) {
    if (!scene.white() || record.generation == 0) return;
    bench.check("PROC-02"_rule, record.generation == scene.sandbox().generation + 1,
                "an init moves the generation from {} to {}", scene.sandbox().generation,
                record.generation);
    // As many resets as inits before it: the plain run.
    if (inits_ == scene.sandbox().resets) {
        bench.check("PROC-03"_rule, record.generation == 2 * inits_ + 1,
                    "after {} inits and as many resets the generation is {} instead of {}", inits_,
                    record.generation, 2 * inits_ + 1);
    }
    ++inits_;
}

void ProcessMonitor::pass_late(const Scene& scene, Bench&) {
    kill_due_ = never;
    for (std::uint8_t i = 0; i <= max_slots; ++i) {
        const ProcessFacts& process = scene.processes().at(i);
        if (!process.alive || process.killed_at == never || unreaped_.at(i) != 0) continue;
        if (!scene.overdue(process.killed_at + longest_death)) {
            kill_due_ = std::min(kill_due_, process.killed_at + longest_death);
            continue;
        }
        unreaped_.at(i) = process.generation;
    }
}

// One that was stuck may die late, whatever has begun meanwhile.
void ProcessMonitor::note_reaped(const Record& record) {
    const std::size_t index = record.who == Who::Runtime ? 0U : record.slot + 1U;
    if (index < unreaped_.size() && unreaped_.at(index) == record.generation) {
        unreaped_.at(index) = 0;
    }
}

void ProcessMonitor::finish(const Scene&, Bench& bench, Ending ending) const {
    for (const std::uint32_t generation : unreaped_) {
        if (generation == 0) continue;
        bench.violated("PROC-30"_rule, "a process of generation {} was killed and is not reaped",
                       generation);
    }
    if (ending == Ending::Whole && !leak_) bench.held("PROC-31"_rule);
}

}  // namespace hourglass::model::judging
