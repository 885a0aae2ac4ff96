// Takes typed members from one line of a trace file. The first complaint is kept and all further
// calls give zeros, so that a caller asks for everything and looks once.
#pragma once

#include "model/trace/flat_json.hpp"
#include "model/trace/names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hourglass::model {

class LineReader {
public:
    Result<void> parse(std::string_view line);

    bool has(std::string_view path);
    bool is_null(std::string_view path);
    // Absent members give nothing; ill-typed ones give nothing and a complaint.
    std::optional<std::int64_t> number(std::string_view path);
    std::optional<std::uint64_t> unsigned_number(std::string_view path);
    std::optional<bool> truth(std::string_view path);
    // A string, or {"base64": ...}.
    std::optional<std::string> bytes(std::string_view path);
    std::optional<std::uint16_t> enumerator(std::string_view path, EnumNames names);

    void complain(std::string_view path, std::string_view what);
    // The complaint, if any; else whether some member was not asked for.
    std::optional<std::string> finish();

private:
    FlatJson flat_;
    std::optional<std::string> complaint_;
};

}  // namespace hourglass::model
