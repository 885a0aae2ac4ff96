#include "reports/outside.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace hourglass::reports {

namespace {

using Json = nlohmann::ordered_json;
using Sees = bool SeenDefect::*;

struct Level {
    const char* name;
    Sees sees;
};
constexpr std::array levels{Level{"black", &SeenDefect::black}, Level{"grey", &SeenDefect::grey},
                            Level{"white", &SeenDefect::white}};

constexpr double percent = 100;
constexpr std::size_t few_copies = 64;

template <class Value>
Value at_share(std::vector<Value> values, double share) {
    if (values.empty()) return {};
    std::ranges::sort(values);
    const auto index = static_cast<std::size_t>(share * static_cast<double>(values.size()));
    return values[std::min(index, values.size() - 1)];
}

double share(std::size_t part, std::size_t whole) {
    return percent * static_cast<double>(part) /
           static_cast<double>(std::max<std::size_t>(whole, 1));
}

double share_with_few_copies(const OutsideTally& tally) {
    const auto few =
        std::ranges::count_if(tally.copies, [](std::size_t n) { return n < few_copies; });
    return share(static_cast<std::size_t>(few), tally.copies.size());
}

std::size_t noticed(const OutsideReport& report, Sees sees) {
    return static_cast<std::size_t>(std::ranges::count_if(report.defects, sees));
}

std::vector<std::string> unnoticed(const OutsideReport& report, Sees sees) {
    std::vector<std::string> names;
    for (const SeenDefect& one : report.defects) {
        if (!(one.*sees)) names.push_back(one.name);
    }
    return names;
}

std::string healthy_text(const OutsideReport& report) {
    std::string text =
        fmt::format("{:<8}{:>8}{:>8}{:>14}{:>8}{:>10}{:>10}{:>12}\n", "healthy", "cases", "held",
                    "false alarms", "open", "copies 50%", "99%", "below 64");
    for (const OutsideTally& one : report.healthy) {
        text += fmt::format("{:<8}{:>8}{:>8}{:>14}{:>8}{:>10}{:>10}{:>10.2f} %\n", one.view,
                            one.cases(), one.held, one.alarms.size(), one.open.size(),
                            at_share(one.copies, 0.5), at_share(one.copies, 0.99),
                            share_with_few_copies(one));
    }
    for (const OutsideTally& one : report.healthy) {
        if (!one.alarms.empty()) {
            text +=
                fmt::format("false alarms, {}: cases {}\n", one.view, fmt::join(one.alarms, ", "));
        }
    }
    return text;
}

std::string speed_text(const OutsideReport& report) {
    constexpr double milliseconds = 1000;
    return fmt::format(
        "the acceptor on {} black traces of 150 to 250 records: median {:.2f} ms of CPU, "
        "90 % within {:.2f} ms\n",
        report.seconds.size(), at_share(report.seconds, 0.5) * milliseconds,
        at_share(report.seconds, 0.9) * milliseconds);
}

std::string defects_text(const OutsideReport& report) {
    if (report.defects.empty()) return {};
    std::string text = fmt::format("\n{:<8}{:>10}{:>10}\n", "defects", "rejected", "share");
    for (const Level& level : levels) {
        const std::size_t seen = noticed(report, level.sees);
        text += fmt::format("{:<8}{:>4} of {:>3}{:>8.1f} %\n", level.name, seen,
                            report.defects.size(), share(seen, report.defects.size()));
    }
    for (const Level& level : levels) {
        text += fmt::format("not rejected, {}: {}\n", level.name,
                            fmt::join(unnoticed(report, level.sees), ", "));
    }
    return text;
}

}  // namespace

bool OutsideReport::is_sound() const {
    return std::ranges::all_of(healthy, [](const OutsideTally& one) { return one.alarms.empty(); });
}

std::string to_text(const OutsideReport& report) {
    return healthy_text(report) + speed_text(report) + defects_text(report);
}

std::string to_json(const OutsideReport& report) {
    Json healthy = Json::array();
    for (const OutsideTally& one : report.healthy) {
        healthy.push_back({{"view", one.view},
                           {"cases", one.cases()},
                           {"held", one.held},
                           {"false_alarms", one.alarms},
                           {"open", one.open},
                           {"copies_median", at_share(one.copies, 0.5)},
                           {"copies_99", at_share(one.copies, 0.99)},
                           {"percent_below_64_copies", share_with_few_copies(one)}});
    }
    Json defects = Json::array();
    for (const SeenDefect& one : report.defects) {
        defects.push_back(
            {{"name", one.name}, {"black", one.black}, {"grey", one.grey}, {"white", one.white}});
    }
    return Json{{"version", 1},
                {"seed", report.seed},
                {"healthy", std::move(healthy)},
                {"traces_of_200", report.seconds.size()},
                {"acceptor_median_cpu_seconds", at_share(report.seconds, 0.5)},
                {"defects", std::move(defects)}}
               .dump(2) +
           "\n";
}

}  // namespace hourglass::reports
