// AWS's Runtime Interface Emulator as a backend: one emulator for each run, in a mount namespace of
// its own, the probe as runtime and extensions, invokes over HTTP. It is seen from outside only.
//
// (1) Everything happens in the thread that calls.
// (2) The trace has the form of model/judge/acceptor/sight.hpp. InitAsked stands where the emulator
//     gets its first invoke, for that starts its init.
// (3) After finish(), and after our death, no process, port or folder of the run is left.
#pragma once

#include "model/backend.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace hourglass::real {

struct RieOptions {
    std::filesystem::path emulator;
    std::filesystem::path probe;
    model::ProfileName profile{};
    std::uint64_t seed = 0;
    // How long after the platform did a thing it may be seen, at least: a slow machine makes it
    // longer. The emulator sleeps 100 ms before it answers a timed-out invoke.
    model::Duration tolerance = std::chrono::milliseconds{200};
};

class RieBackend : public model::Backend {
public:
    // `scenario` is one of scenario_for_rie and must outlive the backend. Fails with Environment if
    // the program is none that listens like the emulator.
    static model::Result<std::unique_ptr<RieBackend>> start(const scenarios::Scenario& scenario,
                                                            const RieOptions& options);
    RieBackend(const RieBackend&) = delete;
    RieBackend& operator=(const RieBackend&) = delete;
    ~RieBackend() override;

    std::string_view name() const override { return "rie"; }
    std::uint32_t capabilities() const override;
    model::Result<void> apply(const model::Record& stimulus) override;
    model::Result<std::optional<model::Record>> next(model::Instant until) override;
    model::PayloadId payload(std::string_view bytes) override;
    std::string_view bytes_of(model::PayloadId payload) const override;
    model::TextId text(std::string_view text) override;
    std::string_view text_of(model::TextId text) const override;
    model::Instant now() const override;
    model::Result<model::Trace> finish() override;

private:
    class Run;

    explicit RieBackend(std::unique_ptr<Run> run);

    std::unique_ptr<Run> run_;
};

}  // namespace hourglass::real
