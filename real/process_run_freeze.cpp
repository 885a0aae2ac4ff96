// Freezing the processes of a run, and the memory that they may have.
#include "real/process_run.hpp"

#include <utility>

namespace hourglass::real {

// What was written before is read at once: whatever comes while the sandbox is frozen was written
// by a process that is not.
void ProcessBackend::Run::freeze() {
    freezer_.freeze(supervisor_.pids());
    supervisor_.read_output();
    if (telemetry_) telemetry_->freeze();
    if (std::exchange(told_how_frozen_, true)) return;
    note_text(model::Kind::Note, freezer_.by_group()
                                     ? std::string{"frozen by a control group"}
                                     : "frozen by SIGSTOP: " + guard_->why_no_group());
}

void ProcessBackend::Run::thaw() {
    freezer_.thaw(supervisor_.pids());
    if (telemetry_) telemetry_->thaw();
}

void ProcessBackend::Run::watch_memory() {
    const long long limit = scenario_.world.memory_limit;
    if (limit == 0) return;
    memory_.emplace(loop_, guard_->group(), supervisor_, limit);
    note_text(model::Kind::Note, memory_->by_group() ? "memory is limited by a control group"
                                                     : "memory is limited by looking at it");
}

}  // namespace hourglass::real
