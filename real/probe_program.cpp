#include "real/probe_program.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::real {
namespace {

using scenarios::Op;
using scenarios::Step;

char letter_of_fault(Op op) {
    switch (op) {
        case Op::RespondEmpty:
            return 'Z';
        case Op::RespondHalf:
            return 'h';
        case Op::Stop:
            return 's';
        case Op::SpawnChild:
            return 'c';
        case Op::SpawnEscapedChild:
            return 'e';
        default:
            return '?';
    }
}

// Beyond the bare lifecycle: telemetry, streams, files, memory.
char letter_of_deed(Op op) {
    switch (op) {
        case Op::RespondAs:
            return 'A';
        case Op::RespondInMode:
            return 'M';
        case Op::RespondBreakingOff:
            return 'B';
        case Op::RespondStreaming:
            return 'T';
        case Op::Subscribe:
            return 'k';
        case Op::SubscribeLogs:
            return 'g';
        case Op::Listen:
        case Op::ListenSlowly:
        case Op::ListenFailing:
        case Op::ListenClosed:
        case Op::ListenTcp:
            return 'l';
        case Op::WriteFile:
            return 'v';
        case Op::LookForFile:
            return 'f';
        case Op::Allocate:
            return 'a';
        default:
            return letter_of_fault(op);
    }
}

char letter_of(Op op) {
    switch (op) {
        case Op::Work:
            return 'W';
        case Op::Next:
            return 'N';
        case Op::Respond:
            return 'R';
        case Op::RespondToLast:
            return 'L';
        case Op::RespondUnknown:
            return 'U';
        case Op::Error:
            return 'E';
        case Op::InitError:
            return 'I';
        case Op::ExitError:
            return 'X';
        case Op::Register:
            return 'G';
        case Op::RestoreNext:
            return 'P';
        case Op::RestoreError:
            return 'Q';
        case Op::Exit:
            return 'x';
        case Op::Crash:
            return 'C';
        case Op::Hang:
            return 'H';
        case Op::IgnoreSigterm:
            return 'S';
        case Op::Print:
            return 'p';
        case Op::Wire:
            return 'w';
        case Op::Repeat:
            return '@';
        default:
            return letter_of_deed(op);
    }
}

// As listener.h counts them.
unsigned operand_of(const Step& step) {
    switch (step.op) {
        case Op::ListenFailing:
            return 1;
        case Op::ListenClosed:
            return 2;
        case Op::ListenTcp:
            return 3;
        default:
            return step.events;
    }
}

// The body of a subscription to these types that is delivered soon.
std::string subscription_to(std::string_view topics, std::string_view version) {
    std::string types;
    while (!topics.empty()) {
        const std::size_t end = std::min(topics.find(' '), topics.size());
        types += fmt::format(R"({}"{}")", types.empty() ? "" : ",", topics.substr(0, end));
        topics.remove_prefix(std::min(end + 1, topics.size()));
    }
    return fmt::format(
        R"({{"schemaVersion":"{}","types":[{}],)"
        R"("destination":{{"protocol":"HTTP","URI":"http://sandbox.localdomain:PORT/"}},)"
        R"("buffering":{{"maxItems":1000,"maxBytes":262144,"timeoutMs":25}}}})",
        version, types);
}

std::string text_of(const Step& step) {
    const bool whole = step.text.starts_with('{');
    if (step.op == Op::Subscribe && !whole) return subscription_to(step.text, "2022-12-13");
    if (step.op == Op::SubscribeLogs && !whole) return subscription_to(step.text, "2021-03-18");
    return step.text;
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < ' ' || letter == '%') {
            out += fmt::format("%{:02X}", byte);
        } else {
            out += letter;
        }
    }
    return out;
}

void append(std::string& out, std::string_view section, const std::vector<Step>& steps) {
    out += fmt::format("={}\n", section);
    for (const Step& step : steps) {
        out += fmt::format("{} {} {} {} {}\n", letter_of(step.op), step.number, operand_of(step),
                           step.time.count(), encoded(text_of(step)));
    }
}

std::string program_text(std::string_view section, const scenarios::Program& program) {
    std::string out;
    append(out, section, program.steps);
    if (!program.on_shutdown.empty()) append(out, "shutdown", program.on_shutdown);
    if (!program.on_sigterm.empty()) append(out, "sigterm", program.on_sigterm);
    return out;
}

// The last lifetime serves all later starts.
const scenarios::Program& lifetime(const scenarios::Lifetimes& lifetimes, std::size_t start) {
    return lifetimes[std::min(start, lifetimes.size() - 1)];
}

}  // namespace

std::string probe_text(const scenarios::Program& program) {
    return program_text("main", program);
}

std::string probe_text_of_internal(std::string_view name, const scenarios::Program& program) {
    return program_text("internal " + encoded(name), program);
}

bool cannot_start(const scenarios::Program& program) {
    return !program.steps.empty() && program.steps.front().op == Op::NoExec;
}

std::vector<std::string> runtime_texts(const scenarios::Scenario& scenario) {
    std::vector<const scenarios::ExtensionScript*> inside;
    std::size_t starts = scenario.runtime.size();
    for (const scenarios::ExtensionScript& script : scenario.extensions) {
        if (script.kind != scenarios::ExtensionKind::Internal || script.lifetimes.empty()) continue;
        inside.push_back(&script);
        starts = std::max(starts, script.lifetimes.size());
    }
    std::vector<std::string> texts(starts);
    for (std::size_t start = 0; start < starts; ++start) {
        const scenarios::Program& program = lifetime(scenario.runtime, start);
        if (cannot_start(program)) continue;
        texts[start] = probe_text(program);
        for (const scenarios::ExtensionScript* script : inside) {
            texts[start] +=
                probe_text_of_internal(script->name, lifetime(script->lifetimes, start));
        }
    }
    return texts;
}

}  // namespace hourglass::real
