// What holds for every trace and for every file.
#include "model/rules/catalogue.hpp"
#include "model/trace/bytes.hpp"
#include "model/trace/digest.hpp"
#include "model/trace/format.hpp"
#include "model/trace/names.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hourglass::model {
namespace {

std::string some_bytes() {
    return *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

std::uint8_t some_byte() {
    return *rc::gen::arbitrary<std::uint8_t>();
}

// Half of the values are small, so that they mean something for their kind.
template <class Number>
Number some_number() {
    return *rc::gen::oneOf(rc::gen::cast<Number>(rc::gen::inRange(0, 12)),
                           rc::gen::arbitrary<Number>());
}

Duration some_duration() {
    return Duration{*rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000'000)};
}

Record some_record(Texts& texts) {
    Record record;
    record.at = Instant{some_duration()};
    record.kind = static_cast<Kind>(*rc::gen::inRange(0, static_cast<int>(Kind::End) + 1));
    record.amount = some_number<std::int64_t>();
    record.call = CallId{some_number<std::uint32_t>()};
    record.invoke = InvokeId{some_number<std::uint32_t>()};
    record.payload = PayloadId{some_number<std::uint32_t>()};
    record.generation = some_number<std::uint32_t>();
    record.text = texts.intern(some_bytes());
    record.code = some_number<std::uint16_t>();
    record.who = static_cast<Who>(some_number<std::uint8_t>());
    record.slot = some_number<std::uint8_t>();
    record.flags = some_byte();
    return record;
}

Trace some_trace() {
    Trace trace;
    trace.header.scenario = some_bytes();
    trace.header.seed = *rc::gen::arbitrary<std::uint64_t>();
    trace.header.tolerance = some_duration();
    trace.header.clients = *rc::gen::element(Clients::Scripted, Clients::Foreign);
    trace.header.view = *rc::gen::element(View::White, View::Black);
    Setup& setup = trace.header.setup;
    setup.profile = *rc::gen::element(ProfileName::Aws, ProfileName::Rapid);
    setup.external_extensions = static_cast<std::uint8_t>(*rc::gen::inRange(0, max_slots + 1));
    for (std::uint8_t slot = 0; slot < setup.external_extensions; ++slot) {
        setup.names.at(slot) = trace.texts.intern(some_bytes());
    }
    if (*rc::gen::arbitrary<bool>()) setup.init_limit = some_duration();
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) trace.payloads.push_back(some_bytes());
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
        trace.records.push_back(some_record(trace.texts));
    }
    return trace;
}

bool same_but_for_text(Record a, Record b) {
    a.text = b.text = {};
    return a == b;
}

RC_GTEST_PROP(TraceFormat, ReadingGivesWhatWasWritten, ()) {
    const Trace trace = some_trace();

    const auto read = read_trace(write_trace(trace), "t");

    if (!read) RC_FAIL(read.error().message);
    RC_ASSERT(read->records.size() == trace.records.size());
    for (std::size_t i = 0; i < trace.records.size(); ++i) {
        RC_ASSERT(same_but_for_text(read->records[i], trace.records[i]));
        RC_ASSERT(read->texts.text_of(read->records[i].text) ==
                  trace.texts.text_of(trace.records[i].text));
    }
    RC_ASSERT(read->payloads == trace.payloads);
    RC_ASSERT(read->header.seed == trace.header.seed);
    RC_ASSERT(read->header.setup.init_limit == trace.header.setup.init_limit);
    RC_ASSERT(write_trace(*read) == write_trace(trace));
    RC_ASSERT(digest_of(*read) == digest_of(trace));
}

RC_GTEST_PROP(TraceFormat, ReadingSpoiltBytesEndsInATraceOrAnError, ()) {
    std::string text = write_trace(some_trace());
    for (int i = *rc::gen::inRange(1, 8); i > 0; --i) {
        text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
    }
    if (*rc::gen::arbitrary<bool>()) text.resize(*rc::gen::inRange<std::size_t>(0, text.size()));

    const auto read = read_trace(text, "t");

    RC_ASSERT(read.has_value() || !read.error().message.empty());
}

RC_GTEST_PROP(TraceFormat, AChangedRecordChangesTheDigest, ()) {
    Trace trace = some_trace();
    RC_PRE(!trace.records.empty());
    const auto before = digest_of(trace);

    ++trace.records[*rc::gen::inRange<std::size_t>(0, trace.records.size())].amount;

    RC_ASSERT(digest_of(trace) != before);
}

RC_GTEST_PROP(TraceFormat, Base64ReadsWhatItWrote, ()) {
    const std::string bytes = some_bytes();

    RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
}

RC_GTEST_PROP(TraceFormat, ProcessNamesLeadBackToTheirProcess, ()) {
    const Trace trace = some_trace();
    const ProcessName extension{Who::Extension, some_byte(), some_number<std::uint32_t>()};

    const auto name = process_name(extension, trace.header.setup, trace.texts);

    RC_ASSERT(process_named(name, trace.header.setup, trace.texts) == extension);
}

}  // namespace
}  // namespace hourglass::model
