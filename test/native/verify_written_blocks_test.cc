// What waits to be read back, and in what order.
#include <doctest/doctest.h>

#include <vector>

#include "core/verify/written_blocks.h"

using namespace vfload;

namespace {

WrittenBlock block_at(uint64_t offset, uint32_t length = 4096, uint32_t file = 0) {
  WrittenBlock block = {};
  block.offset = offset;
  block.length = length;
  block.file = file;
  return block;
}

uint32_t add_written(WrittenBlocks& blocks, const WrittenBlock& block) {
  const uint32_t place = blocks.add(block);
  REQUIRE(place != 0);
  blocks.written(place);
  return place;
}

std::vector<uint64_t> taken(WrittenBlocks& blocks) {
  std::vector<uint64_t> offsets;
  while (const uint32_t place = blocks.take()) {
    offsets.push_back(blocks.block(place).offset);
    blocks.give_back(place);
  }
  return offsets;
}

}  // namespace

TEST_CASE("blocks that are not sorted are read in the order of the writes, however often they were written") {
  WrittenBlocks blocks;
  REQUIRE(blocks.set_up(false));
  for (const uint64_t offset : {8192, 0, 8192, 4096}) add_written(blocks, block_at(offset));
  CHECK(taken(blocks) == std::vector<uint64_t>{8192, 0, 8192, 4096});
}

TEST_CASE("a block whose write has failed is not read") {
  for (const bool sorted : {false, true}) {
    WrittenBlocks blocks;
    REQUIRE(blocks.set_up(sorted));
    add_written(blocks, block_at(0));
    blocks.failed(blocks.add(block_at(4096)));
    add_written(blocks, block_at(8192));
    CHECK(blocks.count() == 2);
    CHECK(taken(blocks) == std::vector<uint64_t>{0, 8192});
  }
}

TEST_CASE("the next block is not taken while it is being written") {
  for (const bool sorted : {false, true}) {
    WrittenBlocks blocks;
    REQUIRE(blocks.set_up(sorted));
    const uint32_t place = blocks.add(block_at(0));
    add_written(blocks, block_at(4096));
    CHECK(blocks.take() == 0);
    blocks.written(place);
    CHECK(taken(blocks) == std::vector<uint64_t>{0, 4096});
  }
}

TEST_CASE("sorted blocks are read by file and offset, and what is written over is forgotten") {
  WrittenBlocks blocks;
  REQUIRE(blocks.set_up(true));
  add_written(blocks, block_at(11264, 3072));
  add_written(blocks, block_at(0, 1024, 1));
  add_written(blocks, block_at(13312, 2048));  // over the end of the first
  add_written(blocks, block_at(13312, 1024));  // over the beginning of that one
  const uint32_t in_flight = blocks.add(block_at(1024, 2048));
  add_written(blocks, block_at(2048, 1024));
  blocks.written(in_flight);
  CHECK(blocks.count() == 3);
  CHECK(taken(blocks) == std::vector<uint64_t>{2048, 13312, 0});
}

TEST_CASE("many sorted blocks keep their order while memory grows, and places are used again") {
  WrittenBlocks blocks;
  REQUIRE(blocks.set_up(true));
  constexpr uint64_t kBlocks = 50'000;
  for (int round = 0; round < 2; ++round) {
    // 7919 is a prime: each block once, in no order.
    for (uint64_t number = 0; number < kBlocks; ++number) {
      add_written(blocks, block_at(number * 7919 % kBlocks * 4096));
    }
    CHECK(blocks.count() == kBlocks);
    uint64_t next = 0;
    for (const uint64_t offset : taken(blocks)) {
      if (offset != next * 4096) break;
      next += 1;
    }
    CHECK(next == kBlocks);
    CHECK(blocks.count() == 0);
  }
}
