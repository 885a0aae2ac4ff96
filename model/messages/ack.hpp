// A rendezvous: whoever sends a message stays in the middle of what it does until whoever receives
// the message has given its ack (INIT-14). Each message brings a rendezvous of its own, shared by
// its copies.
#pragma once

#include "model/base/expects.hpp"

#include <atomic>
#include <memory>

namespace hourglass::model {

class Ack {
public:
    // By the receiver, once.
    void give() const {
        EXPECTS(!given_->exchange(true), "a message is acknowledged once");
        given_->notify_all();
    }

    // By the sender: returns when the ack is given, be it by somebody else at the same time.
    void wait() const { given_->wait(false); }

    bool given() const { return given_->load(); }

    // A rendezvous is no part of what a message says.
    friend bool operator==(const Ack&, const Ack&) { return true; }

private:
    std::shared_ptr<std::atomic<bool>> given_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace hourglass::model
