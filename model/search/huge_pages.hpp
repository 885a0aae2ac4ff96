// Memory for tables that are looked up at random: on huge pages where the system has them, because
// most of what such a lookup costs is finding its page.
#pragma once

#include <cstddef>
#include <new>
#include <sys/mman.h>

namespace hourglass::model::search {

template <class Value>
struct HugePages {
    using value_type = Value;
    static constexpr std::size_t page = std::size_t{2} << 20U;

    HugePages() = default;
    template <class Other>
    explicit HugePages(const HugePages<Other>&) {}

    Value* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(Value);
        const auto alignment = std::align_val_t{bytes < page ? alignof(Value) : page};
        void* memory = ::operator new(bytes, alignment);
        if (bytes >= page) madvise(memory, bytes, MADV_HUGEPAGE);  // a hint: may be refused
        return static_cast<Value*>(memory);
    }
    void deallocate(Value* memory, std::size_t count) {
        const std::size_t bytes = count * sizeof(Value);
        ::operator delete (memory, std::align_val_t{bytes < page ? alignof(Value) : page});
    }
    bool operator==(const HugePages&) const { return true; }
};

}  // namespace hourglass::model::search
