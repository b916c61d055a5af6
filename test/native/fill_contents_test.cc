#include <doctest/doctest.h>

#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "core/fill/buffer_memory.h"
#include "core/fill/random_words.h"
#include "core/fill/write_contents.h"

using namespace vfload;

namespace {

constexpr size_t kBlockBytes = 4096;

Pattern pattern_of(const std::string& text) {
  Pattern pattern = {};
  pattern.length = static_cast<uint32_t>(text.size());
  memcpy(pattern.bytes, text.data(), text.size());
  return pattern;
}

FillSpec fill_with(const Pattern& pattern) {
  FillSpec spec = {};
  spec.base = BufferBase::kPattern;
  spec.pattern = &pattern;
  return spec;
}

std::string next_block(WriteContents& contents, size_t bytes = kBlockBytes) {
  std::string block(bytes, '\1');
  contents.fill_next(reinterpret_cast<uint8_t*>(block.data()), bytes);
  return block;
}

/// Of `count` blocks, the number of the first one that each is equal to.
std::vector<size_t> firsts(const FillSpec& spec, size_t count) {
  WriteContents contents;
  contents.set_up(spec, 42);
  std::map<std::string, size_t> seen;
  std::vector<size_t> out;
  for (size_t i = 0; i < count; ++i) out.push_back(seen.emplace(next_block(contents, 512), i).first->second);
  return out;
}

size_t unique_of(const std::vector<size_t>& numbers) {
  size_t unique = 0;
  for (size_t i = 0; i < numbers.size(); ++i) unique += numbers[i] == i ? 1 : 0;
  return unique;
}

}  // namespace

TEST_CASE("a pattern is repeated from the start of the buffer to its end, the last time in part") {
  WriteContents contents;
  const Pattern pattern = pattern_of("abc");
  const FillSpec spec = fill_with(pattern);
  contents.set_up(spec, 1);
  std::string buffer(8, '.');
  contents.fill_first(reinterpret_cast<uint8_t*>(buffer.data()), 7);
  CHECK(buffer == "abcabca.");
}

TEST_CASE("random bytes are those of fio for the seed in one of its verify headers") {
  std::string bytes(64, '.');
  fill_random(reinterpret_cast<uint8_t*>(bytes.data()), 63, 0x00a4cc01c509543cULL);
  const uint8_t first[] = {0x3c, 0x54, 0x09, 0xc5, 0x01, 0xcc, 0xa4, 0x00, 0x78, 0xa8, 0x12, 0x8a};
  CHECK(memcmp(bytes.data(), first, sizeof first) == 0);
  const uint8_t fifth_word[] = {0x14, 0x07, 0x17, 0x34, 0x92, 0x97, 0xf5, 0x58};
  CHECK(memcmp(bytes.data() + 32, fifth_word, sizeof fifth_word) == 0);
  CHECK(bytes[63] == '.');
}

TEST_CASE("each chunk is random bytes and then the pattern, in the share that was asked for") {
  const Pattern pattern = pattern_of("xyz");
  FillSpec spec = fill_with(pattern);
  spec.compresses = true;
  spec.compress_percent = 30;
  spec.compress_chunk = 512;
  WriteContents contents;
  contents.set_up(spec, 7);
  const std::string block = next_block(contents);
  for (size_t chunk = 0; chunk < kBlockBytes; chunk += 512) {
    // 70 % of 512, rounded down, are random.
    CHECK(block.substr(chunk + 358, 6) == "xyzxyz");
    CHECK(block.substr(chunk, 64) != block.substr((chunk + 512) % kBlockBytes, 64));
  }
}

TEST_CASE("compressible data without a pattern has zeros, over the whole block where there are no chunks") {
  FillSpec spec = {};
  spec.compresses = true;
  spec.compress_percent = 50;
  WriteContents contents;
  contents.set_up(spec, 7);
  const std::string block = next_block(contents);
  CHECK(block.substr(2048) == std::string(2048, '\0'));
  CHECK(block.find(std::string(16, '\0')) == 2048);
}

TEST_CASE("duplicates repeat the block before them, in the share that was asked for") {
  FillSpec spec = {};
  spec.deduplicates = true;
  spec.dedupe_percent = 50;
  const std::vector<size_t> blocks = firsts(spec, 2000);
  CHECK(unique_of(blocks) > 900);
  CHECK(unique_of(blocks) < 1100);
  for (size_t i = 1; i < blocks.size(); ++i) CHECK((blocks[i] == i || blocks[i] == blocks[i - 1]));
}

TEST_CASE("with a working set duplicates come from anywhere in it") {
  FillSpec spec = {};
  spec.deduplicates = true;
  spec.dedupe_mode = DedupeMode::kWorkingSet;
  spec.dedupe_percent = 80;
  spec.working_set = 10;
  std::map<size_t, size_t> counts;
  for (const size_t first : firsts(spec, 1000)) counts[first] += 1;
  size_t repeated = 0;
  for (const auto& [first, count] : counts) repeated += count > 1 ? 1 : 0;
  CHECK(repeated == 10);
}

TEST_CASE("every write is a duplicate of the first where all of them are to be, and none where none is") {
  FillSpec spec = {};
  spec.deduplicates = true;
  spec.dedupe_percent = 100;
  CHECK(unique_of(firsts(spec, 50)) == 1);
  spec.dedupe_percent = 0;
  CHECK(unique_of(firsts(spec, 50)) == 50);
}

TEST_CASE("buffers can be in each kind of memory, as far from a page's start as was asked for") {
  for (const MemoryKind kind :
       {MemoryKind::kMalloc, MemoryKind::kShm, MemoryKind::kMmap, MemoryKind::kMmapShared}) {
    FillSpec spec = {};
    spec.memory = kind;
    spec.alignment = 512;
    BufferMemory memory;
    REQUIRE(memory.map(spec, 10000) == 0);
    CHECK(reinterpret_cast<uintptr_t>(memory.start()) % 4096 == 512);
    memset(memory.start(), 1, memory.bytes());
    CHECK(memory.bytes() == 10000);
  }
}
