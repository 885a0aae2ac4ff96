#include "model/search/rounds.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <deque>
#include <utility>

namespace hourglass::model::search {

namespace {

using Number = std::uint32_t;

std::vector<Number> components_of(const Graph& graph) {
    using Csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                                   boost::no_property, boost::no_property, Number>;
    std::vector<std::pair<Number, Number>> edges;
    for (Number from = 0; from < graph.size(); ++from) {
        for (const auto* step = graph.begin(from); step != graph.end(from); ++step) {
            edges.emplace_back(from, step->to);
        }
    }
    const Csr csr{boost::edges_are_sorted, edges.begin(), edges.end(), graph.size()};
    std::vector<Number> component(graph.size());
    boost::strong_components(
        csr, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, csr)));
    return component;
}

struct Component {
    bool open = false;
    bool has_step = false;        // one that stays inside
    std::uint8_t starved = 0xff;  // timers that are armed all the way round and never renewed

    bool goes_round() const { return open && has_step && starved == 0; }
};

std::vector<Component> judged(const Graph& graph, const std::vector<Number>& component) {
    std::vector<Component> all(graph.size());
    for (Number state = 0; state < graph.size(); ++state) {
        Component& mine = all[component[state]];
        mine.open = mine.open || graph.is_open(state);
        mine.starved &= static_cast<std::uint8_t>(graph.armed(state));
        for (const auto* step = graph.begin(state); step != graph.end(state); ++step) {
            if (component[step->to] != component[state]) continue;
            mine.has_step = true;
            mine.starved &= static_cast<std::uint8_t>(~step->renewed);
        }
    }
    return all;
}

// The shortest way from a state back to it; there is one.
std::vector<std::uint16_t> way_round(const Graph& graph, Number first) {
    struct Origin {
        Number parent{};
        std::uint16_t action{};
        bool seen = false;
    };
    std::vector<Origin> origins(graph.size());
    std::deque<Number> waiting{first};
    while (!origins[first].seen && !waiting.empty()) {
        const Number state = waiting.front();
        waiting.pop_front();
        for (const auto* step = graph.begin(state); step != graph.end(state); ++step) {
            if (origins[step->to].seen) continue;
            origins[step->to] = {state, step->action, true};
            waiting.push_back(step->to);
        }
    }
    std::vector<std::uint16_t> way;
    Number at = first;
    do {
        way.push_back(origins[at].action);
        at = origins[at].parent;
    } while (at != first);
    std::ranges::reverse(way);
    return way;
}

}  // namespace

std::optional<Round> find_fair_round(const Graph& graph) {
    const std::vector<Number> component = components_of(graph);
    const std::vector<Component> all = judged(graph, component);
    for (Number state = 0; state < graph.size(); ++state) {
        if (!all[component[state]].goes_round()) continue;
        return Round{state, way_round(graph, state)};
    }
    return std::nullopt;
}

}  // namespace hourglass::model::search
