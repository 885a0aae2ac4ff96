#include "model/base/file_text.hpp"
#include "model/trace/format.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace hourglass::model {

namespace {

tl::unexpected<Error> file_failure(ErrorKind kind, const std::filesystem::path& file,
                                   std::string_view remedy) {
    const int reason = errno;
    return failure(kind, fmt::format("{}: {}", file.string(), std::strerror(reason)),
                   std::string{remedy});
}

}  // namespace

Result<void> save_trace(const Trace& trace, const std::filesystem::path& file) {
    const std::string text = write_trace(trace);
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (out) return {};
    auto error = file_failure(ErrorKind::Environment, file, "Name a file that can be written.");
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored)) std::filesystem::remove(file, ignored);
    return error;
}

Result<Trace> load_trace(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) {
        return failure(ErrorKind::BadInput, file.string() + ": a folder, not a trace",
                       "Name a trace file.");
    }
    const auto size = std::filesystem::file_size(file, error);
    if (!error && size > max_trace_bytes) {
        return failure(ErrorKind::BadInput,
                       fmt::format("{}: longer than {} MiB", file.string(), max_trace_bytes >> 20U),
                       "Split the run, or keep no payloads.");
    }
    if (const auto text = read_file(file)) return read_trace(*text, file.string());
    return file_failure(error ? ErrorKind::NotFound : ErrorKind::Environment, file,
                        "Name a trace file that can be read.");
}

}  // namespace hourglass::model
