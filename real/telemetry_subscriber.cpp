#include "real/telemetry_subscriber.hpp"

#include <utility>

namespace hourglass::real {
namespace {

constexpr std::size_t most_waiting = 4;  // batches

}  // namespace

TelemetrySubscriber::TelemetrySubscriber(boost::asio::io_context& loop,
                                         const TelemetryRequest& request, Announce announce)
    : request_(request),
      announce_(std::move(announce)),
      delivery_(std::make_shared<TelemetryDelivery>(loop, request)),
      age_(loop) {}

void TelemetrySubscriber::add(const std::string& event) {
    if (closed_) return;
    if (open_.items > 0 && open_.events.size() + event.size() > request_.most_bytes) seal();
    if (open_.items == 0) arm();
    append(event);
    if (hurried_ || open_.items >= request_.most_items ||
        open_.events.size() >= request_.most_bytes) {
        seal();
    }
}

void TelemetrySubscriber::append(const std::string& event) {
    const bool http = request_.protocol == TelemetryProtocol::Http;
    if (http && open_.items > 0) open_.events += ',';
    open_.events += event;
    if (!http) open_.events += '\n';
    ++open_.items;
}

void TelemetrySubscriber::arm() {
    if (frozen_ || hurried_) return;
    age_.expires_after(request_.most_age);
    age_.async_wait([self = shared_from_this()](boost::system::error_code error) {
        if (!error) self->seal();
    });
}

void TelemetrySubscriber::seal() {
    age_.cancel();
    if (open_.items == 0 || closed_) return;
    Batch batch = std::exchange(open_, {});
    if (waiting_.size() >= most_waiting) return drop(batch);
    waiting_.push_back(std::move(batch));
    send_next();
}

void TelemetrySubscriber::drop(const Batch& batch) {
    dropped_.records += batch.items + batch.announced.records;
    dropped_.bytes += batch.events.size() + batch.announced.bytes;
}

void TelemetrySubscriber::announce_dropped() {
    if (dropped_.records == 0) return;
    const bool http = request_.protocol == TelemetryProtocol::Http;
    in_flight_.announced = std::exchange(dropped_, {});
    in_flight_.events.insert(0, announce_(in_flight_.announced) + (http ? ',' : '\n'));
}

void TelemetrySubscriber::send_next() {
    if (sending_ || frozen_ || closed_ || waiting_.empty()) return;
    in_flight_ = std::move(waiting_.front());
    waiting_.pop_front();
    sending_ = true;
    announce_dropped();
    const bool http = request_.protocol == TelemetryProtocol::Http;
    delivery_->send(
        http ? '[' + in_flight_.events + ']' : in_flight_.events,
        [self = shared_from_this()](TelemetryDelivery::Result result) { self->delivered(result); });
}

void TelemetrySubscriber::delivered(TelemetryDelivery::Result result) {
    sending_ = false;
    if (result == TelemetryDelivery::Result::Failed) drop(in_flight_);
    send_next();
}

void TelemetrySubscriber::freeze() {
    frozen_ = true;
    age_.cancel();
}

void TelemetrySubscriber::thaw() {
    frozen_ = false;
    if (open_.items > 0) arm();
    send_next();
}

void TelemetrySubscriber::hurry() {
    hurried_ = true;
    seal();
}

void TelemetrySubscriber::close() {
    closed_ = true;
    age_.cancel();
    delivery_->close();
    waiting_.clear();
}

}  // namespace hourglass::real
