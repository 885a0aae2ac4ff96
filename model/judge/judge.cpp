#include "model/judge/judge.hpp"

#include "model/judge/bench.hpp"
#include "model/judge/monitors/all_monitors.hpp"
#include "model/judge/outsider_judge.hpp"
#include "model/judge/replay.hpp"
#include "model/judge/scene.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace hourglass::model {

namespace {

using judging::Monitors;

using RuleFlags = std::array<bool, catalogue.size() + 1>;

template <class... Each>
constexpr RuleFlags rules_of(const std::tuple<Each...>*) {
    RuleFlags flags{};
    const auto mark = [&flags](const auto& rules) {
        for (const RuleIndex rule : rules) flags[rule.value] = true;
    };
    (mark(Each::rules), ...);
    return flags;
}

constexpr RuleFlags monitored = rules_of(static_cast<const Monitors*>(nullptr));

// To whom the records of a trace are shown.
enum class Audience : std::uint8_t { All, ForeignClients, OwnClients, OffTheWire };

Audience audience_of(const Trace& trace, Judge::Attention attention) {
    if (attention == Judge::Attention::All) return Audience::All;
    if (trace.header.clients == Clients::Foreign) return Audience::ForeignClients;
    const bool wired = std::ranges::any_of(trace.records, [](const Record& record) {
        return judging::wire_kinds.has(static_cast<std::size_t>(record.kind));
    });
    return wired ? Audience::OwnClients : Audience::OffTheWire;
}

template <class Monitor>
constexpr bool is_present(Audience audience) {
    switch (audience) {
        case Audience::OffTheWire:
            return !Monitor::of_clients && !Monitor::of_wire;
        case Audience::OwnClients:
            return !Monitor::of_clients;
        default:
            return true;
    }
}

template <class Monitor>
constexpr bool is_shown(Audience audience, std::size_t sort) {
    return is_present<Monitor>(audience) && (audience == Audience::All || Monitor::wants.has(sort));
}

// Rules that a row puts to the test when it speaks: those of a transition, and those that nobody
// else checks. No violation rests on what rows say.
constexpr RuleFlags tested_by_rows = [] {
    RuleFlags flags{};
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        flags[i + 1] = catalogue[i].kind == RuleKind::Transition || !monitored[i + 1];
    }
    return flags;
}();

struct Court {
    judging::Bench bench;
    judging::Scene scene;
    Monitors monitors;

    template <Audience audience, class Action>
    void each(Action action) {
        const auto tell = [&]<class Monitor>(Monitor& monitor) {
            if constexpr (is_present<Monitor>(audience)) action(monitor);
        };
        std::apply([&](auto&... monitor) { (tell(monitor), ...); }, monitors);
    }

    template <Audience audience, std::size_t sort>
    static void show(Court& court, const Record& record) {
        court.each<audience>([&]<class Monitor>(Monitor& monitor) {
            if constexpr (is_shown<Monitor>(audience, sort)) {
                monitor.see(record, court.scene, court.bench);
            }
        });
    }
};

// Who is shown a record of a sort: one function each, made of the lists that the monitors give.
using Show = void (*)(Court&, const Record&);
using ShowBySort = std::array<Show, judging::sort_count>;

template <Audience audience, std::size_t... sorts>
constexpr ShowBySort make_show(std::index_sequence<sorts...>) {
    return {&Court::show<audience, sorts>...};
}

template <Audience audience>
constexpr ShowBySort shows = make_show<audience>(std::make_index_sequence<judging::sort_count>());

}  // namespace

struct Judge::Bench : Court {
    explicit Bench(Attention whom) : attention(whom) {}

    Attention attention;

    void judge(const Trace& trace) {
        switch (audience_of(trace, attention)) {
            case Audience::All:
                return judge_before<Audience::All>(trace);
            case Audience::ForeignClients:
                return judge_before<Audience::ForeignClients>(trace);
            case Audience::OwnClients:
                return judge_before<Audience::OwnClients>(trace);
            case Audience::OffTheWire:
                return judge_before<Audience::OffTheWire>(trace);
        }
    }

    template <Audience audience>
    void judge_before(const Trace& trace) {
        bench.begin(trace);
        scene.begin(trace);
        each<audience>([](auto& monitor) { monitor = {}; });
        for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
            bench.look_at(i);
            look_at<audience>(trace.records[i]);
        }
        const judging::Ending ending = judging::ending_of(trace);
        each<audience>([&](auto& monitor) { monitor.finish(scene, bench, ending); });
    }

    template <Audience audience>
    void look_at(const Record& record) {
        if (record.at != scene.now()) {
            scene.tick(record.at);
            each<audience>([this](auto& monitor) { monitor.pass(scene, bench); });
        }
        if (record.kind == Kind::RuleFired) return count_row(record);
        scene.before(record);
        shows<audience>.at(judging::sort_of(record))(*this, record);
        scene.after(record);
    }

    void count_row(const Record& record) {
        if (record.code == 0 || record.code > catalogue.size()) return;
        if (tested_by_rows[record.code]) bench.held(RuleIndex{record.code});
    }
};

Judge::Judge(Attention attention) : bench_(std::make_unique<Bench>(attention)) {}
Judge::~Judge() = default;

const Judgement& Judge::operator()(const Trace& trace) {
    bench_->judge(trace);
    return bench_->bench.judgement();
}

Judgement judge(const Trace& trace) {
    if (trace.header.view != View::White) return judge_outsider(trace);
    Judgement judgement = Judge{}(trace);
    judgement.divergence = replay(trace);
    return judgement;
}

bool has_monitor(RuleIndex rule) {
    return rule.value < monitored.size() && monitored[rule.value];
}

}  // namespace hourglass::model
