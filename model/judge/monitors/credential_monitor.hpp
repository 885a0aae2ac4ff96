// Families CRED, INIT and RST: what processes find of credentials in their environment, and what
// inits, restores and resets do to the sets behind the tokens.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class CredentialMonitor : public Monitor {
public:
    static constexpr std::array rules{"CRED-02"_rule, "CRED-03"_rule, "CRED-30"_rule,
                                      "CRED-31"_rule, "INIT-02"_rule, "INIT-18"_rule,
                                      "RST-08"_rule};

    static constexpr Kinds wants = Kinds::of(
        Kind::InitAsked, Kind::CredentialsStored, Kind::ProcessStart, Kind::ProcessStarted,
        Kind::InitDone, Kind::RestoreAsked, Kind::RestoreDone, Kind::ResetDone);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    // What the environment of a process says: the form, and the set behind its token.
    struct Found {
        std::uint8_t forms{};
        CallId set{};
        std::uint32_t generation{};
        bool known = false;

        bool same_as(const Record& record) const {
            return forms == record.flags && set == record.call;
        }
    };

    void see_environment(const Record& record, const Scene& scene, Bench& bench);
    void see_stored(const Record& record, Bench& bench);
    void see_restore_done(const Record& record, const Scene& scene, Bench& bench);

    std::uint32_t sets_ = 0;      // that were stored
    bool set_is_due_ = false;     // an init was asked for and has stored nothing yet
    bool renewed_ = false;        // by the restore that goes on
    std::uint32_t restores_ = 0;  // that go on
    bool reset_since_ = false;    // since the last environment
    bool init_since_ = false;     // asked for since then
    Found last_;
};

}  // namespace hourglass::model::judging
