// What our probes report beside the API: requests to paths of our own, each of which becomes an
// observation.
#pragma once

#include "model/base/texts.hpp"
#include "model/trace/record.hpp"
#include "real/http_message.hpp"
#include "real/payloads.hpp"

#include <optional>

namespace hourglass::real {

bool is_probe_report(const HttpRequest& request);
// Nothing if it makes no sense.
std::optional<model::Record> read_probe_report(const HttpRequest& request, model::Texts& texts,
                                               Payloads& payloads);

}  // namespace hourglass::real
