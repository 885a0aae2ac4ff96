// Scenarios that rapidcheck makes up: all that the format can say, most of it without sense.
#pragma once

#include "scenarios/scenario.hpp"

#include <rapidcheck.h>

namespace hourglass::scenarios {

// Fills a value in place with what the arbitrary generators give.
class Arbitrary {
public:
    static Scenario scenario();

private:
    static model::Duration duration(int most_ms);
    static std::string word();
    static std::string file_name();
    static std::string text() { return *rc::gen::string<std::string>(); }
    static Step step(bool runtime);
    static std::vector<Step> steps(bool runtime);
    static Program program(bool runtime);
    static Lifetimes lifetimes(bool runtime);
    static InvokerStep invoker_step();
    static void fill(Config& config);
    static void fill(World& world);
    static void add_runtime(Scenario& scenario);
    static void add_extensions(Scenario& scenario);
    static void add_expectations(Scenario& scenario);
};

}  // namespace hourglass::scenarios
