// Freezing the processes of a run, and the memory that they may have.
#include "real/process_run.hpp"

#include <utility>

namespace hourglass::real {
namespace {

constexpr std::chrono::milliseconds freeze_delay{2};

}  // namespace

// What was written before is read at once: whatever comes while the sandbox is frozen was written
// by a process that is not.
void ProcessBackend::Run::freeze() {
    if (options_.keep == Keep::Trace) return freeze_now();
    // Nobody judges: the sandbox that is invoked again at once is spared two changes.
    frozen_soon_ = true;
    freeze_soon_.expires_after(freeze_delay);
    freeze_soon_.async_wait([this](boost::system::error_code taken_back) {
        // One that was under way when it was taken back is dropped here.
        if (!taken_back && frozen_soon_) freeze_now();
    });
}

void ProcessBackend::Run::freeze_now() {
    frozen_soon_ = false;
    frozen_ = true;
    freezer_.freeze(supervisor_.pids());
    supervisor_.read_output();
    if (telemetry_) telemetry_->freeze();
    if (std::exchange(told_how_frozen_, true)) return;
    note_text(model::Kind::Note, freezer_.by_group()
                                     ? std::string{"frozen by a control group"}
                                     : "frozen by SIGSTOP: " + guard_->why_no_group());
}

void ProcessBackend::Run::thaw() {
    if (std::exchange(frozen_soon_, false)) freeze_soon_.cancel();
    if (!std::exchange(frozen_, false)) return;
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
