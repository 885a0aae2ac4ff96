// The tools of the checks are tried first: a blind check finds nothing.
#include "tests/repository/lexing.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hourglass::repository {

namespace {

std::string body_of(std::size_t lines) {
    std::string body = "{\n";
    for (std::size_t i = 2; i < lines; ++i) body += "    f(\"}\", '{');  // {\n";
    return body + "}\n";
}

}  // namespace

TEST(Code, LosesCommentsAndTheInsidesOfLiteralsButNoLine) {
    EXPECT_EQ(code_of("a; // b\nc /* d\ne */ f"), "a;     \nc     \n     f");
    EXPECT_EQ(code_of("f(\"a\\\"b\", 'c') + R\"x(d\")\")x\" + 1"),
              "f(      ,    ) +             + 1");
}

TEST(Code, KeepsLiteralsOnRequest) {
    EXPECT_EQ(code_of("#include \"a.hpp\"  // why", Literals::Keep), "#include \"a.hpp\"        ");
}

TEST(Code, TakesADigitSeparatorForPartOfTheNumber) {
    EXPECT_EQ(code_of("65'536 + 'x' + 1'000"), "65'536 +     + 1'000");
}

TEST(Words, StandWhereTheyAreInTheCode) {
    const auto words = words_of("std::a_b (c1)");

    ASSERT_EQ(words.size(), 3U);
    EXPECT_EQ(words[1].text, "a_b");
    EXPECT_EQ(words[1].offset, 5U);
}

TEST(Directives, AreNoCode) {
    EXPECT_EQ(without_directives("#define A \\\n  {\nint b;"), "          \\\n   \nint b;");
}

TEST(Functions, AreMeasuredFromTheSignatureToTheClosingBrace) {
    const auto found =
        functions_of("namespace a {\n\nint f(int x,\n      int y) " + body_of(7) + "}");

    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].first_line, 3U);
    EXPECT_EQ(found[0].lines, 8U);
}

TEST(Functions, AreFoundInEveryShape) {
    for (const std::string head : {
             "void f() const ",
             "auto f() -> std::vector<int> ",
             "template <class T> requires Small<T> T f(T t) ",
             "TEST(INIT03, RestartsTheRuntime) ",
             "struct A { A() : b_{1}, c_(2), d_{{3}} ",
             "class A { public: A() noexcept : B<int>{} ",
             "void f(Options options = {}) ",
             "bool operator()(const A& a) const noexcept override ",
             "void A::f() && ",
         }) {
        const auto found = functions_of(head + body_of(70) + "};");

        ASSERT_EQ(found.size(), 1U) << head;
        EXPECT_EQ(found[0].lines, 70U) << head;
    }
}

TEST(Functions, AreNotWhatTablesTypesAndNamespacesAre) {
    for (const std::string head : {
             "namespace a ",
             "enum class A : int ",
             "struct A : B<decltype(f())> ",
             "struct alignas(8) A ",
             "template <class T> requires(sizeof(T) > 1) struct A ",
             "inline constexpr std::array rules",
             "const A a = make(B",
             "extern \"C\" ",
         }) {
        EXPECT_TRUE(functions_of(head + "{\n 1,\n 2}").empty()) << head;
    }
}

TEST(Functions, CountALambdaIntoTheFunctionAroundIt) {
    const auto found = functions_of("void f() {\n  g([](auto x) {\n    h(x);\n  });\n}\n");

    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].lines, 5U);
}

TEST(Functions, AreFoundAfterALambdaAtNamespaceScope) {
    const auto found =
        functions_of("auto a = apply([](int x) { for (;;) { g(x); } }, b);\nint f() " + body_of(4));

    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].first_line, 2U);
}

}  // namespace hourglass::repository
