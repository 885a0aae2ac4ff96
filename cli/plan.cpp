#include "cli/plan.hpp"

#include "cli/backends.hpp"
#include "cli/clients.hpp"
#include "cli/library.hpp"
#include "cli/output.hpp"
#include "cli/rule_globs.hpp"
#include "cli/shell_words.hpp"
#include "cli/unkind.hpp"
#include "model/judge/judge.hpp"
#include "model/lifecycle/chart.hpp"
#include "reports/folder.hpp"
#include "scenarios/loader.hpp"
#include "scenarios/unkindness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace hourglass::cli {

namespace {

using model::ErrorKind;
using model::ProfileName;
using model::Result;
using scenarios::Scenario;
using Scenarios = std::vector<Scenario>;

constexpr std::uint64_t most_plays = 100'000'000;

bool contains(const std::vector<model::RuleIndex>& rules, model::RuleIndex rule) {
    return std::count(rules.begin(), rules.end(), rule) > 0;
}

class Planner {
public:
    explicit Planner(const VerifyOptions& options) : options_(options) {}

    Result<Plan> plan() {
        return pick_rules()
            .and_then([this] { return find_programs(); })
            .and_then([this] { return load_baseline(); })
            .and_then([this] { return load(); })
            .and_then([this] { return refuse_twins(); })
            .and_then([this] { return lay_out(); })
            .map([this] { return std::move(plan_); });
    }

private:
    bool judges_clients() const { return options_.clients.any(); }

    // Whether the user's programs can take part in it: an extension joins any runtime.
    bool has_room(const Scenario& scenario) const {
        return options_.clients.runtime.empty() || is_for_clients(scenario);
    }

    Result<void> pick_rules() {
        auto picked = rules_matching(options_.rules);
        if (!picked) return tl::make_unexpected(picked.error());
        picked_ = std::move(*picked);
        const bool clients = judges_clients();
        const bool globbed = !options_.rules.empty();
        const bool runtime = !options_.clients.runtime.empty();
        const bool extensions = !options_.clients.extensions.empty();
        const auto is_asked = [=, rules = picked_](model::RuleIndex rule) {
            const auto family = model::family_of(model::rule_at(rule).id);
            const bool is_client = model::rule_at(rule).kind == model::RuleKind::Client;
            const bool fits = clients
                                  ? (runtime && family == "RTC") || (extensions && family == "EXC")
                                  : !is_client;
            return fits && contains(rules, rule);
        };
        plan_.scope.asked = is_asked;
        plan_.scope.alarming = [clients, globbed](model::RuleIndex) { return clients && !globbed; };
        plan_.scope.checked = [](model::RuleIndex rule) {
            return model::has_monitor(rule) || model::has_row(rule);
        };
        const bool any = std::any_of(picked_.begin(), picked_.end(), is_asked);
        if (any) return {};
        return model::failure(
            ErrorKind::BadInput,
            fmt::format(
                "the rules {} are about {}", options_.rules,
                clients ? "other things than the programs given" : "runtimes and extensions"),
            clients ? "A runtime is judged by the family RTC, an extension by EXC."
                    : "Give what is to be judged with --runtime CMD or --extension PATH.");
    }

    Result<void> load_baseline() {
        if (options_.baseline.empty()) return {};
        auto baseline =
            read_text(options_.baseline, "Make it with hourglass verify --write-baseline FILE.")
                .and_then([this](const std::string& text) {
                    return reports::read_baseline(text, options_.baseline);
                });
        if (!baseline) return tl::make_unexpected(std::move(baseline).error());
        plan_.scope.baseline = *std::move(baseline);
        return {};
    }

    Result<void> load() {
        Result<Scenarios> loaded = Scenarios{};
        if (!options_.scenarios.empty()) {
            loaded =
                scenarios::load_scenarios({options_.scenarios.begin(), options_.scenarios.end()});
        } else if (options_.suites.empty()) {
            loaded = judges_clients() ? for_clients() : library_scenarios();
        }
        if (!loaded) return tl::make_unexpected(loaded.error());
        if (auto suites = add_suites(*loaded); !suites) return suites;
        add_unkind_copies(*loaded);
        for (Scenario& scenario : *loaded) {
            if (!has_room(scenario)) continue;
            if (judges_clients() && options_.clients.runtime.empty()) lend_runtime(scenario);
            plan_.scenarios.push_back(std::make_unique<Scenario>(std::move(scenario)));
        }
        keep_those_about_picked_rules();
        if (!plan_.scenarios.empty() || !plan_.left_out.empty()) return {};
        if (judges_clients()) {
            return model::failure(ErrorKind::BadInput,
                                  "none of the scenarios has room for your programs",
                                  "Write \"runtime\": \"client\" where the program would stand.");
        }
        return model::failure(ErrorKind::BadInput, "there is no scenario to play",
                              "Name files or folders that hold scenarios with --scenarios.");
    }

    // What a suite asks is asked of a runtime.
    Result<void> add_suites(Scenarios& scenarios) {
        for (const std::string& file : options_.suites) {
            auto suite = scenarios::load_suite(file);
            if (!suite) return tl::make_unexpected(std::move(suite).error());
            std::ranges::move(suite->scenarios, std::back_inserter(scenarios));
            std::ranges::move(suite->left_out, std::back_inserter(plan_.left_out));
        }
        return {};
    }

    void add_unkind_copies(Scenarios& scenarios) const {
        if (!options_.unkind) return;
        auto copies = unkind_copies(scenarios,
                                    {.runtime = !options_.clients.runtime.empty(),
                                     .extension = !options_.clients.extensions.empty()},
                                    options_.seed);
        std::move(copies.begin(), copies.end(), std::back_inserter(scenarios));
    }

    // A platform that is unkind to runtimes shows nothing of an extension.
    Result<Scenarios> for_clients() const {
        auto all = runtime_scenarios();
        if (!all || options_.clients.extensions.empty()) return all;
        if (options_.clients.runtime.empty()) {
            std::erase_if(*all, [](const Scenario& one) {
                return one.config.environment.contains(std::string{scenarios::unkind_variable});
            });
        }
        auto more = extension_scenarios();
        if (!more) return more;
        std::move(more->begin(), more->end(), std::back_inserter(*all));
        return all;
    }

    // An extension without a runtime of the user's runs beside one that serves every event.
    static void lend_runtime(Scenario& scenario) {
        if (!is_for_clients(scenario) || scenario.runtime_command) return;
        using scenarios::Op;
        scenarios::Program program;
        for (const Op op : {Op::Next, Op::Respond, Op::Repeat}) {
            scenarios::Step step;
            step.op = op;
            program.steps.push_back(step);
        }
        scenario.runtime.push_back(std::move(program));
    }

    // If --rules names rules that no scenario is about, all are played: any of them may show it.
    void keep_those_about_picked_rules() {
        if (options_.rules.empty()) return;
        const auto is_beside = [this](const std::unique_ptr<Scenario>& scenario) {
            return std::none_of(scenario->rules.begin(), scenario->rules.end(),
                                [this](model::RuleIndex rule) { return contains(picked_, rule); });
        };
        if (std::all_of(plan_.scenarios.begin(), plan_.scenarios.end(), is_beside)) return;
        std::erase_if(plan_.scenarios, is_beside);
    }

    Result<void> find_programs() {
        auto found = find_clients(options_.clients);
        if (!found) return tl::make_unexpected(found.error());
        clients_ = std::move(*found);
        if (auto given = refuse_without_programs(); !given) return given;
        if (!judges_clients()) return {};
        for (const std::string& backend : backends()) {
            if (!is_simulated(backend)) continue;
            return model::failure(ErrorKind::Unsupported,
                                  fmt::format("{} cannot run your programs", backend),
                                  "Use --backend process, or leave --backend out.");
        }
        return {};
    }

    // Some options are about the user's programs.
    Result<void> refuse_without_programs() const {
        if (options_.unkind && !judges_clients()) {
            return model::failure(ErrorKind::BadInput, "--unkind needs a program of yours to judge",
                                  "Give it with --runtime CMD or --extension PATH.");
        }
        if (!options_.suites.empty() && options_.clients.runtime.empty()) {
            return model::failure(ErrorKind::BadInput, "--suite needs a runtime of yours to judge",
                                  "Give it with --runtime CMD.");
        }
        return {};
    }

    // Two scenarios of one name would write one trace.
    Result<void> refuse_twins() {
        std::map<std::string_view, std::string_view> paths;
        for (const auto& scenario : plan_.scenarios) {
            const auto [twin, is_new] = paths.emplace(scenario->name, scenario->path);
            if (is_new) continue;
            return model::failure(ErrorKind::BadInput,
                                  fmt::format("{} and {} both hold the scenario {}", twin->second,
                                              scenario->path, scenario->name),
                                  "Give one of them another name.");
        }
        return {};
    }

    std::vector<ProfileName> profiles() const {
        if (options_.profile == "all") return {ProfileName::Aws, ProfileName::Rapid};
        return {options_.profile == "rapid" ? ProfileName::Rapid : ProfileName::Aws};
    }

    std::vector<std::string> backends() const {
        if (!options_.backends.empty()) return options_.backends;
        if (judges_clients()) return {"process"};
        return {"sim", "process"};
    }

    Result<void> lay_out() {
        plan_.folder = options_.report;
        plan_.program = options_.program;
        for (const std::string& backend : backends()) {
            for (const ProfileName profile : profiles()) {
                const Stage stage{.backend = backend,
                                  .profile = profile,
                                  .seed = options_.seed,
                                  .clients = clients_};
                plan_.scope.tracks.push_back(track_of(stage));
                assign(stage);
            }
        }
        if (plan_.plays == 0 && plan_.left_out.empty()) {
            return model::failure(ErrorKind::BadInput, "this shard and profile leave no scenario",
                                  "Take fewer shards, or another --profile.");
        }
        if (plan_.plays <= most_plays) return {};
        return model::failure(
            ErrorKind::BadInput, fmt::format("{} plays are too many", plan_.plays),
            fmt::format("At most {} fit one run: take fewer --cases, or shards.", most_plays));
    }

    void assign(const Stage& stage) {
        const std::uint32_t cases = is_simulated(stage.backend) ? options_.cases : 1;
        std::uint32_t position = 0;
        for (const auto& scenario : plan_.scenarios) {
            const bool fits =
                std::count(scenario->profiles.begin(), scenario->profiles.end(), stage.profile) > 0;
            if (!fits || position++ % options_.shard.of != options_.shard.part - 1) continue;
            plan_.assignments.push_back({scenario.get(), stage, cases});
            plan_.plays += cases;
        }
    }

    const VerifyOptions& options_;
    Plan plan_;
    Clients clients_;
    std::vector<model::RuleIndex> picked_;
};

}  // namespace

Part part_of(const Plan& plan, const Assignment& assignment, std::uint32_t number) {
    Part part{
        .scenario = assignment.scenario, .stage = assignment.stage, .trace = {}, .replay = {}};
    part.stage.seed += number;
    const std::string& name = assignment.scenario->name;
    part.trace =
        reports::trace_file(plan.folder, track_of(part.stage),
                            number == 0 ? name : fmt::format("{}.seed-{}", name, part.stage.seed));
    part.replay = fmt::format("{} replay {}{}", shell_word(plan.program),
                              shell_word(part.trace.string()), part.stage.clients.arguments);
    return part;
}

Result<Plan> plan_of(const VerifyOptions& options) {
    return Planner{options}.plan();
}

}  // namespace hourglass::cli
