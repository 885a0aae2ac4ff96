// The programs of runtime and extensions, step by step, with the meaning that
// scenarios/program.hpp gives them.
#include "sim/world.hpp"

#include <algorithm>

namespace hourglass::sim {

using model::Kind;
using model::Record;
using scenarios::Op;

namespace {

constexpr std::int64_t sigkill = 9;
constexpr std::int64_t sigsegv = 11;

// {"errorType":"..."}
std::int64_t size_of_error(std::string_view type) {
    return static_cast<std::int64_t>(type.size()) + 16;
}

}  // namespace

void World::wait(ActorIndex index, Activity activity, model::Duration time) {
    Actor& actor = actors_[index];
    actor.activity = activity;
    actor.due = now_ + time;
    enter(time, {.deed = Deed::Wake, .actor = index, .number = ++actor.waits});
}

void World::wake(ActorIndex index, std::uint32_t wait_number) {
    const Actor& actor = actors_[index];
    const bool waits = actor.activity == Activity::Starting || actor.activity == Activity::Working;
    if (stands_still() || !waits || actor.waits != wait_number) return;  // thaw() enters it again
    play(index);
}

void World::hang(Actor& actor) {
    actor.activity = Activity::Hanging;
}

// Performs instructions until one takes time.
void World::play(ActorIndex index) {
    Actor& actor = actors_[index];
    while (perform(index, script_.instructions[actor.place++])) continue;
}

// Whether the program goes on at once.
bool World::perform(ActorIndex index, const Instruction& instruction) {
    Actor& actor = actors_[index];
    switch (instruction.op) {
        case Op::Work:
            wait(index, Activity::Working, instruction.time);
            return false;
        case Op::Exit:
            die(index, instruction.number, 0);
            return false;
        case Op::Crash:
            die(index, sigsegv, model::exited_by_signal);
            return false;
        case Op::Hang:
            hang(actor);
            return false;
        case Op::Stop:
            actor.stopped = true;
            hang(actor);
            return false;
        case Op::OutliveKill:
            actor.outlives = instruction.time;
            return true;
        case Op::IgnoreSigterm:
            actor.ignores_sigterm = true;
            return true;
        case Op::Print:
            note({.generation = actor.process.generation,
                  .text = instruction.text,
                  .kind = Kind::OutputLine,
                  .who = actor.process.who,
                  .slot = actor.process.slot});
            return true;
        case Op::Repeat:
            actor.place = instruction.target;
            return true;
        case Op::WriteFile:
        case Op::LookForFile:
            use_file(actor, instruction);
            return true;
        case Op::Allocate:
            return allocate(index, instruction.number);
        default:
            return actor.part == Part::Runtime ? post(index, instruction)
                                               : post_extension(index, instruction);
    }
}

void World::use_file(const Actor& actor, const Instruction& instruction) {
    const bool writes = instruction.op == Op::WriteFile;
    const bool there = std::ranges::find(files_, instruction.text) != files_.end();
    if (writes && !there) files_.push_back(instruction.text);
    note({.amount = !writes && there ? 1 : 0,
          .generation = actor.process.generation,
          .text = instruction.text,
          .kind = writes ? Kind::FileWritten : Kind::FileLooked,
          .who = actor.process.who,
          .slot = actor.process.slot});
}

// Whether the process lives through it.
bool World::allocate(ActorIndex index, std::int64_t bytes) {
    Actor& host = actors_[actors_[index].host];
    host.memory += bytes;
    const std::int64_t limit = script_.world.memory_limit;
    if (limit == 0 || host.memory <= limit) return true;
    die(index, sigkill, model::exited_by_signal | model::out_of_memory);
    return false;
}

Record World::response_to(const Task& task, const Instruction& instruction) {
    Record response{.invoke = task.invoke, .kind = Kind::ResponsePosted};
    if (instruction.number > 0) {
        response.payload = fresh_payload();
        response.amount = instruction.number;
    } else {
        response.payload = task.payload;
        const auto id = task.payload.value;
        const bool kept = id != 0 && id <= trace_.payloads.size();
        response.amount = kept ? static_cast<std::int64_t>(trace_.payloads[id - 1].size()) : 0;
    }
    return response;
}

// A call of the runtime. What only extensions can say is passed over.
bool World::post(ActorIndex index, const Instruction& instruction) {
    const Actor& actor = actors_[index];
    Record message;
    switch (instruction.op) {
        case Op::Next:
            message.kind = Kind::RuntimeNextCalled;
            break;
        case Op::Respond:
            message = response_to(actor.task, instruction);
            break;
        case Op::RespondEmpty:
            message = {.invoke = actor.task.invoke,
                       .payload = fresh_payload(),
                       .kind = Kind::ResponsePosted};
            break;
        case Op::RespondHalf:  // no request to the platform, but it takes as long
            wait(index, Activity::Working, message_delay(actors_[index]));
            return false;
        case Op::RespondAs:
            message = response_to(actor.task, instruction);
            message.text = instruction.text;
            break;
        case Op::RespondInMode:
            message = response_to(actor.task, instruction);
            message.flags = trace_.texts.text_of(instruction.text) == "streaming"
                                ? model::mode_streaming
                                : model::mode_unknown;
            break;
        case Op::RespondToLast:
            message = response_to(actor.last_task, instruction);
            break;
        case Op::RespondUnknown:
            message = response_to({.payload = actor.task.payload}, instruction);
            break;
        case Op::Error:
            message = {.amount = size_of_error(trace_.texts.text_of(instruction.text)),
                       .invoke = actor.task.invoke,
                       .payload = fresh_payload(),
                       .text = instruction.text,
                       .kind = Kind::ErrorPosted};
            break;
        case Op::InitError:
            message = {.payload = fresh_payload(),
                       .text = instruction.text,
                       .kind = Kind::InitErrorPosted};
            break;
        case Op::RestoreNext:
            message.kind = Kind::RestoreNextCalled;
            break;
        case Op::RestoreError:
            message = {.text = instruction.text, .kind = Kind::RestoreErrorPosted};
            break;
        default:
            return true;
    }
    message.generation = actor.process.generation;
    call(index, message, instruction.op == Op::Next ? instruction.time : model::Duration{});
    return false;
}

// A call of an extension. What only a runtime can say is passed over.
bool World::post_extension(ActorIndex index, const Instruction& instruction) {
    const Actor& actor = actors_[index];
    Record message{.generation = actor.identifier.generation,
                   .text = instruction.text,
                   .slot = actor.identifier.slot};
    switch (instruction.op) {
        case Op::Next:
            message.kind = Kind::ExtensionNextCalled;
            break;
        case Op::Register:
            message = {.generation = actor.process.generation,
                       .text = instruction.text ? instruction.text : actor.role->name,
                       .kind = Kind::RegisterCalled,
                       .flags = instruction.events};
            break;
        case Op::InitError:
            message.kind = Kind::ExtensionInitErrorPosted;
            break;
        case Op::ExitError:
            message.kind = Kind::ExtensionExitErrorPosted;
            break;
        default:
            return true;
    }
    call(index, message, instruction.op == Op::Next ? instruction.time : model::Duration{});
    return false;
}

}  // namespace hourglass::sim
