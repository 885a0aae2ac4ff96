// One scripted process role of a path: the programs that its processes play, made action by action.
#pragma once

#include "model/base/result.hpp"
#include "model/base/time.hpp"
#include "model/search/world.hpp"
#include "model/trace/record.hpp"
#include "scenarios/program.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace hourglass::scenarios {

class PathActor {
public:
    // A new process of the role starts.
    void start(model::Duration lived);

    // Why the process cannot do this; nothing if it can, and then it is in its program.
    std::optional<std::string> act(const Step& step, model::Duration lived);

    // What it is told.
    void waits_for_event() { waiting_ = true; }
    void called_in_vain() { hangs_ = true; }
    void gets_event(model::Duration lived, model::InvokeId invoke);
    void gets_shutdown(model::Duration lived);
    void terminated(model::Duration lived);
    void killed() { killed_ = true; }
    void gone() { alive_ = false; }

    bool is_dying() const { return alive_ && killed_; }
    model::InvokeId has() const { return has_; }
    model::InvokeId had() const { return had_; }

    // Processes that are never started hang.
    Lifetimes lifetimes() const { return lives_.empty() ? Lifetimes{Program{}} : lives_; }

private:
    std::vector<Step>& section();

    enum class Part : std::uint8_t { Main, Shutdown, Sigterm };

    Lifetimes lives_;
    model::Duration free_since_{};
    model::InvokeId has_{};
    model::InvokeId had_{};
    Part part_{};
    bool alive_ = false;
    bool waiting_ = false;
    bool hangs_ = false;  // its next was refused
    bool killed_ = false;
};

}  // namespace hourglass::scenarios
