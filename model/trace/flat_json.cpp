#include "model/trace/flat_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <optional>

namespace hourglass::model {

namespace {

using Json = nlohmann::json;

constexpr std::size_t max_members = 64;
constexpr std::size_t max_depth = 4;

}  // namespace

// Takes the events of nlohmann's parser; a false return ends the parse.
class FlatJsonReader {
public:
    explicit FlatJsonReader(FlatJson& flat) : flat_(flat) { flat_.size_ = 0; }

    bool null() { return add({}); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(std::int64_t value) { return add(value); }
    bool number_unsigned(std::uint64_t value) { return add(value); }
    bool number_float(double, const std::string& spelling) {
        return fail(fmt::format("{}: {} is no whole number within 64 bits", path(), spelling));
    }
    bool string(std::string& value) { return add(std::move(value)); }
    bool binary(Json::binary_t&) { return false; }

    bool start_object(std::size_t) { return descend(no_index); }
    bool end_object() { return ascend(); }
    bool start_array(std::size_t) { return descend(0); }
    bool end_array() { return ascend(); }
    bool key(std::string& name) {
        levels_[depth_ - 1].name = std::move(name);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
        return fail(fmt::format("column {}: not JSON", position));
    }

    const std::optional<std::string>& complaint() const { return complaint_; }

private:
    static constexpr std::size_t no_index = static_cast<std::size_t>(-1);

    struct Level {
        std::string name;     // of the member that is being read
        std::size_t index{};  // of the element that is being read; no_index in an object
    };

    bool descend(std::size_t index) {
        if (depth_ == 0 && index != no_index) return fail("the line is no JSON object");
        if (depth_ == max_depth) return fail(fmt::format("{}: nested too deeply", path()));
        levels_[depth_].index = index;
        ++depth_;
        return true;
    }

    bool ascend() {
        --depth_;
        step();
        return true;
    }

    void step() {
        if (depth_ > 0 && levels_[depth_ - 1].index != no_index) ++levels_[depth_ - 1].index;
    }

    bool add(Scalar value) {
        if (depth_ == 0) return fail("the line is no JSON object");
        if (flat_.size_ == max_members) {
            return fail(fmt::format("the line has more than {} members", max_members));
        }
        std::string where = path();
        for (std::size_t i = 0; i < flat_.size_; ++i) {
            if (flat_.members_[i].path == where) return fail(where + ": given twice");
        }
        if (flat_.size_ == flat_.members_.size()) flat_.members_.emplace_back();
        FlatMember& member = flat_.members_[flat_.size_++];
        member.path = std::move(where);
        member.value = std::move(value);
        member.taken = false;
        step();
        return true;
    }

    bool fail(std::string complaint) {
        complaint_ = std::move(complaint);
        return false;
    }

    std::string path() const {
        std::string text;
        for (std::size_t i = 0; i < depth_; ++i) {
            if (levels_[i].index != no_index) {
                text += fmt::format("[{}]", levels_[i].index);
            } else {
                if (i > 0) text += '.';
                text += levels_[i].name;
            }
        }
        return text;
    }

    FlatJson& flat_;
    std::array<Level, max_depth> levels_;
    std::size_t depth_ = 0;
    std::optional<std::string> complaint_;
};

Result<void> FlatJson::parse(std::string_view line) {
    FlatJsonReader reader(*this);
    if (Json::sax_parse(line, &reader)) return {};
    return failure(ErrorKind::BadInput, reader.complaint().value_or("not JSON"));
}

const Scalar* FlatJson::take(std::string_view path) {
    for (std::size_t i = 0; i < size_; ++i) {
        if (members_[i].path != path) continue;
        members_[i].taken = true;
        return &members_[i].value;
    }
    return nullptr;
}

const FlatMember* FlatJson::untaken() const {
    for (std::size_t i = 0; i < size_; ++i) {
        if (!members_[i].taken) return &members_[i];
    }
    return nullptr;
}

}  // namespace hourglass::model
