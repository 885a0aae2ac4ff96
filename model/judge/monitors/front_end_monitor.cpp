#include "model/judge/monitors/front_end_monitor.hpp"

#include "model/trace/payload_bytes.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>

namespace hourglass::model::judging {
namespace {

// The documented limit of a synchronous request, in bytes.
constexpr std::int64_t longest_request = std::int64_t{6} * 1024 * 1024;

bool is_base64(std::string_view text) {
    while (text.ends_with('=') && text.size() % 4 != 2) text.remove_suffix(1);
    return text.size() % 4 != 1 && std::ranges::all_of(text, [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '/';
           });
}

// What stands after `label` up to the next blank or tab; "" if the label is not there.
std::string word_after(std::string_view line, std::string_view label) {
    const std::size_t at = line.find(label);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = line.substr(at + label.size());
    return std::string{rest.substr(0, rest.find_first_of(" \t"))};
}

// Milliseconds of a REPORT line; `label` begins with what comes before it.
double figure_after(std::string_view line, std::string_view label) {
    return std::strtod(word_after(line, label).c_str(), nullptr);
}

bool is_marked(const HttpGot& answer) {
    return !answer.header("X-Amz-Function-Error").empty();
}

// An answer, of whose body the beginning was kept if it was long.
struct Kept {
    const HttpGot& answer;
    bool cut;

    bool has_body(std::string_view body) const {
        return cut ? body.starts_with(answer.body) : body == answer.body;
    }
};

void check_service_status(const InvokeFacts& facts, const Kept& got, const Scene& scene,
                          Bench& bench) {
    const HttpGot& answer = got.answer;
    // From outside, the error that a runtime posted is bytes like any other.
    const bool by_post = facts.reply == Reply::Response && facts.post == Kind::ErrorPosted;
    if (facts.answered && (facts.reply == Reply::FunctionError || by_post)) {
        bench.check("FE-30"_rule,
                    answer.status == 200 && is_marked(answer) &&
                        got.has_body(bytes_of(scene.trace(), facts.post_payload)),
                    "a function error is answered {}, X-Amz-Function-Error \"{}\" and \"{}\"",
                    answer.status, answer.header("X-Amz-Function-Error"), answer.body);
    }
    if (facts.answered && facts.reply == Reply::TimedOut) {
        bench.check("FE-31"_rule,
                    answer.status == 200 && is_marked(answer) &&
                        json_member(answer.body, "errorType") == "Sandbox.Timedout",
                    "a timeout is answered {}, X-Amz-Function-Error \"{}\" and \"{}\"",
                    answer.status, answer.header("X-Amz-Function-Error"), answer.body);
    }
}

void check_emulator_status(const InvokeFacts& facts, const HttpGot& answer, Bench& bench) {
    if (!facts.done) return;
    const int wanted = facts.outcome == Outcome::Failure ? 502 : 200;
    bench.check("FE-02"_rule, answer.status == wanted,
                "an invoke that ended with {} is answered {}, not {}", name_of(facts.outcome),
                answer.status, wanted);
}

// Of the stepwise interface, the call that waits for the end of an invoke.
void check_stepwise_status(const InvokeFacts& facts, const HttpGot& answer, Bench& bench) {
    int wanted = 200;
    if (facts.refused) {
        wanted = 400;
    } else if (facts.interrupted || facts.outcome == Outcome::TimedOut) {
        wanted = 504;
    } else if (facts.outcome == Outcome::Failure) {
        wanted = 502;
    }
    bench.check("FE-03"_rule, answer.status == wanted, "an invoke is released with {}, not {}",
                answer.status, wanted);
}

}  // namespace

void FrontEndMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::InvokeAsked:
            // From outside, a line may come later than the answer that it was printed before.
            if (scene.white()) check_lines(scene, bench);
            if (!std::exchange(any_invoke_, true) && !scene.sandbox().initialised) {
                first_ = record.invoke;
            }
            return;
        case Kind::Telemetry:
            if (code_of<PlatformEvent>(record) == PlatformEvent::InitReport && !any_report_) {
                cold_init_ = (record.flags & phase_invoke) == 0;
            }
            return;
        case Kind::InvokeAnswered:
            return see_answer(record, scene, bench);
        case Kind::InvokeDone:
            return see_done(record, scene, bench);
        case Kind::InvokeLine:
            return see_line(record, scene, bench);
        case Kind::WireExchange:
            if (record.who == Who::Invoker) see_exchange(record, scene, bench);
            return;
        default:
            return;
    }
}

void FrontEndMonitor::see_answer(const Record& record, const Scene& scene, Bench& bench) const {
    if (!scene.white() || !first_ || record.invoke != first_) return;
    const auto reply = code_of<Reply>(record);
    if (reply != Reply::Response && reply != Reply::FunctionError) return;
    bench.check("FE-01"_rule, scene.sandbox().initialised,
                "the first request is answered and no init has succeeded");
}

void FrontEndMonitor::see_done(const Record& record, const Scene& scene, Bench& bench) {
    done_.push_back(record.invoke);
    const auto left = left_.find(record.invoke.value);
    if (left == left_.end()) return;
    left_.erase(left);
    const InvokeFacts* facts = scene.invoke(record.invoke);
    const bool has_cause = facts != nullptr && (facts->runtime_exited || facts->extension_exited ||
                                                facts->reset_asked || facts->init_error);
    bench.check("FE-06"_rule, code_of<Outcome>(record) != Outcome::Failure || has_cause,
                "invoke {} fails because its caller went away", record.invoke.value);
}

void FrontEndMonitor::see_line(const Record& record, const Scene& scene, Bench& bench) {
    const std::string_view line = text_of(scene, record.text);
    const std::string id = word_after(line, "RequestId: ");
    Printed& printed = printed_[record.invoke.value];
    if (line.starts_with("START")) {
        printed.id = id;
        return;
    }
    bench.check("FE-32"_rule, !id.empty() && id == printed.id,
                "\"{}\" names another request than the START line, which names {}", line,
                printed.id);
    if (line.starts_with("END")) printed.ended = true;
    if (!line.starts_with("REPORT")) return;
    printed.reported = true;
    see_report(line, record, scene, bench);
}

void FrontEndMonitor::see_report(std::string_view line, const Record& record, const Scene& scene,
                                 Bench& bench) {
    const std::string init = word_after(line, "Init Duration: ");
    const double duration = figure_after(line, "\tDuration: ");
    const double billed = figure_after(line, "Billed Duration: ");
    const InvokeFacts* facts = scene.invoke(record.invoke);
    const Duration timeout = facts != nullptr && facts->timeout != Duration::zero()
                                 ? facts->timeout
                                 : scene.function_timeout();
    const double most = std::chrono::duration<double, std::milli>(timeout).count();
    bench.check("FE-04"_rule, duration <= most, "{} ms are reported where {} ms are allowed",
                duration, most);
    // The duration itself was rounded to hundredths.
    constexpr double rounded = 0.005;
    bench.check("FE-34"_rule,
                billed >= std::ceil(duration - rounded) && billed <= std::ceil(duration + rounded),
                "{} ms are billed for a duration of {} ms", billed, duration);
    if (!scene.white()) return;  // nobody outside knows when an init begins
    const bool cold = !std::exchange(any_report_, true) && cold_init_;
    bench.check("FE-34"_rule, init.empty() != cold, "the report of {} invoke names {}",
                cold ? "the cold" : "a warm", cold ? "no init duration" : "an init duration");
}

void FrontEndMonitor::see_exchange(const Record& record, const Scene& scene, Bench& bench) {
    auto requests = requests_in(text_of(scene, record.text));
    auto answers = answers_in(bytes_of(scene.trace(), record.payload));
    if (requests.empty() || requests.front().wholeness == Wholeness::Malformed) return;
    if ((record.flags & wire_left) != 0) {
        if (record.invoke) left_[record.invoke.value] = true;
        return;
    }
    bench.check("FE-36"_rule, !answers.empty(), "{} {} gets no answer", requests.front().method,
                requests.front().path);
    if (answers.empty()) return;
    see_call({.request = std::move(requests.front()),
              .answer = std::move(answers.front()),
              .invoke = record.invoke,
              .cut = (record.flags & wire_cut) != 0,
              .facts = scene.invoke(record.invoke)},
             scene, bench);
}

void FrontEndMonitor::see_call(const Call& call, const Scene& scene, Bench& bench) const {
    const HttpGot& answer = call.answer;
    const Kept got{answer, call.cut};
    const std::string_view id = answer.header("X-Amzn-RequestId");
    bench.check("FE-35"_rule, !id.empty() && !answer.header("X-Amz-Executed-Version").empty(),
                "an answer carries the request id \"{}\" and the version \"{}\"", id,
                answer.header("X-Amz-Executed-Version"));
    const std::string_view context = call.request.header("X-Amz-Client-Context");
    if (!is_base64(context)) {
        bench.check("FE-05"_rule, answer.status >= 400,
                    "the client context \"{}\" is taken and answered {}", context, answer.status);
    }
    const std::string length{call.request.header("Content-Length")};
    if (std::strtoll(length.c_str(), nullptr, 10) > longest_request) {
        bench.check("FE-37"_rule, answer.status == 413,
                    "a request of {} bytes is answered {}, not 413", length, answer.status);
    }
    if (call.facts == nullptr) return;
    if (call.request.path.starts_with("/test/")) {
        return check_stepwise_status(*call.facts, answer, bench);
    }
    // The head of a stream is on its way before anybody knows how it ends: the trailers tell.
    const bool streamed = !answer.header("Lambda-Runtime-Function-Response-Mode").empty();
    if (!streamed) check_service_status(*call.facts, got, scene, bench);
    // From outside, the status is what tells how the invoke ended.
    if (!streamed && scene.white()) check_emulator_status(*call.facts, answer, bench);
    const auto printed = printed_.find(call.invoke.value);
    if (!id.empty() && printed != printed_.end()) {
        bench.check("FE-32"_rule, printed->second.id == id,
                    "the caller is told the request id {}, the START line names {}", id,
                    printed->second.id);
    }
    if (answer.status < 500 && !is_marked(answer)) return;
    const bool success = call.facts->post == Kind::ResponsePosted &&
                         got.has_body(bytes_of(scene.trace(), call.facts->post_payload));
    bench.check("FE-33"_rule, !success || answer.body.empty(),
                "an invoke that is answered {} as failed carries the body of its success",
                answer.status);
}

// The lines of an invoke are printed before the next one is asked for.
void FrontEndMonitor::check_lines(const Scene& scene, Bench& bench) {
    if (printed_.empty()) return done_.clear();
    for (const InvokeId invoke : std::exchange(done_, {})) {
        const InvokeFacts* facts = scene.invoke(invoke);
        const bool failed = facts != nullptr && facts->outcome == Outcome::Failure;
        if (failed && !scene.aws()) continue;
        const Printed printed = std::exchange(printed_[invoke.value], {});
        bench.check("FE-04"_rule, !printed.id.empty() && printed.ended && printed.reported,
                    "invoke {} lacks its {} line", invoke.value,
                    printed.id.empty() ? "START"
                    : printed.ended    ? "REPORT"
                                       : "END");
    }
}

void FrontEndMonitor::finish(const Scene& scene, Bench& bench, Ending ending) {
    if (ending != Ending::Whole) return;
    check_lines(scene, bench);
    for (const auto& [invoke, left] : left_) {
        bench.violated("FE-06"_rule, "invoke {} never ends after its caller went away", invoke);
    }
}

}  // namespace hourglass::model::judging
