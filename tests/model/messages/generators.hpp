// Arbitrary values of every message: whatever has json_fields, member by member. Only what JSON can
// carry is generated, so that a value comes back equal.
#pragma once

#include "model/messages/json/done.hpp"
#include "model/messages/json/init.hpp"
#include "model/messages/json/internal_state.hpp"
#include "model/messages/json/invoke.hpp"
#include "model/messages/json/platform_events.hpp"
#include "model/messages/json/reset.hpp"
#include "model/messages/json/response.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <rapidcheck.h>
#include <string>
#include <vector>

namespace hourglass::model {

template <HasJsonFields T>
void make_arbitrary(T& out);
template <class T>
void make_arbitrary(std::optional<T>& out);
template <class T>
void make_arbitrary(std::shared_ptr<T>& out);
template <class T>
void make_arbitrary(std::vector<T>& out);
template <class T>
void make_arbitrary(std::map<std::string, T>& out);

inline void make_arbitrary(bool& out) {
    out = *rc::gen::arbitrary<bool>();
}

inline void make_arbitrary(std::string& out) {
    out = *rc::gen::element<std::string>("", "a", "Runtime.Unknown", "\xc3\xa4 \"quoted\"\n", "0");
}

template <std::integral Number>
void make_arbitrary(Number& out) {
    out = *rc::gen::arbitrary<Number>();
}

template <class Rep, class Period>
void make_arbitrary(std::chrono::duration<Rep, Period>& out) {
    out = std::chrono::duration<Rep, Period>{*rc::gen::inRange<Rep>(-1'000'000, 1'000'000'000)};
}

template <class Clock, class Unit>
void make_arbitrary(std::chrono::time_point<Clock, Unit>& out) {
    out = std::chrono::time_point<Clock, Unit>{Unit{*rc::gen::inRange(1L, 4'000'000'000'000L)}};
}

inline void make_arbitrary(ByteCount& out) {
    make_arbitrary(out.value);
}
inline void make_arbitrary(BytesPerSecond& out) {
    make_arbitrary(out.value);
}
inline void make_arbitrary(Megabytes& out) {
    make_arbitrary(out.value);
}
inline void make_arbitrary(Body& out) {
    out.bytes = *rc::gen::arbitrary<std::string>();
}

inline void make_arbitrary(ErrorType& out) {
    std::string text;
    make_arbitrary(text);
    out = ErrorType{text};
}

inline void make_arbitrary(ResponseMode& out) {
    out = *rc::gen::element(ResponseMode::Buffered, ResponseMode::Streaming);
}
inline void make_arbitrary(SandboxType& out) {
    out = *rc::gen::element(SandboxType::Classic, SandboxType::PreWarmed);
}
inline void make_arbitrary(LifecyclePhase& out) {
    out = *rc::gen::element(LifecyclePhase::Init, LifecyclePhase::Invoke);
}
inline void make_arbitrary(MountType& out) {
    out = *rc::gen::element(MountType::Drive, MountType::Bind);
}
inline void make_arbitrary(InitType& out) {
    out = *rc::gen::element(InitType::OnDemand, InitType::ProvisionedConcurrency,
                            InitType::SnapStart);
}
inline void make_arbitrary(DoneStatus& out) {
    out = *rc::gen::element(DoneStatus::Success, DoneStatus::Error, DoneStatus::Failure,
                            DoneStatus::Timeout);
}

inline void make_arbitrary(Environment& out) {
    const Variables customer{{"COLOUR", "red"}, {"EMPTY", ""}};
    if (*rc::gen::arbitrary<bool>()) out.set_customer(customer);
    if (*rc::gen::arbitrary<bool>()) out.set_runtime_api("127.0.0.1:9001");
}

inline void make_arbitrary(RestoreFailure& out) {
    out.kind =
        *rc::gen::element(RestoreErrorKind::FatalError, RestoreErrorKind::HookTimeout,
                          RestoreErrorKind::HookUserError, RestoreErrorKind::UpdateCredentials);
    if (out.kind == RestoreErrorKind::FatalError) out.error_type = FatalError::RuntimeExitError;
    make_arbitrary(out.result);
}

template <class T>
void make_arbitrary(std::optional<T>& out) {
    if (*rc::gen::arbitrary<bool>()) make_arbitrary(out.emplace());
}

template <class T>
void make_arbitrary(std::shared_ptr<T>& out) {
    if (*rc::gen::arbitrary<bool>()) make_arbitrary(*(out = std::make_shared<T>()));
}

template <class T>
void make_arbitrary(std::vector<T>& out) {
    out.resize(*rc::gen::inRange<std::size_t>(0, 3));
    for (auto& element : out) make_arbitrary(element);
}

template <class T>
void make_arbitrary(std::map<std::string, T>& out) {
    for (const std::string name : {"first", "second one", ""}) {
        if (*rc::gen::arbitrary<bool>()) make_arbitrary(out[name]);
    }
}

template <HasJsonFields T>
void make_arbitrary(T& out) {
    for_each_field<T>([&](const auto& field) { make_arbitrary(out.*field.member); });
}

template <class T>
T arbitrary_message() {
    T message{};
    make_arbitrary(message);
    return message;
}

}  // namespace hourglass::model
