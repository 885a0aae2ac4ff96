#include "cli/fuzzing/corpus.hpp"

#include "cli/fuzzing/replay_file.hpp"
#include "model/base/file_text.hpp"
#include "model/base/json_reader.hpp"
#include "reports/folder.hpp"
#include "sim/campaign/mutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <unistd.h>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::Result;
using scenarios::Choices;

constexpr std::string_view mark = "hourglass-corpus.json";
constexpr std::string_view suffix = ".choices";
constexpr int corpus_version = 1;

std::uint64_t hash_of(scenarios::ChoiceView choices) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const std::uint8_t choice : choices) hash = (hash ^ choice) * 0x100000001b3;
    return hash;
}

std::string_view bytes_of(scenarios::ChoiceView choices) {
    return {reinterpret_cast<const char*>(choices.data()), choices.size()};
}

std::string mark_text() {
    return fmt::format("{{\"format\": \"hourglass-corpus\", \"version\": {}, \"decoder\": {}}}\n",
                       corpus_version, scenarios::decoder_version);
}

tl::unexpected<model::Error> not_ours(const fs::path& folder, std::string_view why) {
    return model::failure(ErrorKind::BadInput,
                          fmt::format("{} is no corpus of ours: {}", folder.string(), why),
                          "name a new folder, or an empty one, with --corpus");
}

}  // namespace

Result<void> write_whole(const fs::path& file, std::string_view bytes) {
    fs::path aside = file;
    aside += fmt::format(".{}.part", getpid());
    std::error_code error;
    auto written = reports::write_file(aside, bytes);
    if (written) fs::rename(aside, file, error);
    if (written && !error) return {};
    std::error_code ignored;
    fs::remove(aside, ignored);
    if (!written) return written;
    return model::failure(ErrorKind::Environment,
                          fmt::format("cannot write {}: {}", file.string(), error.message()),
                          "name a folder that you may write to");
}

Result<Corpus> Corpus::open(const fs::path& folder) {
    std::error_code error;
    const bool foreign = fs::is_directory(folder, error) && !fs::is_empty(folder, error) &&
                         !fs::exists(folder / mark, error);
    if (foreign) return not_ours(folder, fmt::format("it holds files and lacks {}", mark));
    error.clear();
    fs::create_directories(folder / "seeds", error);
    if (!error) fs::create_directories(folder / "playing", error);
    if (error) {
        return model::failure(ErrorKind::Environment,
                              fmt::format("cannot make {}: {}", folder.string(), error.message()),
                              "name a folder that you may write to");
    }
    Corpus corpus{folder};
    if (auto checked = corpus.check_mark(); !checked) return tl::make_unexpected(checked.error());
    corpus.remark_on_the_dead();
    corpus.read_entries();
    return corpus;
}

Result<void> Corpus::check_mark() {
    std::error_code error;
    const fs::path file = folder_ / mark;
    if (!fs::exists(file, error)) return write_whole(file, mark_text());
    const auto json = model::parse_json(model::read_file(file).value_or(""), file.string(), {});
    if (!json || !json->is_object()) return not_ours(folder_, "its mark cannot be read");
    const auto version = json->value("version", 0);
    if (json->value("format", "") != "hourglass-corpus") {
        return not_ours(folder_, "its mark is of something else");
    }
    if (version > corpus_version) {
        return model::failure(ErrorKind::Unsupported,
                              fmt::format("{}: has version {}, newer than {}", file.string(),
                                          version, corpus_version),
                              "use a newer hourglass, or another folder");
    }
    if (json->value("decoder", 0U) == scenarios::decoder_version) return {};
    remarks_.push_back(
        fmt::format("{} was made by another decoder: its entries are other "
                    "scenarios now, and as good as any",
                    folder_.string()));
    return write_whole(file, mark_text());
}

void Corpus::read_entries() {
    std::vector<fs::path> files;
    std::size_t foreign = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder_ / "seeds", error}) {
        const bool is_file = entry.is_regular_file(error);
        // Other fuzzers name their entries as they like. No choices at all are choices too.
        const bool fits = is_file && entry.file_size(error) <= sim::most_choices &&
                          !entry.path().string().ends_with(".part");
        if (fits) {
            files.push_back(entry.path());
        } else {
            ++foreign;
        }
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        const std::string text = model::read_file(file).value_or("");
        entries_.emplace_back(text.begin(), text.end());
    }
    if (foreign == 0) return;
    remarks_.push_back(fmt::format("passed over {} files in {} that are no choices", foreign,
                                   (folder_ / "seeds").string()));
}

// A campaign removes what it was playing when it ends.
void Corpus::remark_on_the_dead() {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder_ / "playing", error}) {
        if (entry.path().extension() != suffix) continue;
        fs::path kept = folder_ / entry.path().filename();
        kept.replace_filename("died-" + kept.filename().string());
        fs::rename(entry.path(), kept, error);
        if (error) continue;
        remarks_.push_back(
            fmt::format("a campaign was killed while it played {}; see it with: "
                        "hourglass replay {}",
                        kept.string(), kept.string()));
    }
}

Result<void> Corpus::add(scenarios::ChoiceView choices) const {
    const fs::path file = folder_ / "seeds" / (to_hex(hash_of(choices)) + std::string{suffix});
    return write_whole(file, bytes_of(choices));
}

fs::path Corpus::playing(std::size_t job) const {
    return folder_ / "playing" / fmt::format("{}{}", job, suffix);
}

}  // namespace hourglass::cli
