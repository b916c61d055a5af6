#include <doctest/doctest.h>

#include <cstring>
#include <memory>
#include <string>

#include "core/file/manifest.h"

using namespace vfload;

namespace {

std::unique_ptr<CreatedFiles> empty_table() { return std::make_unique<CreatedFiles>(); }

void add(CreatedFiles& table, const char* name, uint64_t inode, uint64_t size) {
  CreatedFile* file = table.enter(name);
  REQUIRE(file != nullptr);
  file->identity = {inode, 5};
  file->size = size;
  file->content = FileContent::kWritten;
}

sys::FileFacts facts(uint64_t inode, uint64_t born_ns) {
  sys::FileFacts facts;
  facts.inode = inode;
  facts.born_ns = born_ns;
  return facts;
}

std::string compose(const CreatedFiles& table, bool mark_kept = false) {
  const auto text = std::make_unique<ManifestText>();
  const size_t length = compose_manifest(table, mark_kept, text.get());
  return std::string(text->bytes, length);
}

bool parse(const std::string& text, CreatedFiles& table) {
  uint32_t pid;
  return parse_manifest(text.data(), text.size(), &table, &pid);
}

constexpr char kHead[] = "{\"vfload-files\":1,\"pid\":7,\"files\":[\n";

}  // namespace

TEST_CASE("manifest: is JSON with one entry a line") {
  const auto table = empty_table();
  table->controller_pid = 42;
  add(*table, "vfload-file1", 11, 4096);
  add(*table, "b", UINT64_MAX, UINT64_MAX);
  CHECK(compose(*table) ==
        "{\"vfload-files\":1,\"pid\":42,\"files\":[\n"
        "{\"name\":\"vfload-file1\",\"inode\":11,\"born\":5,\"size\":4096,\"kept\":false},\n"
        "{\"name\":\"b\",\"inode\":18446744073709551615,\"born\":5,\"size\":18446744073709551615,\"kept\":"
        "false}\n"
        "]}\n");
}

TEST_CASE("manifest: reading what was written gives the same table") {
  const auto table = empty_table();
  add(*table, "with \"quotes\" and \\ and \n and \x01", 1, 2);
  add(*table, "\xc3\xa4\xff", 3, 4);
  const auto again = empty_table();
  REQUIRE(parse(compose(*table), *again));
  CHECK(compose(*again) == compose(*table));
  CHECK(again->find("\xc3\xa4\xff", facts(3, 5)) != nullptr);
}

TEST_CASE("manifest: an empty one can be read and tells who wrote it") {
  const auto table = empty_table();
  table->controller_pid = 99;
  const std::string text = compose(*table);
  const auto again = empty_table();
  uint32_t pid = 0;
  CHECK(parse_manifest(text.data(), text.size(), again.get(), &pid));
  CHECK(pid == 99);
  CHECK(again->empty());
}

TEST_CASE("manifest: kept files are marked, partial ones never") {
  const auto table = empty_table();
  add(*table, "whole", 1, 2);
  table->enter("partial")->identity = {3, 5};
  const auto again = empty_table();
  REQUIRE(parse(compose(*table, true), *again));
  CHECK(again->find("whole")->kept);
  CHECK_FALSE(again->find("partial")->kept);
}

TEST_CASE("manifest: what the writer would not write is refused") {
  const std::string entry = "{\"name\":\"a\",\"inode\":1,\"born\":5,\"size\":2,\"kept\":false}";
  REQUIRE(parse(kHead + entry + "\n]}\n", *empty_table()));
  const std::string bad[] = {
      "",
      "{}",
      kHead,
      kHead + entry,
      kHead + entry + "\n]}",
      kHead + entry + "\n]}\nmore",
      kHead + entry + ",\n]}\n",
      kHead + entry + ",\n" + entry + "\n]}\n",
      kHead + std::string("{\"name\":\"../a\",\"inode\":1,\"born\":5,\"size\":2,\"kept\":false}\n]}\n"),
      kHead + std::string("{\"name\":\"\",\"inode\":1,\"born\":5,\"size\":2,\"kept\":false}\n]}\n"),
      kHead + std::string("{\"name\":\"..\",\"inode\":1,\"born\":5,\"size\":2,\"kept\":false}\n]}\n"),
      kHead + std::string("{\"name\":\"a\",\"inode\":-1,\"born\":5,\"size\":2,\"kept\":false}\n]}\n"),
      kHead +
          std::string(
              "{\"name\":\"a\",\"inode\":99999999999999999999,\"born\":5,\"size\":2,\"kept\":false}\n]}\n"),
      kHead + std::string("{\"name\":\"\\u0000\",\"inode\":1,\"born\":5,\"size\":2,\"kept\":false}\n]}\n"),
      kHead + std::string("{\"name\":\"") + std::string(300, 'n') +
          "\",\"inode\":1,\"born\":5,\"size\":2,\"kept\":false}\n]}\n",
  };
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK_FALSE(parse(text, *empty_table()));
  }
}

TEST_CASE("manifest: more entries than the table holds are refused") {
  std::string text = kHead;
  for (uint32_t index = 0; index <= kMaxCreatedFiles; ++index) {
    text += (index == 0 ? "" : ",\n") + ("{\"name\":\"f" + std::to_string(index)) +
            "\",\"inode\":1,\"born\":5,\"size\":2,\"kept\":false}";
  }
  CHECK_FALSE(parse(text + "\n]}\n", *empty_table()));
}

TEST_CASE("created files: an entry is vfload's only with the same inode and time of birth") {
  const auto table = empty_table();
  add(*table, "a", 7, 1);
  CHECK(table->find("a", facts(7, 5)) != nullptr);
  CHECK(table->find("a", facts(6, 5)) == nullptr);
  CHECK_MESSAGE(table->find("a", facts(7, 6)) == nullptr, "a later file with the same inode number");
  table->enter("a");
  CHECK_MESSAGE(table->find("a", facts(0, 0)) == nullptr, "a file about to be created is nobody's yet");
}
