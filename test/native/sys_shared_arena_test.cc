// Shared memory that is taken piece by piece.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/sys/shared_arena.h"

using namespace vfload;

TEST_CASE("shared arena: pieces stay what they are, however many come after them") {
  sys::SharedArena arena;
  std::vector<const char*> texts(5000);
  for (size_t index = 0; index < texts.size(); ++index) {
    texts[index] = arena.take_text("text " + std::to_string(index));
  }
  for (size_t index = 0; index < texts.size(); ++index)
    CHECK(texts[index] == "text " + std::to_string(index));
  CHECK(!arena.failed());
  CHECK(arena.mapped_bytes() <= 4 * texts.size() * sizeof "text 1234");
}

TEST_CASE("shared arena: lists are zeroed and aligned, also behind texts of odd lengths") {
  sys::SharedArena arena;
  for (size_t bytes = 1; bytes < 20; ++bytes) {
    arena.take_text(std::string(bytes, 'x'));
    const auto* list = arena.take<uint64_t>(3);
    REQUIRE(list != nullptr);
    CHECK(reinterpret_cast<uintptr_t>(list) % alignof(uint64_t) == 0);
    CHECK((list[0] | list[1] | list[2]) == 0);
  }
}

TEST_CASE("shared arena: one piece may be larger than all before it") {
  sys::SharedArena arena;
  const char* small = arena.take_text("small");
  auto* large = arena.take<uint8_t>(size_t{10} << 20);
  REQUIRE(large != nullptr);
  large[(10 << 20) - 1] = 7;
  CHECK(std::string(small) == "small");
}

TEST_CASE("shared arena: a child sees what was put there") {
  sys::SharedArena arena;
  const char* text = arena.take_text("from the parent");
  auto* answer = arena.take<uint32_t>();
  const pid_t child = fork();
  if (child == 0) {
    *answer = std::string_view(text) == "from the parent" ? 1 : 2;
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(*answer == 1);
}

TEST_CASE("shared arena: where there is no memory, texts are empty and it says so") {
  sys::SharedArena arena;
  CHECK(std::string(arena.take_text("")) == "");
  CHECK(!arena.failed());
  CHECK(arena.take<uint8_t>(size_t{1} << 60) == nullptr);
  CHECK(arena.failed());
  CHECK(std::string(arena.take_text("still")) == "still");
  CHECK(arena.failed());
}
