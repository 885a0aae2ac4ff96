// What the platform's answer to a call looks like on the wire.
#pragma once

#include "model/lifecycle/profile.hpp"
#include "model/trace/record.hpp"
#include "real/api_call.hpp"
#include "real/http_message.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace hourglass::real {

// The function as events and environment name it.
struct FunctionIdentity {
    std::string name = "test_function";
    std::string version = "$LATEST";
    std::string handler;
    std::string region = "us-east-1";
    std::string account = "012345678912";

    std::string arn() const;
};

// What the caller of an invoke sends for the runtime and the extensions.
struct CallerHeaders {
    std::string client_context;  // decoded
    std::string trace_id;
    std::string tenant_id;
};
using CallersHeaders = std::unordered_map<std::uint32_t, CallerHeaders>;  // by invoke

struct AnswerContext {
    const FunctionIdentity& function;
    const model::Texts& texts;
    const Payloads& payloads;
    WireNames& names;
    const CallersHeaders& callers;
    model::ProfileName profile{};
    std::int64_t wall_epoch_ms = 0;
};

// `answered` is the CallAnswered of `call`. Not for ConnectionClosed, which has no reply.
HttpReply reply_to(const ApiCall& call, const model::Record& answered,
                   const AnswerContext& context);

}  // namespace hourglass::real
