#include "model/base/file_text.hpp"

#include <array>
#include <fstream>

namespace hourglass::model {

std::optional<std::string> read_file(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in.is_open()) return std::nullopt;
    // Unlike an iterator, read() throws nothing when that is a folder, and tells.
    std::string text;
    std::array<char, 16'384> piece;
    while (in.read(piece.data(), piece.size()), in.gcount() > 0) {
        text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad()) return std::nullopt;
    return text;
}

}  // namespace hourglass::model
