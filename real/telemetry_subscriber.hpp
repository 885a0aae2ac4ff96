// One subscription: what waits to be sent, and when it is due.
//
// (1) A batch is sealed when its items, its bytes or its age reach the limit of the subscription;
//     while the sandbox stops, at once.
// (2) Batches are sent in order, one at a time. More than a few that wait are dropped, and so is
// one
//     that fails; the next begins with an event that says so. Nobody ever waits for a subscriber.
// (3) Nothing is sent to a frozen sandbox, and its time does not count.
#pragma once

#include "real/telemetry_delivery.hpp"
#include "real/telemetry_events.hpp"

#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <memory>
#include <string>

namespace hourglass::real {

class TelemetrySubscriber : public std::enable_shared_from_this<TelemetrySubscriber> {
public:
    // Makes the event that announces what was dropped.
    using Announce = std::function<std::string(const Dropped&)>;

    TelemetrySubscriber(boost::asio::io_context& loop, const TelemetryRequest& request,
                        Announce announce);

    const TelemetryRequest& request() const { return request_; }
    bool wants(std::uint8_t topic) const { return (request_.types & topic) != 0; }
    void add(const std::string& event);
    void freeze();
    void thaw();
    // From now on everything is sent at once.
    void hurry();
    void close();

private:
    struct Batch {
        std::string events;  // separated as the protocol has it
        std::uint64_t items = 0;
        Dropped announced;  // what its first event says
    };

    void append(const std::string& event);
    void seal();
    void send_next();
    void delivered(TelemetryDelivery::Result result);
    void announce_dropped();
    void drop(const Batch& batch);
    void arm();

    TelemetryRequest request_;
    Announce announce_;
    std::shared_ptr<TelemetryDelivery> delivery_;
    boost::asio::steady_timer age_;
    Batch open_;
    std::deque<Batch> waiting_;
    Batch in_flight_;
    Dropped dropped_;
    bool sending_ = false;
    bool frozen_ = false;
    bool hurried_ = false;
    bool closed_ = false;
};

}  // namespace hourglass::real
