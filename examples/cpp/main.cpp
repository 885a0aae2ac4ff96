// What the handler does with an event that says {"hourglass": ACTION}; any other event comes back.
#include <aws/lambda-runtime/runtime.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <unistd.h>

using aws::lambda_runtime::invocation_request;
using aws::lambda_runtime::invocation_response;

namespace {

// The runtime brings no JSON parser; the events of hourglass are simple enough without one.
std::string action_of(const std::string& event) {
    const std::string name = "\"hourglass\"";
    const auto found = event.substr(0, 100).find(name);
    if (found == std::string::npos) return {};
    const auto begin = event.find('"', found + name.size());
    if (begin == std::string::npos) return {};
    return event.substr(begin + 1, event.find('"', begin + 1) - begin - 1);
}

invocation_response json(const std::string& text) {
    return invocation_response::success(text, "application/json");
}

invocation_response handle(const invocation_request& request) {
    const std::string action = action_of(request.payload);
    if (action == "greet") return json("\"hello hourglass\"");
    if (action == "remaining") return json(std::to_string(request.get_time_remaining().count()));
    if (action == "fail") return invocation_response::failure("the handler says no", "Refused", "");
    if (action == "throw") throw std::runtime_error{"the handler throws"};
    if (action == "panic") throw "a text, which is no exception";
    if (action == "flood") return json('"' + std::string(7'000'000, 'x') + '"');
    if (action == "sleep") ::sleep(60);
    if (action == "exit") std::exit(3);
    if (action == "crash") std::raise(SIGSEGV);
    return json(request.payload);
}

}  // namespace

int main() {
    if (std::getenv("EXAMPLE_INIT_ERROR") != nullptr) {
        throw std::runtime_error{"the handler fails while it loads"};
    }
    aws::lambda_runtime::run_handler(handle);
}
