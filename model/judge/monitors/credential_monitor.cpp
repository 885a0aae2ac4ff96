#include "model/judge/monitors/credential_monitor.hpp"

namespace hourglass::model::judging {

void CredentialMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    const bool token = scene.setup().init_caching == InitCaching::On;
    switch (record.kind) {
        case Kind::InitAsked:
            set_is_due_ = token && !scene.sandbox().initialised;
            init_since_ = true;
            return;
        case Kind::CredentialsStored:
            return see_stored(record, bench);
        case Kind::ProcessStart:
        case Kind::ProcessStarted:
            if (scene.white()) see_environment(record, scene, bench);
            return;
        case Kind::InitDone:
            if (code_of<Outcome>(record) != Outcome::Refused) {
                bench.check("INIT-02"_rule, !set_is_due_,
                            "an init reports before it has taken its credentials");
            }
            set_is_due_ = false;
            return;
        case Kind::RestoreAsked:
            if (restores_++ == 0) renewed_ = false;
            return;
        case Kind::RestoreDone:
            return see_restore_done(record, scene, bench);
        case Kind::ResetDone:
            reset_since_ = true;
            return;
        default:
            return;
    }
}

void CredentialMonitor::see_stored(const Record& record, Bench& bench) {
    if (restores_ > 0) {
        renewed_ = true;
        return bench.check("CRED-02"_rule, record.call.value == 1 && sets_ == 1,
                           "a restore stores credential set {} and there are {}", record.call.value,
                           sets_);
    }
    set_is_due_ = false;
    ++sets_;
    bench.check("CRED-02"_rule, record.call.value == sets_,
                "credential set {} is stored where set {} is the next", record.call.value, sets_);
}

void CredentialMonitor::see_environment(const Record& record, const Scene& scene, Bench& bench) {
    const auto name = name_of_process(scene, record);
    const bool snapshot = scene.setup().init_caching == InitCaching::On ||
                          scene.setup().init_type == InitType::SnapStart;
    const bool plain = (record.flags & plain_credentials) != 0;
    const bool token = (record.flags & credentials_token) != 0;
    const bool outside = record.kind == Kind::ProcessStart && !scene.bring_up().active;
    bench.check("INIT-02"_rule, !set_is_due_ && !outside, "{} starts {}", name,
                set_is_due_ ? "before the init has its credentials" : "outside an init");
    if (snapshot) {
        bench.check("CRED-31"_rule, !plain, "{} finds credentials in its environment", name);
        bench.check("INIT-18"_rule, !plain && token && record.call.value == sets_,
                    "{} finds {} token of set {}, the last is {}", name, token ? "the" : "no",
                    record.call.value, sets_);
    } else if (record.who == Who::Runtime) {
        bench.check("CRED-30"_rule, plain, "{} finds no credentials in its environment", name);
    }
    const bool later = last_.known && last_.generation < record.generation;
    if (later && reset_since_ && !init_since_) {
        bench.check("RST-08"_rule, last_.same_as(record),
                    "after a reset {} finds other credentials than before", name);
        bench.check("CRED-03"_rule, last_.same_as(record),
                    "{} finds the token of set {} where set {} was before", name, record.call.value,
                    last_.set.value);
    }
    if (later || !last_.known) {
        last_ = {record.flags, record.call, record.generation, true};
        reset_since_ = init_since_ = false;
    }
}

void CredentialMonitor::see_restore_done(const Record& record, const Scene& scene, Bench& bench) {
    restores_ -= restores_ > 0 ? 1 : 0;
    const bool success = code_of<Outcome>(record) == Outcome::Success;
    const bool token = scene.setup().init_caching == InitCaching::On;
    if (!token || !scene.white() || sets_ == 0) return;
    if (sets_ > 1) {
        return bench.check("CRED-02"_rule, !success,
                           "a restore succeeds though there are {} credential sets", sets_);
    }
    if (success) {
        bench.check("CRED-02"_rule, renewed_, "a restore replaces no credentials");
    }
}

}  // namespace hourglass::model::judging
