#include "real/probe_program.hpp"

#include <fmt/format.h>

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
            return letter_of_fault(op);
    }
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
        const bool timed = step.op == Op::Work || step.op == Op::Next;
        const std::int64_t number = timed ? step.time.count() : step.number;
        out += fmt::format("{} {} {} {}\n", letter_of(step.op), number, step.events,
                           encoded(step.text));
    }
}

std::string program_text(std::string_view section, const scenarios::Program& program) {
    std::string out;
    append(out, section, program.steps);
    if (!program.on_shutdown.empty()) append(out, "shutdown", program.on_shutdown);
    if (!program.on_sigterm.empty()) append(out, "sigterm", program.on_sigterm);
    return out;
}

}  // namespace

std::string probe_text(const scenarios::Program& program) {
    return program_text("main", program);
}

std::string probe_text_of_internal(std::string_view name, const scenarios::Program& program) {
    return program_text("internal " + encoded(name), program);
}

}  // namespace hourglass::real
