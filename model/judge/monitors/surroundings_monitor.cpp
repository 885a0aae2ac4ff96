#include "model/judge/monitors/surroundings_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

constexpr std::int64_t first_bad_status = 400;

// What nobody should do and many have done.
bool is_provocation(const Record& record) {
    switch (record.kind) {
        case Kind::StrayCall:
        case Kind::UploadBroken:
        case Kind::CallAbandoned:
            return true;
        case Kind::ProcessExited:
            return record.amount != 0;
        case Kind::CallAnswered:
            return !is_good(code_of<Answer>(record));
        case Kind::Subscription:
        case Kind::BatchReceived:
            return record.amount >= first_bad_status;
        default:
            return false;
    }
}

// host:port
bool is_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
    return std::ranges::all_of(text.substr(colon + 1),
                               [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace

void SurroundingsMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    pulse_.see(record, scene, bench);
    if (is_provocation(record)) pulse_.provoke(record, scene, bench);
    switch (record.kind) {
        case Kind::ProcessStarted:
            return see_start(record, scene, bench);
        case Kind::ProcessExited:
            return see_starved(record, scene);
        case Kind::InvokeDone:
            return see_done(record, scene, bench);
        case Kind::FileWritten:
        case Kind::FileLooked:
            return see_file(record, scene, bench);
        case Kind::ShutdownDone:
            return files_.clear();
        default:
            return;
    }
}

void SurroundingsMonitor::finish(const Scene& scene, Bench& bench, Ending ending) {
    if (!pulse_.is_lost(scene, bench, ending)) return;
    bench.violated("PROC-33"_rule,
                   "after somebody misbehaved the platform does nothing any more of what is asked");
}

void SurroundingsMonitor::see_start(const Record& record, const Scene& scene, Bench& bench) {
    if (!record.text) return;
    // A platform may have a new address for each generation, so that it knows the old callers.
    if (!api_ || record.generation != api_of_) api_ = record.text;
    api_of_ = record.generation;
    const auto address = text_of(scene, record.text);
    bench.check("PROC-34"_rule, is_address(address) && record.text == api_,
                "{} has \"{}\" for the address of the Runtime API", name_of_process(scene, record),
                address);
}

void SurroundingsMonitor::see_starved(const Record& record, const Scene& scene) {
    const bool starved = record.who == Who::Runtime && (record.flags & out_of_memory) != 0;
    if (!starved || !scene.current() || scene.stop().active) return;
    // The first fatal error stands, whatever comes after it.
    if (scene.sandbox().fatal) return;
    const InvokeFacts& invoke = scene.current_facts();
    if (!invoke.delivered || invoke.has_post()) return;
    starved_ = scene.current();
    starved_at_ = record.at;
}

void SurroundingsMonitor::see_done(const Record& record, const Scene& scene, Bench& bench) {
    if (!starved_ || record.invoke != starved_) return;
    starved_ = {};
    const bool told = code_of<Outcome>(record) == Outcome::Failure &&
                      record.text == known_text("Runtime.OutOfMemory");
    bench.check("PROC-35"_rule, told,
                "the runtime was killed for memory and invoke {} ends with {} {}",
                record.invoke.value, outcome_name(record), text_of(scene, record.text));
}

void SurroundingsMonitor::pass_late(Bench& bench) {
    bench.violated("PROC-35"_rule, "the runtime was killed for memory and invoke {} goes on",
                   starved_.value);
    starved_ = {};
}

void SurroundingsMonitor::see_file(const Record& record, const Scene& scene, Bench& bench) {
    const auto known = std::ranges::find(files_, record.text, &File::name);
    const std::uint16_t resets = scene.sandbox().resets;
    if (record.kind == Kind::FileWritten) {
        if (known != files_.end()) files_.erase(known);
        return files_.push_back({record.text, resets});
    }
    if (known == files_.end() || known->resets == resets) return;
    bench.check("RST-38"_rule, record.amount != 0, "the file {} has not survived a reset",
                text_of(scene, record.text));
}

}  // namespace hourglass::model::judging
