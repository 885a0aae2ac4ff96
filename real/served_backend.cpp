#include "real/served_backend.hpp"

#include "real/front_end.hpp"
#include "real/loop_caller.hpp"
#include "scenarios/needs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hourglass::real {
namespace {

using model::Kind;
using model::Record;
using model::Result;
using scenarios::Scenario;

constexpr std::string_view send_word = "send ";
constexpr std::string_view leave_word = "leave ";

// "<12 bytes>" becomes twelve digits, "|" an end of line.
std::string request_of(std::string_view text) {
    static constexpr std::string_view mark = " bytes>";
    std::string request;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t end = text[at] == '<' ? text.find(mark, at) : std::string_view::npos;
        if (end != std::string_view::npos) {
            request.append(std::strtoul(text.data() + at + 1, nullptr, 10), '1');
            at = end + mark.size() - 1;
        } else if (text[at] == '|') {
            request += "\r\n";
        } else {
            request += text[at];
        }
    }
    return request;
}

// What other callers send; the error says which line is none.
Result<std::vector<LoopCall>> other_callers(std::string_view lines) {
    std::vector<LoopCall> calls;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const bool leaves = line.starts_with(leave_word);
        if (!leaves && !line.starts_with(send_word)) {
            return model::failure(
                model::ErrorKind::BadInput,
                fmt::format("{}: \"{}\" is no caller", scenarios::served_variable, line),
                "Write lines such as: send POST / HTTP/1.1|Host: x||");
        }
        calls.push_back({.request = request_of(line.substr(line.find(' ') + 1)),
                         .patience = leaves ? Patience::None : Patience::UntilAnswered});
    }
    return calls;
}

class ServedBackend : public model::Backend {
public:
    ServedBackend(std::unique_ptr<ProcessBackend> processes, std::vector<LoopCall> others)
        : processes_(std::move(processes)), others_(std::move(others)) {}

    Result<void> open(const Scenario& scenario, model::ProfileName profile) {
        FrontEndOptions options;
        options.profile = profile;
        options.timeout = scenario.config.function_timeout > model::Duration::zero()
                              ? scenario.config.function_timeout
                              : model::profile_of(profile).function_timeout;
        auto front_end = FrontEnd::open(*processes_, std::move(options));
        if (!front_end) return tl::make_unexpected(front_end.error());
        front_end_ = *std::move(front_end);
        return {};
    }

    std::string_view name() const override { return processes_->name(); }
    std::uint32_t capabilities() const override { return processes_->capabilities(); }
    Result<void> apply(const Record& stimulus) override;
    Result<std::optional<Record>> next(model::Instant until) override;
    model::PayloadId payload(std::string_view bytes) override { return processes_->payload(bytes); }
    std::string_view bytes_of(model::PayloadId payload) const override {
        return processes_->bytes_of(payload);
    }
    model::TextId text(std::string_view text) override { return processes_->text(text); }
    std::string_view text_of(model::TextId text) const override {
        return processes_->text_of(text);
    }
    model::Instant now() const override { return processes_->now(); }
    Result<model::Trace> finish() override {
        front_end_.reset();
        return processes_->finish();
    }

private:
    void call(LoopCall call) {
        call.port = front_end_->port();
        call_in_loop(processes_->loop(), std::move(call));
    }

    std::unique_ptr<ProcessBackend> processes_;
    std::vector<LoopCall> others_;  // who have not called yet
    std::unique_ptr<FrontEnd> front_end_;
};

// The endpoint numbers invokes in the order in which they come, as the conductor does.
Result<void> ServedBackend::apply(const Record& stimulus) {
    if (stimulus.kind != Kind::InvokeAsked) return processes_->apply(stimulus);
    const std::string_view payload = processes_->bytes_of(stimulus.payload);
    const bool streams = (stimulus.flags & model::wants_stream) != 0;
    call({.request = fmt::format("POST /2015-03-31/functions/function/invocations HTTP/1.1\r\n"
                                 "Host: hourglass\r\nConnection: close\r\n{}"
                                 "Content-Length: {}\r\n\r\n{}",
                                 streams ? "InvokeResponseMode: Streaming\r\n" : "", payload.size(),
                                 payload),
          .patience = Patience::UntilAnswered});
    return {};
}

Result<std::optional<Record>> ServedBackend::next(model::Instant until) {
    auto record = processes_->next(until);
    if (!record || !*record) return record;
    front_end_->see(**record);
    if ((*record)->kind == Kind::InvokeDone) {
        for (LoopCall& other : std::exchange(others_, {})) call(std::move(other));
    }
    return record;
}

}  // namespace

Result<std::unique_ptr<model::Backend>> start_processes(const Scenario& scenario,
                                                        const ProcessOptions& options) {
    const auto wanted = scenario.config.environment.find(std::string{scenarios::served_variable});
    auto processes = ProcessBackend::start(scenario, options);
    if (!processes) return tl::make_unexpected(processes.error());
    if (wanted == scenario.config.environment.end()) return *std::move(processes);
    auto others = other_callers(wanted->second);
    if (!others) return tl::make_unexpected(others.error());
    auto served = std::make_unique<ServedBackend>(*std::move(processes), *std::move(others));
    if (auto open = served->open(scenario, options.profile); !open) {
        return tl::make_unexpected(open.error());
    }
    return served;
}

}  // namespace hourglass::real
