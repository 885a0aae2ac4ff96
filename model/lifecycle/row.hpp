// How a transition table is written: rows that name their rule, and a Table that Boost.MSM takes
// as it is and that diagrams, lints and the book of rules fold over.
#pragma once

#include "model/rules/catalogue.hpp"

#include <boost/mpl/push_back.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace hourglass::model::lifecycle {

using boost::msm::front::none;

// A string literal as a template argument.
template <std::size_t Size>
struct RuleId {
    char text[Size]{};

    consteval RuleId(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
    constexpr std::string_view view() const { return {text, Size - 1}; }
};

// The last identifier of what __PRETTY_FUNCTION__ says of a template argument.
constexpr std::string_view last_name(std::string_view text, std::string_view label) {
    const auto begin = text.find(label) + label.size();
    const auto name = text.substr(begin, text.find_first_of(";])", begin) - begin);
    const auto colon = name.rfind("::");
    return colon == std::string_view::npos ? name : name.substr(colon + 2);
}

template <auto Value>
constexpr std::string_view name_of_value() {
    return last_name(__PRETTY_FUNCTION__, "Value = ");
}

template <class Type>
constexpr std::string_view name_of_type() {
    return last_name(__PRETTY_FUNCTION__, "Type = ");
}

// What a row does and when: a member function of Step.
template <auto Method>
struct Do {
    static constexpr std::string_view name = name_of_value<Method>();

    template <class Event, class... Rest>
    void operator()(const Event& event, Rest&...) const {
        (event.step.*Method)();
    }
};

template <auto Question>
struct If {
    static constexpr std::string_view name = name_of_value<Question>();

    template <class Event, class... Rest>
    bool operator()(const Event& event, Rest&...) const {
        return (event.step.*Question)();
    }
};

template <auto Question>
struct IfNot {
    static constexpr std::string_view name = name_of_value<Question>();

    template <class Event, class... Rest>
    bool operator()(const Event& event, Rest&...) const {
        return !(event.step.*Question)();
    }
};

namespace detail {

template <class State>
constexpr std::uint8_t number_of() {
    return static_cast<std::uint8_t>(State::state);
}

// Records the rule, then does what the row does.
template <RuleId Id, class Source, class Target, class Action>
struct Recorded {
    template <class Event, class Machine, class... Rest>
    void operator()(const Event& event, Machine& machine, Rest&... rest) const {
        constexpr auto rule = find_rule(Id.view());
        static_assert(rule.has_value(), "the rule catalogue lists the id of every row");
        event.step.fire(*rule, Machine::machine, number_of<Source>(), number_of<Target>());
        if constexpr (!std::is_same_v<Action, none>) Action{}(event, machine, rest...);
    }
};

template <class Target, class Source>
using TargetOr = std::conditional_t<std::is_same_v<Target, none>, Source, Target>;

}  // namespace detail

// rule, in state, on event, go to (none: stay), do, if
template <RuleId Id, class Source_, class Event_, class Target_, class Action_ = none,
          class Guard_ = none>
struct Row
    : boost::msm::front::Row<
          Source_, Event_, Target_,
          detail::Recorded<Id, Source_, detail::TargetOr<Target_, Source_>, Action_>, Guard_> {
    static constexpr std::string_view id = Id.view();
    using From = Source_;
    using On = Event_;
    using Goes = Target_;
    using To = detail::TargetOr<Target_, Source_>;
    using Does = Action_;
    using When = Guard_;
    using Recorded = detail::Recorded<Id, Source_, To, Action_>;
};

template <class... Rows>
struct Table {
    static_assert(sizeof...(Rows) <= 20, "a table fits one screen: split it by phase");
    static constexpr std::size_t size = sizeof...(Rows);

    template <class Visitor>
    static constexpr void for_each(Visitor&& visit) {
        (visit.template operator()<Rows>(), ...);
    }
};

namespace detail {

// Built by push_back because mpl::vector itself stops at 20 rows.
template <class Rows, class... Tables>
struct Join {
    using type = Rows;
};

template <class Rows, class Row, class... More, class... Tables>
struct Join<Rows, Table<Row, More...>, Tables...>
    : Join<typename boost::mpl::push_back<Rows, Row>::type, Table<More...>, Tables...> {};

template <class Rows, class... Tables>
struct Join<Rows, Table<>, Tables...> : Join<Rows, Tables...> {};

}  // namespace detail

// The rows of several tables as one Boost.MSM transition table.
template <class... Tables>
using Joined = typename detail::Join<boost::mpl::vector0<>, Tables...>::type;

// A state that carries its number in traces.
template <auto State>
struct In : boost::msm::front::state<> {
    static constexpr auto state = State;
};

// What every front end declares: no queue and no swallowed exceptions; an event without a row is
// reported by process_event's result and changes nothing.
struct FrontEnd {
    using no_message_queue = int;
    using no_exception_thrown = int;

    template <class Fsm, class Event>
    void no_transition(const Event&, Fsm&, int) {}
};

}  // namespace hourglass::model::lifecycle
