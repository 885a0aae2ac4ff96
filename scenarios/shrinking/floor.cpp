#include "scenarios/shrinking/floor.hpp"

#include "scenarios/shrinking/parts.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace hourglass::scenarios {
namespace {

template <class Element>
void add_new(std::vector<Element>& alphabet, const Element& element) {
    if (std::ranges::find(alphabet, element) == alphabet.end()) alphabet.push_back(element);
}

Step usual(Op op) {
    Step step;
    step.op = op;
    if (op == Op::Exit) step.number = 1;
    if (op == Op::Register) step.events = model::subscribe_invoke | model::subscribe_shutdown;
    return step;
}

// What stands behind such a step is never played: the play is one of the shorter ones.
bool ends_program(Op op) {
    return op == Op::Exit || op == Op::Crash || op == Op::Hang || op == Op::Stop;
}

// Which steps the plays are made of, role by role.
struct Alphabets {
    std::vector<Step> runtime;
    std::vector<Step> extension;
    std::vector<InvokerStep> invoker;

    explicit Alphabets(const Scenario& scenario) {
        for (const Op op : {Op::Next, Op::Respond, Op::Exit}) add_new(runtime, usual(op));
        for (const Op op : {Op::Register, Op::Next, Op::Exit}) add_new(extension, usual(op));
        each_list(scenario, [this](const std::vector<Step>& steps, Role who) {
            for (const Step& step : steps) {
                if (step.op != Op::Repeat) add_new(of(who), step);
            }
        });
        for (const InvokerStep& step : scenario.invoker) add_new(invoker, step);
        InvokerStep plain;
        plain.payload = "{}";
        for (const Ask ask : {Ask::Init, Ask::Invoke}) {
            plain.ask = ask;
            plain.payload = ask == Ask::Invoke ? "{}" : "";
            add_new(invoker, plain);
        }
    }

    std::vector<Step>& of(Role who) { return who == Role::Runtime ? runtime : extension; }
    std::size_t size() const { return runtime.size() + extension.size() + invoker.size(); }
};

// A list that the search fills in: one of a program, or the invoker's.
struct Slot {
    std::vector<Step>* steps = nullptr;  // nullptr: the invoker's
    const std::vector<Step>* alphabet = nullptr;
    bool main = false;        // it may end with a repeat
    bool of_process = false;  // and not of an internal extension

    // A program that cannot be started has no other steps, and an internal extension is no process.
    bool takes(Op op) const {
        const bool alone = steps->empty() || steps->back().op != Op::NoExec;
        if (op == Op::NoExec) return main && of_process && steps->empty();
        const bool own = op == Op::Stop || op == Op::OutliveKill || op == Op::SpawnChild ||
                         op == Op::SpawnEscapedChild;
        return alone && (of_process || !own);
    }
};

class Search {
public:
    Search(const Draft& draft, const std::function<bool(const Draft&)>& fails,
           std::uint64_t most_plays)
        : draft_(draft), fails_(fails), most_plays_(most_plays), alphabets_(draft.scenario) {
        note_process_lists();
        std::size_t list = 0;
        each_list(draft_.scenario, [&](std::vector<Step>& steps, Role who) {
            // A draft without a handler keeps none: it would only make the space larger.
            const bool main = list++ % 3 == 0;
            if (!main && steps.empty()) return;
            const bool own = process_lists_.count(&steps) > 0;
            slots_.push_back({&steps, &alphabets_.of(who), main, own});
        });
        slots_.push_back({});
    }

    FloorSearch run(std::uint32_t length) {
        FloorSearch result;
        result.floor.kinds = static_cast<std::uint32_t>(alphabets_.size());
        std::uint32_t steps = 1;
        for (; steps < length && !found_ && !spent(); ++steps) fill(0, steps);
        const bool cut = spent() && !found_;
        result.floor.below = cut ? steps - 1 : (found_ ? steps_of(found_->scenario) : length);
        result.floor.complete = !cut;
        result.floor.plays = plays_;
        result.shorter = std::move(found_);
        return result;
    }

private:
    void note_process_lists() {
        const auto note = [this](const Lifetimes& lifetimes) {
            for (const Program& program : lifetimes) {
                for (const auto* steps :
                     {&program.steps, &program.on_shutdown, &program.on_sigterm}) {
                    process_lists_.insert(steps);
                }
            }
        };
        note(draft_.scenario.runtime);
        for (const ExtensionScript& extension : draft_.scenario.extensions) {
            if (extension.kind == ExtensionKind::External) note(extension.lifetimes);
        }
    }

    bool spent() const { return plays_ >= most_plays_; }
    bool over() const { return found_.has_value() || spent(); }

    // Distributes `left` steps over the slots from `index` on.
    void fill(std::size_t index, std::uint32_t left) {
        if (over()) return;
        Slot& slot = slots_[index];
        if (slot.steps == nullptr) return fill_invoker(left);
        slot.steps->clear();
        fill(index + 1, left);
        if (left > 1) extend(index, left);
        slot.steps->clear();
    }

    // Adds one more step to the slot's list, in every way.
    void extend(std::size_t index, std::uint32_t left) {
        Slot& slot = slots_[index];
        const bool polls = std::ranges::count(*slot.steps, Op::Next, &Step::op) > 0;
        if (slot.main && polls) {
            slot.steps->push_back(usual(Op::Repeat));
            fill(index + 1, left - 1);
            slot.steps->pop_back();
        }
        for (const Step& step : *slot.alphabet) {
            if (over()) return;
            if (!slot.takes(step.op)) continue;
            slot.steps->push_back(step);
            fill(index + 1, left - 1);
            if (left > 2 && !ends_program(step.op)) extend(index, left - 1);
            slot.steps->pop_back();
        }
    }

    // The invoker has at least one step.
    void fill_invoker(std::uint32_t left) {
        auto& steps = draft_.scenario.invoker;
        steps.resize(left);
        std::vector<std::size_t> digits(left, 0);
        do {
            for (std::size_t i = 0; i < left; ++i) steps[i] = alphabets_.invoker[digits[i]];
            play();
        } while (!over() && advance(digits, alphabets_.invoker.size()));
    }

    static bool advance(std::vector<std::size_t>& digits, std::size_t base) {
        for (std::size_t& digit : digits) {
            if (++digit < base) return true;
            digit = 0;
        }
        return false;
    }

    void play() {
        ++plays_;
        if (fails_(draft_)) found_ = draft_;
    }

    Draft draft_;
    const std::function<bool(const Draft&)>& fails_;
    std::uint64_t most_plays_;
    Alphabets alphabets_;
    std::set<const std::vector<Step>*> process_lists_;
    std::vector<Slot> slots_;
    std::uint64_t plays_ = 0;
    std::optional<Draft> found_;
};

}  // namespace

FloorSearch search_below(const Draft& draft, const std::function<bool(const Draft&)>& fails,
                         std::uint64_t most_plays) {
    return Search{draft, fails, most_plays}.run(steps_of(draft.scenario));
}

}  // namespace hourglass::scenarios
