// The stimuli of a scenario's invoker, in order: which invoke gets which number, and what a step
// that names no budget asks for.
#pragma once

#include "model/base/expects.hpp"
#include "model/trace/record.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>

namespace hourglass::scenarios {

inline constexpr model::Duration restore_hook_limit = std::chrono::seconds{10};

constexpr model::Kind stimulus_kind(Ask ask) {
    switch (ask) {
        case Ask::Init:
            return model::Kind::InitAsked;
        case Ask::Reserve:
            return model::Kind::ReserveAsked;
        case Ask::Invoke:
            return model::Kind::InvokeAsked;
        case Ask::Reset:
            return model::Kind::ResetAsked;
        case Ask::Shutdown:
            return model::Kind::ShutdownAsked;
        case Ask::Restore:
            return model::Kind::RestoreAsked;
        default:
            return model::Kind::None;
    }
}

// `Names` interns: text(string) gives a TextId, payload(bytes) a PayloadId.
template <class Names>
class Stimuli {
public:
    explicit Stimuli(Names& names) : names_(names) {}

    // Of the next step, which asks for something.
    model::Record of(const InvokerStep& step) {
        model::Record stimulus{.kind = stimulus_kind(step.ask), .who = model::Who::Invoker};
        EXPECTS(stimulus.kind != model::Kind::None, "a step that only waits has no stimulus");
        if (step.ask == Ask::Reserve) reserved_ = stimulus.invoke = {++last_invoke_};
        if (step.ask == Ask::Invoke) name_invoke(step, stimulus);
        if (step.direct != Direct::No) stimulus.flags = model::direct_invoke;
        if (step.direct == Direct::Streaming) stimulus.flags |= model::wants_stream;
        if (step.ask == Ask::Reset) stimulus.text = names_.text(step.text);
        stimulus.amount = amount_of(step);
        return stimulus;
    }

private:
    // A reservation is used up by the invoke after it.
    void name_invoke(const InvokerStep& step, model::Record& stimulus) {
        stimulus.invoke = reserved_ ? reserved_ : model::InvokeId{++last_invoke_};
        stimulus.payload = names_.payload(step.payload);
        reserved_ = {};
    }

    static std::int64_t amount_of(const InvokerStep& step) {
        switch (step.ask) {
            case Ask::Invoke:
                return step.budget.value_or(model::Duration{}).count();
            case Ask::Reset:
            case Ask::Shutdown:
                return step.budget ? step.budget->count() : model::no_amount;
            case Ask::Restore:
                return step.budget.value_or(restore_hook_limit).count();
            default:
                return 0;
        }
    }

    Names& names_;
    std::uint32_t last_invoke_ = 0;
    model::InvokeId reserved_{};
};

}  // namespace hourglass::scenarios
