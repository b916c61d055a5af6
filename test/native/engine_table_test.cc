#include <doctest/doctest.h>

#include <string_view>

#include "core/engine/table.h"

using namespace vfload;

TEST_CASE("engines are found by fio's names") {
  for (const char* name :
       {"psync", "sync", "pvsync", "pvsync2", "libaio", "io_uring", "posixaio", "mmap", "vsync", "null",
        "falloc", "ftruncate", "filecreate", "filestat", "filedelete", "dircreate", "dirstat", "dirdelete"}) {
    const int engine = find_engine(name);
    REQUIRE(engine >= 0);
    CHECK(std::string_view(engine_table()[static_cast<size_t>(engine)].name) == name);
  }
  CHECK(find_engine("aio") == -1);
  CHECK(find_engine("") == -1);
}

TEST_CASE("the table tells what preparation has to know") {
  for (const EngineEntry& engine : engine_table()) {
    const std::string_view name = engine.name;
    const bool asynchronous =
        name == "vsync" || name == "libaio" || name == "io_uring" || name == "posixaio" || name == "null";
    CHECK(engine.flags.synchronous == !asynchronous);
    CHECK(engine.flags.needs_written_file == (name == "mmap"));
    CHECK(engine.flags.diskless == (name == "null"));
  }
}
