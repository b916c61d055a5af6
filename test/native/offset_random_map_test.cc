#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <vector>

#include "core/offset/random_map.h"
#include "core/offset/taus88.h"

using namespace vfload;

namespace {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

/// A map on memory of exactly the size it asks for, so that a sanitizer sees every step outside.
class OwnedMap {
 public:
  explicit OwnedMap(uint64_t blocks) : memory_(std::calloc(1, RandomMap::bytes_needed(blocks))) {
    map.attach(memory_.get(), blocks);
  }
  RandomMap map;

 private:
  std::unique_ptr<void, Free> memory_;
};

/// The rule itself (fio-semantics 3.4), one block at a time.
class PlainMap {
 public:
  explicit PlainMap(uint64_t blocks) : taken_(blocks) {}
  bool claim(uint64_t wanted, uint64_t& got) {
    for (uint64_t step = 0; step < taken_.size(); ++step) {
      const uint64_t block = (wanted + step) % taken_.size();
      if (taken_[block]) continue;
      taken_[block] = true;
      got = block;
      return true;
    }
    return false;
  }

 private:
  std::vector<bool> taken_;
};

constexpr uint64_t kSizes[] = {1,    2,    3,    63,   64,   65,   127,  128,  129,  1000,
                               4095, 4096, 4097, 4160, 8191, 8192, 8193, 9999, 12345};

}  // namespace

TEST_CASE("the map gives what a search block by block gives, and is cleared in place") {
  for (const uint64_t blocks : kSizes) {
    CAPTURE(blocks);
    OwnedMap owned(blocks);
    Taus88 generator = Taus88::seeded(static_cast<uint32_t>(blocks));
    for (int round = 0; round < 2; ++round) {
      PlainMap plain(blocks);
      for (uint64_t step = 0; step <= blocks; ++step) {
        const uint64_t wanted = generator.next() % blocks;
        uint64_t got = 0;
        uint64_t expected = 0;
        const bool found = plain.claim(wanted, expected);
        REQUIRE(owned.map.claim(wanted, got) == found);
        if (found) REQUIRE(got == expected);
      }
      owned.map.clear();
    }
  }
}

TEST_CASE("always wanting the same block walks the map cyclically") {
  for (const uint64_t blocks : kSizes) {
    CAPTURE(blocks);
    for (const uint64_t wanted : {uint64_t{0}, blocks / 2, blocks - 1}) {
      OwnedMap owned(blocks);
      uint64_t got = 0;
      for (uint64_t step = 0; step < blocks; ++step) {
        REQUIRE(owned.map.claim(wanted, got));
        REQUIRE(got == (wanted + step) % blocks);
      }
      CHECK_FALSE(owned.map.claim(wanted, got));
    }
  }
}

TEST_CASE("the search goes on across words, across groups of words, and past the end to the beginning") {
  constexpr uint64_t kBlocks = 64 * 64 * 3 + 7;
  OwnedMap owned(kBlocks);
  uint64_t got = 0;
  // All taken but 5, 64*64 and the last one.
  for (uint64_t block = 0; block < kBlocks; ++block) {
    if (block == 5 || block == 64 * 64 || block == kBlocks - 1) continue;
    REQUIRE(owned.map.claim(block, got));
    REQUIRE(got == block);
  }
  CHECK(owned.map.claim(6, got));
  CHECK(got == 64 * 64);
  CHECK(owned.map.claim(64 * 64, got));
  CHECK(got == kBlocks - 1);
  CHECK(owned.map.claim(kBlocks - 1, got));
  CHECK(got == 5);
  CHECK_FALSE(owned.map.claim(0, got));
}

TEST_CASE("a map of 2^24 blocks finds the only clear one, however far away") {
  constexpr uint64_t kBlocks = uint64_t{1} << 24;
  OwnedMap owned(kBlocks);
  uint64_t got = 0;
  bool in_order = true;
  for (uint64_t step = 0; step + 2 < kBlocks; ++step) {
    in_order = owned.map.claim(1, got) && got == step + 1 && in_order;
  }
  CHECK(in_order);
  CHECK(owned.map.claim(2, got));
  CHECK(got == kBlocks - 1);
  CHECK(owned.map.claim(kBlocks / 2, got));
  CHECK(got == 0);
  CHECK_FALSE(owned.map.claim(kBlocks / 2, got));
  owned.map.clear();
  CHECK(owned.map.claim(kBlocks / 2, got));
  CHECK(got == kBlocks / 2);
}

TEST_CASE("a map of 2^28 blocks, and of some more, walks over its end and over the bounds of every level") {
  for (const uint64_t extra : {uint64_t{0}, uint64_t{1}, uint64_t{4097}}) {
    const uint64_t blocks = (uint64_t{1} << 28) + extra;
    CHECK(RandomMap::bytes_needed(blocks) < blocks / 8 + blocks / 8 / 60);
    OwnedMap owned(blocks);
    uint64_t got = 0;
    for (const uint64_t wanted : {blocks - 5000, (uint64_t{1} << 24) - 5000, (uint64_t{1} << 27) - 5000}) {
      bool in_order = true;
      for (uint64_t step = 0; step < 10000; ++step) {
        in_order = owned.map.claim(wanted, got) && got == (wanted + step) % blocks && in_order;
      }
      CHECK(in_order);
    }
    owned.map.clear();
    CHECK(owned.map.claim(blocks - 1, got));
    CHECK(got == blocks - 1);
  }
}

TEST_CASE("blocks beyond the end are clear, and where a word ends there only once") {
  for (const uint64_t blocks : {uint64_t{60}, uint64_t{64}}) {
    std::vector<uint64_t> memory(RandomMap::bytes_needed(blocks) / sizeof(uint64_t) + 1);
    RandomMap map;
    map.attach(memory.data(), blocks);
    CHECK(map.claim_run(blocks - 1, 3) == 3);
    map.clear();
    CHECK(map.claim_run(blocks - 2, 4) == (blocks == 64 ? 2 : 4));
  }
}
