// Plays drafts on a real platform, each in a process of its own, several at a time: a platform that
// dies, hangs or takes its player with it ends one case.
#pragma once

#include "cli/stage.hpp"
#include "cli/workers.hpp"
#include "model/judge/judge.hpp"
#include "model/trace/trace.hpp"
#include "scenarios/generators/draft.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace hourglass::cli {

struct Seen {
    model::Trace trace;  // empty if nothing was broken
    model::Judgement judgement;
    bool open = false;  // it could not be judged
};

struct Played {
    std::uint64_t number{};
    std::shared_ptr<const scenarios::Draft> draft;
    model::Result<Seen> seen;
};

class Plays {
public:
    // Traces pass through files below `scratch`, which must exist.
    Plays(Stage stage, std::filesystem::path scratch, std::size_t jobs);

    bool is_full() const { return workers_.is_full(); }
    model::Result<void> start(std::uint64_t number, std::shared_ptr<const scenarios::Draft> draft);
    // Waits for the next one to end; nothing if none is being played.
    std::optional<Played> next();

private:
    Seen take(std::uint64_t ticket) const;
    std::filesystem::path file(std::uint64_t ticket, const char* ending) const;

    struct Ticket {
        std::uint64_t number{};
        std::shared_ptr<const scenarios::Draft> draft;
    };

    Stage stage_;
    std::filesystem::path scratch_;
    Workers workers_;
    std::map<std::uint64_t, Ticket> playing_;
    std::uint64_t tickets_ = 0;
};

// Whether the profile insists on something that was broken.
bool is_broken(const model::Judgement& judgement);

}  // namespace hourglass::cli
