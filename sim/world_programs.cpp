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
            return post(index, instruction);
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

void World::write_response(const Task& task, const Instruction& instruction, Record& message) {
    message.kind = Kind::ResponsePosted;
    message.invoke = task.invoke;
    if (instruction.number > 0) {
        message.payload = fresh_payload();
        message.amount = instruction.number;
    } else {
        message.payload = task.payload;
        const auto id = task.payload.value;
        const bool kept = id != 0 && id <= trace_.payloads.size();
        message.amount = kept ? static_cast<std::int64_t>(trace_.payloads[id - 1].size()) : 0;
    }
}

// The message is written where it stays, see Effects::next().
bool World::post(ActorIndex index, const Instruction& instruction) {
    Actor& actor = actors_[index];
    const bool runtime = actor.part == Part::Runtime;
    if (runtime && instruction.op == Op::RespondHalf) {
        // no request to the platform, but it takes as long
        wait(index, Activity::Working, message_delay(actor));
        return false;
    }
    Record& message = calls_.emplace_back().message;
    const bool speaks = runtime ? write_post(actor, instruction, message)
                                : write_extension_post(actor, instruction, message);
    if (!speaks) {
        calls_.pop_back();
        return true;
    }
    call(index, instruction.op == Op::Next ? instruction.time : model::Duration{});
    return false;
}

// A call of the runtime. False for what only extensions can say: it is passed over.
bool World::write_post(const Actor& actor, const Instruction& instruction, Record& message) {
    switch (instruction.op) {
        case Op::Next:
            message.kind = Kind::RuntimeNextCalled;
            break;
        case Op::Respond:
            write_response(actor.task, instruction, message);
            break;
        case Op::RespondEmpty:
            message = {.invoke = actor.task.invoke,
                       .payload = fresh_payload(),
                       .kind = Kind::ResponsePosted};
            break;
        case Op::RespondAs:
            write_response(actor.task, instruction, message);
            message.text = instruction.text;
            break;
        case Op::RespondInMode:
            write_response(actor.task, instruction, message);
            message.flags = trace_.texts.text_of(instruction.text) == "streaming"
                                ? model::mode_streaming
                                : model::mode_unknown;
            break;
        case Op::RespondToLast:
            write_response(actor.last_task, instruction, message);
            break;
        case Op::RespondUnknown:
            write_response({.payload = actor.task.payload}, instruction, message);
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
            return false;
    }
    message.generation = actor.process.generation;
    return true;
}

// A call of an extension. False for what only a runtime can say.
bool World::write_extension_post(const Actor& actor, const Instruction& instruction,
                                 Record& message) {
    message.generation = actor.identifier.generation;
    message.text = instruction.text;
    message.slot = actor.identifier.slot;
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
            return false;
    }
    return true;
}

}  // namespace hourglass::sim
