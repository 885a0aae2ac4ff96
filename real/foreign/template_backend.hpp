// A template: the least that judges a platform that somebody else wrote. Copy both files, give the
// class your platform's name, and put your platform where Platform stands; docs/adapters.md goes
// through it. As it stands it drives a toy that answers every invoke with its event, so that it
// compiles, runs and is tested.
//
// (1) An adapter translates and never judges: what it cannot see stays 0.
// (2) What stands where in an outsider's trace: model/judge/acceptor/sight.hpp.
#pragma once

#include "model/backend.hpp"
#include "model/base/texts.hpp"
#include "model/lifecycle/setup.hpp"
#include "real/payloads.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace hourglass::real {

class TemplateBackend : public model::Backend {
public:
    // Your platform. What it does is told as it happens; here that is at once.
    using Platform = std::function<std::string(const std::string& event)>;

    // `setup` is what the platform was configured with: its profile, timeouts, extensions.
    TemplateBackend(const model::Setup& setup, Platform platform);

    std::string_view name() const override { return "template"; }
    std::uint32_t capabilities() const override;
    model::Result<void> apply(const model::Record& stimulus) override;
    model::Result<std::optional<model::Record>> next(model::Instant until) override;
    model::PayloadId payload(std::string_view bytes) override { return payloads_.intern(bytes); }
    std::string_view bytes_of(model::PayloadId payload) const override {
        return payloads_.bytes_of(payload);
    }
    model::TextId text(std::string_view text) override { return texts_.intern(text); }
    std::string_view text_of(model::TextId text) const override { return texts_.text_of(text); }
    model::Instant now() const override;
    model::Result<model::Trace> finish() override;

private:
    void start_sandbox();
    void serve(const model::Record& asked);
    model::CallId poll();
    void note(model::Record record);

    const model::Setup setup_;
    const Platform platform_;
    const std::chrono::steady_clock::time_point start_;
    Payloads payloads_;
    model::Texts texts_;
    std::vector<model::Record> records_;
    std::size_t handed_out_ = 0;
    std::uint32_t calls_ = 0;
    model::CallId waiting_;  // the runtime's poll
};

}  // namespace hourglass::real
