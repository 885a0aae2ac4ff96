#include "model/rules/catalogue.hpp"
#include "model/trace/bytes.hpp"
#include "model/trace/format.hpp"
#include "model/trace/record_forms.hpp"
#include "model/trace/states.hpp"

#include <fmt/format.h>

namespace hourglass::model {

namespace {

template <class Enum>
std::string_view spelled(EnumNames names, Enum value) {
    return names[static_cast<std::size_t>(value) % names.size()];
}

// A line under construction: {"name":value,...}
class Line {
public:
    explicit Line(std::string& out) : out_(out) { out_ += '{'; }

    void number(std::string_view name, std::int64_t value) {
        key(name);
        const fmt::format_int digits(value);
        out_.append(digits.data(), digits.size());
    }
    void bytes(std::string_view name, std::string_view value) {
        key(name);
        append_bytes(out_, value);
    }
    // For names that need no escape.
    void word(std::string_view name, std::string_view value) {
        key(name);
        out_.append("\"").append(value).append("\"");
    }
    void plain(std::string_view name, std::string_view json) {
        key(name);
        out_ += json;
    }
    void end() { out_ += "}\n"; }

private:
    void key(std::string_view name) {
        if (out_.back() != '{') out_ += ',';
        out_.append("\"").append(name).append("\":");
    }

    std::string& out_;
};

constexpr unsigned bit(Member member) {
    return 1U << static_cast<unsigned>(member);
}

// Writes the members of one record. Each function returns the members that it has covered.
class RecordWriter {
public:
    RecordWriter(const Trace& trace, const Record& record, std::string& out)
        : trace_(trace), record_(record), line_(out) {}

    void write() {
        line_.number("at", record_.at.time_since_epoch().count());
        line_.word("kind", name_of(record_.kind));
        unsigned covered = 0;
        for (const Field& field : fields_of(record_.kind)) {
            if ((covered & bit(field.member)) == 0) covered |= write_field(field);
        }
        for (std::size_t i = 0; i < member_count; ++i) {
            const auto member = static_cast<Member>(i);
            if ((covered & bit(member)) == 0) write_raw(member);
        }
        line_.end();
    }

private:
    unsigned write_field(const Field& field) {
        const auto value = value_of(record_, field.member);
        if (field.shown == Shown::UnlessZero && value == 0) return 0;
        switch (field.spelling) {
            case Spelling::Number:
                line_.number(field.name, value);
                return bit(field.member);
            case Spelling::Budget:
                return write_budget(field, value);
            case Spelling::Text:
                return write_text(field.name);
            case Spelling::Enumerator:
                return write_enumerator(field, value);
            case Spelling::Bits:
                return write_bits(field);
            case Spelling::Process:
                return write_process(field);
            case Spelling::RuleId:
                return write_rule(field);
            case Spelling::StatePair:
                return write_states(field);
        }
        return 0;
    }

    unsigned write_budget(const Field& field, std::int64_t value) {
        if (value == no_amount) {
            line_.plain(field.name, "null");
        } else {
            line_.number(field.name, value);
        }
        return bit(field.member);
    }

    unsigned write_text(std::string_view name) {
        line_.bytes(name, trace_.texts.text_of(record_.text));
        return bit(Member::Text);
    }

    unsigned write_enumerator(const Field& field, std::int64_t value) {
        const auto index = static_cast<std::size_t>(value);
        if (index >= field.names.size() || field.names[index].empty()) return 0;
        line_.word(field.name, field.names[index]);
        return bit(field.member);
    }

    unsigned write_bits(const Field& field) {
        if ((record_.flags >> field.names.size()) != 0) return 0;
        std::string list = "[";
        for (std::size_t i = 0; i < field.names.size(); ++i) {
            if ((record_.flags & (1U << i)) == 0) continue;
            if (list.size() > 1) list += ',';
            list.append("\"").append(field.names[i]).append("\"");
        }
        line_.plain(field.name, list + "]");
        return bit(Member::Flags);
    }

    unsigned write_process(const Field& field) {
        const bool runtime = record_.who == Who::Runtime && record_.slot == 0;
        if (!runtime && record_.who != Who::Extension) return 0;
        line_.bytes(field.name,
                    process_name(process_of(record_), trace_.header.setup, trace_.texts));
        return bit(Member::Who) | bit(Member::Slot) | bit(Member::Generation);
    }

    unsigned write_rule(const Field& field) {
        if (record_.code == 0 || record_.code > catalogue.size()) return 0;
        line_.word(field.name, rule_at(RuleIndex{record_.code}).id);
        return bit(Member::Code);
    }

    unsigned write_states(const Field& field) {
        const auto machine = machine_of_states(record_);
        if (!machine || record_.amount < 0 || record_.amount > 0xffff) return 0;
        const auto first = state_name(*machine, static_cast<std::uint8_t>(record_.amount >> 8U));
        const auto second = state_name(*machine, static_cast<std::uint8_t>(record_.amount & 0xff));
        if (first == "?" || second == "?") return 0;
        line_.word(field.name, first);
        line_.word(second_state_name(field), second);
        return bit(Member::Amount);
    }

    void write_raw(Member member) {
        const auto value = value_of(record_, member);
        if (value == 0) return;
        if (member == Member::Text) {
            write_text(raw_name(member));
        } else {
            line_.number(raw_name(member), value);
        }
    }

    const Trace& trace_;
    const Record& record_;
    Line line_;
};

void write_setup(const Trace& trace, std::string& out) {
    const Setup& setup = trace.header.setup;
    Line line(out);
    line.word("profile", spelled(profile_names(), setup.profile));
    line.word("init_mode", spelled(init_mode_names(), setup.init_mode));
    line.word("init_type", spelled(init_type_names(), setup.init_type));
    line.plain("init_caching", setup.init_caching == InitCaching::On ? "true" : "false");
    std::string names = "[";
    for (std::uint8_t slot = 0; slot < setup.external_extensions && slot < max_slots; ++slot) {
        if (slot > 0) names += ',';
        append_bytes(names, trace.texts.text_of(setup.names.at(slot)));
    }
    line.plain("extensions", names + "]");
    line.number("function_timeout", setup.function_timeout.count());
    if (setup.init_limit) line.number("init_limit", setup.init_limit->count());
    const StreamLimits& stream = setup.stream;
    if (stream.burst != 0) line.number("stream_burst", stream.burst);
    if (stream.rate != 0) line.number("stream_rate", stream.rate);
    if (stream.most != 0) line.number("stream_limit", stream.most);
    out += '}';
}

void write_header(const Trace& trace, std::string& out) {
    const TraceHeader& header = trace.header;
    Line line(out);
    line.word("format", "hourglass-trace");
    line.number("version", header.version);
    line.bytes("scenario", header.scenario);
    line.bytes("backend", header.backend);
    line.bytes("replay", header.replay);
    line.plain("seed", fmt::to_string(header.seed));
    line.word("clients", spelled(clients_names(), header.clients));
    line.word("view", spelled(view_names(), header.view));
    line.number("tolerance", header.tolerance.count());
    line.number("wall_epoch_ms", header.wall_epoch_ms);
    std::string setup;
    write_setup(trace, setup);
    line.plain("setup", setup);
    line.end();
}

}  // namespace

std::string write_trace(const Trace& trace) {
    std::string out;
    out.reserve(512 + trace.records.size() * 96);
    write_header(trace, out);
    for (std::size_t i = 0; i < trace.payloads.size(); ++i) {
        Line line(out);
        line.number("payload", static_cast<std::int64_t>(i + 1));
        line.bytes("bytes", trace.payloads[i]);
        line.end();
    }
    for (const Record& record : trace.records) RecordWriter(trace, record, out).write();
    return out;
}

std::string write_record(const Record& record, const Trace& trace) {
    std::string out;
    RecordWriter(trace, record, out).write();
    return out;
}

}  // namespace hourglass::model
