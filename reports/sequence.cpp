#include "reports/sequence.hpp"

#include "reports/narrator.hpp"
#include "reports/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace hourglass::reports {

namespace {

using model::Kind;
using model::Record;

constexpr std::string_view platform = "platform";

// Mermaid ends a message at the end of the line and takes these for its own.
std::string plain(std::string_view text) {
    std::string line;
    for (const char c : printable(text)) line += c == ';' || c == '#' ? ',' : c;
    return line;
}

bool is_about_an_invoke(const Record& record) {
    return record.kind == Kind::InvokeAnswered || record.kind == Kind::InvokeRefused ||
           record.kind == Kind::InvokeDone;
}

class Diagram {
public:
    Diagram(const model::Trace& trace, const model::Judgement& judgement)
        : trace_(trace), judgement_(judgement), narrator_(trace) {}

    std::string draw() {
        std::string lines;
        for (std::uint32_t i = 0; i < trace_.records.size(); ++i) lines += line(i);
        std::string text = "sequenceDiagram\n";
        for (const std::string& actor : actors_) text += fmt::format("    participant {}\n", actor);
        return text + lines;
    }

private:
    // As a name without spaces, listed in the order in which they come.
    std::string actor_of(std::string_view name) {
        std::string id;
        for (const char c : name) id += c == ' ' ? '_' : c;
        if (std::find(actors_.begin(), actors_.end(), id) == actors_.end()) actors_.push_back(id);
        return id;
    }

    std::string line(std::uint32_t index) {
        const Record& record = trace_.records[index];
        if (record.kind == Kind::End) return {};
        const std::string from = actor_of(narrator_.actor(record));
        const std::string words = plain(narrator_.words(record));
        std::string text;
        if (from != platform) {
            if (record.call.value != 0) callers_[record.call.value] = from;
            text = fmt::format("    {}->>{}: {}\n", from, actor_of(platform), words);
        } else if (const std::string to = target_of(record); !to.empty()) {
            text = fmt::format("    {}-->>{}: {}\n", from, to, words);
        } else {
            text = fmt::format("    Note over {}: {}\n", from, words);
        }
        for (const model::Violation& one : judgement_.violations) {
            if (one.record != index) continue;
            text +=
                fmt::format("    Note over {}: {} is broken\n", from, model::rule_at(one.rule).id);
        }
        return text;
    }

    std::string target_of(const Record& record) {
        if (is_about_an_invoke(record)) return actor_of("invoker");
        const auto caller = callers_.find(record.call.value);
        return caller == callers_.end() ? std::string{} : caller->second;
    }

    const model::Trace& trace_;
    const model::Judgement& judgement_;
    Narrator narrator_;
    std::vector<std::string> actors_;
    std::map<std::uint32_t, std::string> callers_;
};

}  // namespace

std::string sequence_diagram(const model::Trace& trace, const model::Judgement& judgement) {
    return Diagram{trace, judgement}.draw();
}

}  // namespace hourglass::reports
