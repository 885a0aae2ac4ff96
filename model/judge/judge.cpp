#include "model/judge/judge.hpp"

#include "model/judge/bench.hpp"
#include "model/judge/monitors/all_monitors.hpp"
#include "model/judge/outsider_judge.hpp"
#include "model/judge/replay.hpp"
#include "model/judge/scene.hpp"

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
enum class Audience : std::uint8_t { All, OwnClients, ForeignClients };
constexpr std::size_t audiences = 3;

Audience audience_of(const Trace& trace, Judge::Attention attention) {
    if (attention == Judge::Attention::All) return Audience::All;
    const bool foreign = trace.header.clients == Clients::Foreign;
    return foreign ? Audience::ForeignClients : Audience::OwnClients;
}

template <class Monitor>
constexpr bool is_shown(Audience audience, std::size_t sort) {
    if (audience == Audience::All) return true;
    const bool present = audience == Audience::ForeignClients || !Monitor::of_clients;
    return present && Monitor::wants.has(sort);
}

struct Court {
    judging::Bench bench;
    judging::Scene scene;
    Monitors monitors;

    template <class Action>
    void each(Action action) {
        std::apply([&](auto&... monitor) { (action(monitor), ...); }, monitors);
    }

    template <Audience audience, std::size_t sort>
    static void show(Court& court, const Record& record) {
        court.each([&]<class Monitor>(Monitor& monitor) {
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

template <std::size_t... each>
constexpr std::array<ShowBySort, audiences> make_shows(std::index_sequence<each...>) {
    return {
        make_show<static_cast<Audience>(each)>(std::make_index_sequence<judging::sort_count>())...};
}

constexpr auto shows = make_shows(std::make_index_sequence<audiences>());

}  // namespace

struct Judge::Bench : Court {
    explicit Bench(Attention whom) : attention(whom) {}

    Attention attention;

    void look_at(const Record& record, const ShowBySort& show) {
        if (record.at != scene.now()) {
            scene.tick(record.at);
            each([this](auto& monitor) { monitor.pass(scene, bench); });
        }
        if (record.kind == Kind::RuleFired) return count_row(record);
        scene.before(record);
        show.at(judging::sort_of(record))(*this, record);
        scene.after(record);
    }

    // A row that spoke puts its rule to the test, if that is a transition or nobody else checks it;
    // no violation rests on what rows say.
    void count_row(const Record& record) {
        if (record.code == 0 || record.code > catalogue.size()) return;
        const RuleIndex rule{record.code};
        const bool by_row = rule_at(rule).kind == RuleKind::Transition || !has_monitor(rule);
        if (by_row) bench.held(rule);
    }

    void judge(const Trace& trace) {
        bench.begin(trace);
        scene.begin(trace);
        each([](auto& monitor) { monitor = {}; });
        const Audience audience = audience_of(trace, attention);
        const ShowBySort& show = shows.at(static_cast<std::size_t>(audience));
        for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
            bench.look_at(i);
            look_at(trace.records[i], show);
        }
        const judging::Ending ending = judging::ending_of(trace);
        each([&](auto& monitor) { monitor.finish(scene, bench, ending); });
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
