// A backend for tests: no platform, only answers that the test laid down. It takes stimuli, and
// after each puts the records that the test gave for it into the run, with their delays.
#pragma once

#include "model/backend.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hourglass::scenarios {

class ScriptedBackend : public model::Backend {
public:
    struct Later {
        model::Duration delay{};
        model::Record record;
    };

    // After the n-th stimulus of this kind (counted from 1), these records.
    void after(model::Kind kind, std::size_t ordinal, std::vector<Later> records) {
        script_[{kind, ordinal}] = std::move(records);
    }

    std::string_view name() const override { return "scripted"; }
    std::uint32_t capabilities() const override { return ~0U; }

    model::Result<void> apply(const model::Record& stimulus) override {
        if (refuses_ == stimulus.kind) return model::failure(model::ErrorKind::Environment, "no");
        add(now_, stimulus);
        for (const Later& later : script_[{stimulus.kind, ++seen_[stimulus.kind]}]) {
            add(now_ + later.delay, later.record);
        }
        return {};
    }

    model::Result<std::optional<model::Record>> next(model::Instant until) override {
        if (agenda_.empty() || agenda_.front().at > until) {
            now_ = std::max(now_, until);
            return std::optional<model::Record>{};
        }
        const model::Record record = agenda_.front();
        agenda_.pop_front();
        now_ = record.at;
        trace_.records.push_back(record);
        return std::optional{record};
    }

    model::PayloadId payload(std::string_view bytes) override {
        trace_.payloads.emplace_back(bytes);
        return {static_cast<std::uint32_t>(trace_.payloads.size())};
    }
    std::string_view bytes_of(model::PayloadId payload) const override {
        return trace_.payloads.at(payload.value - 1);
    }
    model::TextId text(std::string_view text) override { return trace_.texts.intern(text); }
    std::string_view text_of(model::TextId text) const override {
        return trace_.texts.text_of(text);
    }
    model::Instant now() const override { return now_; }

    model::Result<model::Trace> finish() override {
        model::Record end{};
        end.at = now_;
        end.kind = model::Kind::End;
        trace_.records.push_back(end);
        return std::move(trace_);
    }

    void refuse(model::Kind kind) { refuses_ = kind; }

private:
    void add(model::Instant at, model::Record record) {
        record.at = at;
        const auto later = [=](const model::Record& other) { return other.at > at; };
        agenda_.insert(std::ranges::find_if(agenda_, later), record);
    }

    model::Instant now_{};
    std::deque<model::Record> agenda_;  // in order of time
    std::map<std::pair<model::Kind, std::size_t>, std::vector<Later>> script_;
    std::map<model::Kind, std::size_t> seen_;
    model::Kind refuses_ = model::Kind::None;
    model::Trace trace_;
};

}  // namespace hourglass::scenarios
