// A run in the steady state does not touch the heap: counted by our own operator new.
#include "sim/invoker.hpp"
#include "tests/sim/stage.hpp"

#include <cstdlib>
#include <new>

namespace {

std::size_t allocations = 0;

void* counted(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    std::abort();
}

}  // namespace

// The whole family, or a sanitizer finds our delete after its own new.
void* operator new(std::size_t size) {
    return counted(size);
}
void* operator new[](std::size_t size) {
    return counted(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return counted(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return counted(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
    std::free(memory);
}

namespace hourglass::sim {
namespace {

std::size_t allocations_of_second_run(int invokes) {
    Scenario scenario = scenario_with(echo, invokes);
    add_extension(scenario, "watch", program(listen));
    World world{*script_of(scenario, ProfileName::Aws), 1};
    run(world);
    const std::size_t before = allocations;

    world.restart(1);
    run(world);

    return allocations - before;
}

TEST(Heap, IsNotTouchedByAnEvent) {
    const auto few = allocations_of_second_run(3);
    const auto many = allocations_of_second_run(3000);

    EXPECT_EQ(few, many);
    EXPECT_LE(few, 2U);  // the invoker's ledger, once a run
}

}  // namespace
}  // namespace hourglass::sim
