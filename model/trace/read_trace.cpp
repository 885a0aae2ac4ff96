#include "model/rules/catalogue.hpp"
#include "model/trace/format.hpp"
#include "model/trace/line_reader.hpp"
#include "model/trace/record_forms.hpp"

#include <fmt/format.h>

#include <utility>

namespace hourglass::model {

namespace {

constexpr std::string_view regenerate = "Record the trace again.";

class TraceReader {
public:
    TraceReader(std::string_view text, std::string_view origin) : rest_(text), origin_(origin) {}

    Result<Trace> read() {
        if (rest_.size() > max_trace_bytes) {
            return failure(ErrorKind::BadInput,
                           fmt::format("{}: longer than {} MiB", origin_, max_trace_bytes >> 20U),
                           "Split the run, or keep no payloads.");
        }
        if (rest_.empty()) return failure(ErrorKind::BadInput, origin_ + ": empty", recorded());
        next_line();
        if (auto header = read_header(); !header) return tl::make_unexpected(header.error());
        while (next_line()) {
            if (line_.find_first_not_of(" \t\r") == std::string_view::npos) continue;
            if (auto read = read_line(); !read) return tl::make_unexpected(read.error());
        }
        return std::move(trace_);
    }

private:
    static std::string recorded() { return std::string{regenerate}; }

    bool next_line() {
        if (rest_.empty()) return false;
        ++line_number_;
        const auto end = rest_.find('\n');
        cut_ = end == std::string_view::npos;
        line_ = rest_.substr(0, end);
        rest_.remove_prefix(cut_ ? rest_.size() : end + 1);
        return true;
    }

    tl::unexpected<Error> complaint(std::string_view what, std::string_view remedy = regenerate) {
        return failure(ErrorKind::BadInput, fmt::format("{}:{}: {}", origin_, line_number_, what),
                       std::string{remedy});
    }

    tl::unexpected<Error> unreadable(const Error& error) {
        if (!cut_) return complaint(error.message);
        return complaint("the line is cut off, so the file is not whole",
                         "Delete the last line to judge what is there, or record the trace again.");
    }

    Result<void> read_header() {
        if (auto parsed = in_.parse(line_); !parsed) {
            if (cut_) return unreadable(parsed.error());
            return complaint("not the header of an Hourglass trace: " + parsed.error().message);
        }
        if (in_.bytes("format") != "hourglass-trace") {
            return complaint("format: not an Hourglass trace",
                             "Give a file that begins with {\"format\":\"hourglass-trace\".");
        }
        const auto version = in_.number("version").value_or(0);
        if (version > trace_version) {
            return failure(
                ErrorKind::Unsupported,
                fmt::format(
                    "{}:1: version: {} is newer than {}, the newest that is understood here",
                    origin_, version, trace_version),
                "Use a newer Hourglass.");
        }
        if (version < 1) return complaint("version: missing, or below 1");
        read_run(trace_.header);
        read_setup(trace_.header.setup);
        if (auto wrong = in_.finish()) return complaint(*wrong);
        return {};
    }

    void read_run(TraceHeader& header) {
        header.scenario = in_.bytes("scenario").value_or("");
        header.backend = in_.bytes("backend").value_or("");
        header.replay = in_.bytes("replay").value_or("");
        header.seed = in_.unsigned_number("seed").value_or(0);
        header.clients =
            static_cast<Clients>(in_.enumerator("clients", clients_names()).value_or(0));
        header.view = static_cast<View>(in_.enumerator("view", view_names()).value_or(0));
        header.tolerance = duration("tolerance");
        header.wall_epoch_ms = in_.number("wall_epoch_ms").value_or(0);
    }

    void read_setup(Setup& setup) {
        const auto profile = in_.enumerator("setup.profile", profile_names());
        if (!profile) in_.complain("setup.profile", "missing");
        setup.profile = static_cast<ProfileName>(profile.value_or(0));
        setup.init_mode =
            static_cast<InitMode>(in_.enumerator("setup.init_mode", init_mode_names()).value_or(0));
        setup.init_type =
            static_cast<InitType>(in_.enumerator("setup.init_type", init_type_names()).value_or(0));
        setup.init_caching =
            in_.truth("setup.init_caching").value_or(false) ? InitCaching::On : InitCaching::Off;
        setup.function_timeout = duration("setup.function_timeout");
        if (in_.has("setup.init_limit")) setup.init_limit = duration("setup.init_limit");
        setup.stream = {.burst = in_.number("setup.stream_burst").value_or(0),
                        .rate = in_.number("setup.stream_rate").value_or(0),
                        .most = in_.number("setup.stream_limit").value_or(0)};
        for (std::uint8_t slot = 0;; ++slot) {
            const auto path = fmt::format("setup.extensions[{}]", slot);
            const auto name = in_.bytes(path);
            if (!name) break;
            if (slot == max_slots) {
                in_.complain(path, fmt::format("more than {} extensions", max_slots));
                break;
            }
            setup.names.at(slot) = intern(path, *name);
            setup.external_extensions = static_cast<std::uint8_t>(slot + 1);
        }
    }

    Result<void> read_line() {
        if (auto parsed = in_.parse(line_); !parsed) return unreadable(parsed.error());
        if (in_.has("kind")) {
            read_record();
        } else if (in_.has("bytes") || in_.has("bytes.base64")) {
            read_payload();
        } else {
            return complaint("kind: missing");
        }
        if (auto wrong = in_.finish()) return complaint(*wrong);
        return {};
    }

    void read_payload() {
        const auto expected = static_cast<std::int64_t>(trace_.payloads.size() + 1);
        if (in_.number("payload") != expected) {
            in_.complain("payload", fmt::format("not {}, the next number", expected));
        }
        trace_.payloads.push_back(in_.bytes("bytes").value_or(""));
    }

    void read_record() {
        Record record;
        if (!in_.has("at")) in_.complain("at", "missing");
        record.at = Instant{duration("at")};
        record.kind = static_cast<Kind>(in_.enumerator("kind", kind_names()).value_or(0));
        for (const Field& field : fields_of(record.kind)) read_field(record, field);
        for (std::size_t i = 0; i < member_count; ++i) read_raw(record, static_cast<Member>(i));
        trace_.records.push_back(record);
    }

    void read_field(Record& record, const Field& field) {
        switch (field.spelling) {
            case Spelling::Number:
                return read_number(record, field.name, field.member);
            case Spelling::Budget:
                return read_budget(record, field);
            case Spelling::Text:
                return read_text(record, field.name);
            case Spelling::Enumerator:
                if (const auto value = in_.enumerator(field.name, field.names)) {
                    set_value(record, field.member, *value);
                }
                return;
            case Spelling::Bits:
                return read_bits(record, field);
            case Spelling::Process:
                return read_process(record, field);
            case Spelling::RuleId:
                return read_rule(record, field);
            case Spelling::StatePair:
                return read_states(record, field);
        }
    }

    void read_number(Record& record, std::string_view name, Member member) {
        const auto value = in_.number(name);
        if (value && !set_value(record, member, *value)) in_.complain(name, "out of range");
    }

    void read_budget(Record& record, const Field& field) {
        record.amount = no_amount;
        if (!in_.is_null(field.name)) read_number(record, field.name, field.member);
    }

    void read_text(Record& record, std::string_view name) {
        if (const auto text = in_.bytes(name)) record.text = intern(name, *text);
    }

    void read_bits(Record& record, const Field& field) {
        for (std::size_t i = 0; i <= field.names.size(); ++i) {
            const auto path = fmt::format("{}[{}]", field.name, i);
            const auto bit = in_.enumerator(path, field.names);
            if (!bit) return;
            record.flags = static_cast<std::uint8_t>(record.flags | (1U << *bit));
        }
    }

    void read_process(Record& record, const Field& field) {
        const auto name = in_.bytes(field.name);
        if (!name) return;
        const auto process = process_named(*name, trace_.header.setup, trace_.texts);
        if (!process) {
            return in_.complain(field.name,
                                "neither runtime-<generation> nor extension-<file>-<generation>");
        }
        record.who = process->who;
        record.slot = process->slot;
        record.generation = process->generation;
    }

    void read_rule(Record& record, const Field& field) {
        const auto id = in_.bytes(field.name);
        if (!id) return;
        const auto rule = find_rule(*id);
        if (!rule) return in_.complain(field.name, "no rule of the catalogue");
        record.code = rule->value;
    }

    void read_states(Record& record, const Field& field) {
        const auto machine = machine_of_states(record);
        if (!machine || !in_.has(field.name)) return;
        const auto first = read_state(*machine, field.name);
        const auto second = read_state(*machine, second_state_name(field));
        record.amount = state_pair(first, second);
    }

    std::uint8_t read_state(Machine machine, std::string_view path) {
        const auto name = in_.bytes(path);
        for (std::uint8_t state = 0; name && state_name(machine, state) != "?"; ++state) {
            if (state_name(machine, state) == *name) return state;
        }
        in_.complain(path, fmt::format("no state of the {} machine", machine_name(machine)));
        return 0;
    }

    void read_raw(Record& record, Member member) {
        if (member == Member::Text) return read_text(record, raw_name(member));
        read_number(record, raw_name(member), member);
    }

    // Not negative, and so that sums of two do not overflow; 0 if absent.
    Duration duration(std::string_view path) {
        constexpr std::int64_t most = 1'000'000'000'000'000'000;
        const auto value = in_.number(path).value_or(0);
        if (value >= 0 && value <= most) return Duration{value};
        in_.complain(path, "not a time between 0 and 30 years, in nanoseconds");
        return {};
    }

    TextId intern(std::string_view path, const std::string& text) {
        if (trace_.texts.size() >= max_texts) {
            in_.complain(path, "the trace has too many different texts");
            return {};
        }
        return trace_.texts.intern(text);
    }

    static constexpr std::size_t max_texts = 65'535;

    std::string_view rest_;
    std::string origin_;
    std::string_view line_;
    std::size_t line_number_ = 0;
    bool cut_ = false;  // the line has no end
    LineReader in_;
    Trace trace_;
};

}  // namespace

Result<Trace> read_trace(std::string_view text, std::string_view origin) {
    return TraceReader(text, origin).read();
}

}  // namespace hourglass::model
