// The Telemetry API and the Logs API of a sandbox: who has subscribed, and what they are told.
//
// (1) It decides nothing about the sandbox: it learns from the platform's effects when
//     subscriptions are open, and what happened.
// (2) A subscriber is told of everything since its generation began.
#pragma once

#include "real/http_message.hpp"
#include "real/telemetry_events.hpp"
#include "real/telemetry_subscriber.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hourglass::real {

class Telemetry {
public:
    using Clock = std::function<model::Instant()>;

    Telemetry(boost::asio::io_context& loop, const TelemetryEvents& events, Clock clock);
    Telemetry(const Telemetry&) = delete;
    Telemetry& operator=(const Telemetry&) = delete;
    ~Telemetry();

    // Nothing if the request is for neither of the APIs.
    static std::optional<model::SubscriptionApi> api_of(const HttpRequest& request);
    // `extension` is the caller: nothing if its identifier is not known in this generation.
    HttpReply subscribe(model::SubscriptionApi api, const std::optional<ExtensionName>& extension,
                        std::string_view body);
    // Every effect of the platform, as it happens.
    void see(const model::Record& effect);
    void line_written(model::Who who, std::string_view line);
    void named(std::uint8_t slot, std::string_view name) { names_[slot] = name; }
    void extension_exited(std::uint8_t slot);
    void freeze();
    void thaw();

private:
    using Slot = std::uint8_t;

    // What happened, so that a subscription that comes later is told of it too.
    struct Happening {
        std::uint8_t topic = 0;
        std::string telemetry;  // the event in each of the APIs, "" if it has none
        std::string logs;
    };

    void tell(const model::Record& told);
    void tell(Happening happening);
    void accept(const TelemetryRequest& request, Slot slot);
    void open();
    void close();
    void measure(const model::Record& told);
    void end();

    boost::asio::io_context& loop_;
    TelemetryEvents events_;
    Clock clock_;
    TelemetryMeasures measures_;
    std::map<Slot, std::string> names_;
    std::multimap<Slot, std::shared_ptr<TelemetrySubscriber>> subscribers_;
    std::vector<Happening> history_;  // while subscriptions are open
    bool open_ = true;
    bool hurried_ = false;
};

}  // namespace hourglass::real
