#include "model/base/texts.hpp"

#include "model/base/expects.hpp"

namespace hourglass::model {

Texts::Texts() {
    for (const std::string_view text : known_texts) intern(text);
}

TextId Texts::intern(std::string_view text) {
    if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
    EXPECTS(texts_.size() < 65'536, "a run names fewer than 65,536 different strings");
    const TextId id{static_cast<std::uint16_t>(texts_.size())};
    texts_.emplace_back(text);
    ids_.emplace(texts_.back(), id);
    return id;
}

std::string_view Texts::text_of(TextId id) const {
    EXPECTS(id.value < texts_.size(), "a TextId belongs to the Texts that it is read from");
    return texts_[id.value];
}

}  // namespace hourglass::model
