#include "reports/folder.hpp"

#include "model/trace/names.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/names.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace hourglass::reports {

namespace {

namespace fs = std::filesystem;

// Says that what is in the folder is ours to replace.
constexpr std::string_view mark = ".hourglass-report";
constexpr std::string_view mark_text = "Written by hourglass verify; traces/ is replaced by it.\n";

tl::unexpected<model::Error> cannot(std::string_view what, const fs::path& path,
                                    const std::string& why) {
    return model::failure(model::ErrorKind::Environment,
                          fmt::format("cannot {} {}: {}", what, path.string(), why),
                          "Choose a folder that you may write to with --report DIR.");
}

// One component of a path from any text.
std::string tame(std::string_view text) {
    std::string name;
    for (const char c : text) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
        name += plain || (c == '.' && !name.empty()) ? c : '_';
    }
    return name.empty() ? "_" : name;
}

}  // namespace

model::Result<void> write_file(const fs::path& file, std::string_view text) {
    errno = 0;
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (out) return {};
    const std::string why = errno == 0 ? "the write failed" : std::strerror(errno);
    return model::failure(model::ErrorKind::Environment,
                          fmt::format("cannot write {}: {}", file.string(), why),
                          "Name a file in a folder that exists and that you may write to.");
}

model::Result<void> open_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return cannot("make the report folder", folder, error.message());
    if (fs::exists(folder / "traces", error) && !fs::exists(folder / mark, error)) {
        return cannot("use", folder, "it has a folder traces/ that is not ours");
    }
    if (!write_file(folder / mark, mark_text)) {
        return cannot("write to the report folder", folder, std::strerror(errno));
    }
    fs::remove_all(folder / "traces", error);
    if (error) return cannot("empty", folder / "traces", error.message());
    return {};
}

fs::path trace_file(const fs::path& folder, const Track& track, std::string_view name) {
    fs::path file = folder / "traces" / track.backend / name_of(track.profile);
    while (!name.empty()) {
        const std::size_t slash = name.find('/');
        file /= tame(name.substr(0, slash));
        name = slash == std::string_view::npos ? "" : name.substr(slash + 1);
    }
    file += ".jsonl";
    return file;
}

model::Result<void> make_room_for(const fs::path& file) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) return cannot("make", file.parent_path(), error.message());
    return {};
}

model::Result<void> write_folder(const fs::path& folder, const VerifyResult& result) {
    return write_file(folder / "result.json", to_json(result))
        .and_then([&] { return write_file(folder / "junit.xml", to_junit(result)); })
        .and_then([&] { return write_file(folder / "summary.md", to_markdown(result)); });
}

}  // namespace hourglass::reports
