#include "cli/interrupt.hpp"

#include <csignal>
#include <initializer_list>

namespace hourglass::cli {

namespace {

volatile std::sig_atomic_t asked_to_stop = 0;

void remember_request(int) {
    asked_to_stop = 1;
}

}  // namespace

void watch_for_interrupts() {
    struct sigaction action {};
    action.sa_handler = remember_request;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

bool interrupted() {
    return asked_to_stop != 0;
}

}  // namespace hourglass::cli
