#include "scenarios/shrinking/region.hpp"

#include "model/base/duration_text.hpp"
#include "scenarios/generators/deadlines.hpp"
#include "scenarios/shrinking/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using model::Duration;
using namespace std::chrono_literals;

class Edges {
public:
    Edges(const Draft& draft, const StillFails& fails, std::size_t wanted)
        : draft_(draft), fails_(fails) {
        std::size_t at = 0;
        each_time(draft_.scenario, [&](Duration& time) {
            if (at++ == wanted) time_ = &time;
        });
    }

    Duration least() { return edge(*time_, Duration::zero()); }
    Duration most() { return edge(*time_, longest_time); }

private:
    // From `inside`, where it fails, towards `end`: ever longer strides, then halves.
    Duration edge(Duration inside, Duration end) {
        if (fails_at(end)) return end;
        const bool up = end > inside;
        Duration outside = end;
        for (Duration stride = 1ns; stride < longest_time; stride *= 2) {
            const Duration next =
                up ? std::min(end, inside + stride) : std::max(end, inside - stride);
            if (next == end || !fails_at(next)) {
                outside = next;
                break;
            }
            inside = next;
        }
        while (inside - outside > 1ns || outside - inside > 1ns) {
            const Duration middle = inside + (outside - inside) / 2;
            (fails_at(middle) ? inside : outside) = middle;
        }
        return inside;
    }

    bool fails_at(Duration time) {
        const Duration before = std::exchange(*time_, time);
        const bool fails = fails_(draft_);
        *time_ = before;
        return fails;
    }

    Draft draft_;
    const StillFails& fails_;
    Duration* time_ = nullptr;
};

// "2.9999s (the function timeout - 100us)", if a deadline is near.
std::string told(Duration time, const Deadlines& deadlines) {
    const Deadline* nearest = nullptr;
    const auto distance = [time](const Deadline& deadline) {
        return std::chrono::abs(time - deadline.after);
    };
    for (const Deadline& deadline : deadlines.all()) {
        const bool is_near = deadline.after > 0ns && distance(deadline) * 20 <= deadline.after;
        if (is_near && (nearest == nullptr || distance(deadline) < distance(*nearest))) {
            nearest = &deadline;
        }
    }
    const std::string text = model::write_duration(time);
    if (nearest == nullptr) return text;
    const Duration off = time - nearest->after;
    if (off == 0ns) return fmt::format("{} ({})", text, nearest->name);
    return fmt::format("{} ({} {} {})", text, nearest->name, off < 0ns ? '-' : '+',
                       model::write_duration(std::chrono::abs(off)));
}

std::string sentence(const Region& region, const Deadlines& deadlines) {
    const bool from_zero = region.least == 0ns;
    const bool for_ever = region.most == longest_time;
    if (from_zero && for_ever) return fmt::format("{} for any time", region.what);
    if (from_zero) {
        return fmt::format("{} for at most {}", region.what, told(region.most, deadlines));
    }
    if (for_ever) {
        return fmt::format("{} for at least {}", region.what, told(region.least, deadlines));
    }
    if (region.least == region.most) {
        return fmt::format("{} for exactly {}", region.what, told(region.least, deadlines));
    }
    return fmt::format("{} for {} to {}", region.what, told(region.least, deadlines),
                       told(region.most, deadlines));
}

}  // namespace

std::vector<Region> failing_regions(const Draft& draft, const StillFails& fails) {
    std::vector<Region> regions;
    const Deadlines deadlines{draft.scenario, draft.profile};
    const std::vector<std::string> names = names_of_times(draft.scenario);
    for (std::size_t i = 0; i < names.size(); ++i) {
        Edges edges{draft, fails, i};
        Region region{.what = names[i], .least = edges.least(), .most = edges.most(), .text = {}};
        region.text = sentence(region, deadlines);
        regions.push_back(std::move(region));
    }
    return regions;
}

}  // namespace hourglass::scenarios
