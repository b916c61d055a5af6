#include <doctest/doctest.h>

#include <string_view>

#include "core/engine/table.h"

using namespace vfload;

TEST_CASE("engines are found by fio's names") {
  for (const char* name : {"psync", "libaio", "io_uring", "mmap", "null"}) {
    const int engine = find_engine(name);
    REQUIRE(engine >= 0);
    CHECK(std::string_view(engine_table()[static_cast<size_t>(engine)].name) == name);
  }
  CHECK(find_engine("sync") == -1);
  CHECK(find_engine("") == -1);
}

TEST_CASE("the table tells what preparation has to know") {
  for (const EngineEntry& engine : engine_table()) {
    const std::string_view name = engine.name;
    CHECK(engine.flags.synchronous == (name == "psync" || name == "mmap"));
    CHECK(engine.flags.needs_written_file == (name == "mmap"));
    CHECK(engine.flags.diskless == (name == "null"));
  }
}
