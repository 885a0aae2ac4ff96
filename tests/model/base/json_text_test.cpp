#include "model/base/json_text.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

TEST(JsonQuote, KeepsPlainText) {
    EXPECT_EQ(quoted_json("Task \xc3\xa4"), "\"Task \xc3\xa4\"");
}

TEST(JsonQuote, EscapesAsGoDoes) {
    EXPECT_EQ(quoted_json("a\"b\\c\n\t\r"), R"("a\"b\\c\n\t\r")");
    EXPECT_EQ(quoted_json("<a>&</a>"), R"("\u003ca\u003e\u0026\u003c/a\u003e")");
    EXPECT_EQ(quoted_json("\xe2\x80\xa8\xe2\x80\xa9"), R"("\u2028\u2029")");
    EXPECT_EQ(quoted_json(std::string_view{"\0\x1f", 2}), R"("\u0000\u001f")");
}

TEST(JsonQuote, ReplacesWhatIsNotUtf8) {
    EXPECT_EQ(quoted_json("a\xff"), "\"a\xef\xbf\xbd\"");
}

}  // namespace
}  // namespace hourglass::model
