#include "cli/fuzzing/last_case.hpp"

#include "sim/campaign/mutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace hourglass::cli {

namespace {

tl::unexpected<model::Error> cannot_keep(const std::filesystem::path& file) {
    return model::failure(model::ErrorKind::Environment,
                          fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)),
                          "name a folder that you may write to and that has room");
}

}  // namespace

// Behind the choices the file holds zeros: what they choose stands behind every sequence anyway.
model::Result<LastCase> LastCase::in(const std::filesystem::path& file) {
    const int descriptor =
        open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) return cannot_keep(file);
    // Room is taken now: a full disk would otherwise kill the program at some write to memory.
    const int room = posix_fallocate(descriptor, 0, sim::most_choices);
    void* pages = MAP_FAILED;
    if (room == 0) {
        pages = mmap(nullptr, sim::most_choices, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    } else {
        errno = room;
    }
    const int why = errno;
    close(descriptor);
    if (pages == MAP_FAILED) {
        unlink(file.c_str());
        errno = why;
        return cannot_keep(file);
    }
    LastCase last;
    last.file_ = file;
    last.pages_ = static_cast<std::uint8_t*>(pages);
    return last;
}

LastCase::LastCase(LastCase&& other) noexcept
    : file_(std::move(other.file_)), pages_(std::exchange(other.pages_, nullptr)) {}

LastCase& LastCase::operator=(LastCase&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(pages_, other.pages_);
    return *this;
}

LastCase::~LastCase() {
    if (pages_ == nullptr) return;
    munmap(pages_, sim::most_choices);
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
}

void LastCase::note(scenarios::ChoiceView choices) {
    if (pages_ == nullptr) return;
    const std::size_t size = std::min(choices.size(), sim::most_choices);
    std::copy_n(choices.begin(), size, pages_);
    std::fill(pages_ + size, pages_ + sim::most_choices, std::uint8_t{0});
}

}  // namespace hourglass::cli
