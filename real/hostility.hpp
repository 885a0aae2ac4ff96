// Makes a platform hard for its clients, within its contract, as a scenario's world says: what goes
// out is sent otherwise or says more, and some calls are answered with a status of the scenario's
// choice. The platform behind it knows nothing of that; the trace says all of it.
#pragma once

#include "real/api_answer.hpp"
#include "real/api_call.hpp"
#include "real/http_message.hpp"
#include "scenarios/unkindness.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hourglass::real {

// What happens to a call before the platform sees it.
enum class Meeting : std::uint8_t {
    PassedOn,
    Answered,  // with the status; the platform never learns of it
    CutOff,    // the connection is closed
};

struct Reception {
    Meeting meeting{};
    int status = 0;
};

class Hostility {
public:
    explicit Hostility(std::vector<scenarios::Unkindness> unkind) : unkind_(std::move(unkind)) {}

    bool any() const { return !unkind_.empty(); }

    Reception receive(const HttpRequest& request);
    // The unkind form of an answer of the platform; what was done to it, in order.
    std::vector<model::Hardship> adorn(const ApiCall& call, const model::Record& answered,
                                       HttpReply& reply);
    // The status that a call is answered with instead, if it has one; that is then forgotten.
    std::optional<int> take_replacement(model::CallId call);
    // The identifier that came with the event of an invoke; "" if none did.
    std::string_view invocation_id_of(model::InvokeId invoke) const;
    // By how much deadlines are told otherwise.
    std::chrono::milliseconds skew() const;

private:
    bool has(model::Hardship hardship) const;
    const scenarios::Unkindness* trouble_at(scenarios::CallName call);
    bool make_hard(model::Hardship hardship, const ApiCall& call, const model::Record& answered,
                   HttpReply& reply);
    void add_headers(model::Hardship hardship, const model::Record& answered, HttpReply& reply);
    static bool add_members(HttpReply& reply);

    std::vector<scenarios::Unkindness> unkind_;
    std::array<std::uint32_t, 5> calls_{};                           // so far, by CallName
    std::unordered_map<std::uint32_t, int> replacements_;            // by call
    std::unordered_map<std::uint32_t, std::string> invocation_ids_;  // by invoke
    bool gone_ = false;
};

}  // namespace hourglass::real
