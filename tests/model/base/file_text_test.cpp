#include "model/base/file_text.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace hourglass::model {
namespace {

class FileText : public testing::Test {
protected:
    std::filesystem::path file_with(const std::string& bytes) const {
        std::ofstream{file_, std::ios::binary} << bytes;
        return file_;
    }
    void TearDown() override { std::filesystem::remove(file_); }

private:
    std::filesystem::path file_ =
        std::filesystem::temp_directory_path() /
        ("hourglass-file-text-" +
         std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
};

TEST_F(FileText, IsEveryByte) {
    const std::string bytes{"a\0b\r\n\xff", 6};

    EXPECT_EQ(read_file(file_with(bytes)), bytes);
}

TEST_F(FileText, OfAnEmptyFileIsEmpty) {
    EXPECT_EQ(read_file(file_with("")), "");
}

TEST_F(FileText, IsThereForFilesAlone) {
    EXPECT_FALSE(read_file("/no/such/file").has_value());
    EXPECT_FALSE(read_file(std::filesystem::temp_directory_path()).has_value());
}

}  // namespace
}  // namespace hourglass::model
