#include <doctest/doctest.h>

#include <set>

#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr size_t kBlockBytes = 4096;

/// Blocks that a write job leaves behind.
std::vector<std::string> blocks_written(BufferFill fill) {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  job.spec.workload = Workload::kWrite;
  job.spec.buffer_fill = fill;
  job.run();
  REQUIRE(job.failure.error == 0);
  const std::string content = directory.read("data");
  std::vector<std::string> out;
  for (size_t at = 0; at < content.size(); at += kBlockBytes) out.push_back(content.substr(at, kBlockBytes));
  return out;
}

size_t equal_bytes(const std::string& a, const std::string& b) {
  size_t equal = 0;
  for (size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i] ? 1 : 0;
  return equal;
}

}  // namespace

TEST_CASE("scrambled blocks are all different and nearly the same") {
  const std::vector<std::string> blocks = blocks_written(BufferFill::kScramble);
  CHECK(std::set<std::string>(blocks.begin(), blocks.end()).size() == blocks.size());
  // Of each 512-byte sector at most 8 + 16 bytes were changed, and as many before.
  CHECK(equal_bytes(blocks[0], blocks[1]) > kBlockBytes - 8 * (2 * 8 + 16) - 1);
}

TEST_CASE("refilled blocks have nothing in common") {
  const std::vector<std::string> blocks = blocks_written(BufferFill::kRefill);
  CHECK(equal_bytes(blocks[0], blocks[1]) < kBlockBytes / 16);
}

TEST_CASE("fixed blocks are the same random bytes, zero blocks are zero") {
  const std::vector<std::string> fixed = blocks_written(BufferFill::kFixed);
  CHECK(fixed.front() == fixed.back());
  CHECK(std::set<char>(fixed[0].begin(), fixed[0].end()).size() > 200);
  CHECK(blocks_written(BufferFill::kZero).back() == std::string(kBlockBytes, '\0'));
}

TEST_CASE("scramble changes every sector and keeps to the length it is given") {
  std::string buffer(kBlockBytes * 3, 'a');
  auto* bytes = reinterpret_cast<uint8_t*>(buffer.data());
  // A page, and three sectors more.
  scramble(bytes, 11 * 512, 7 * 4096, 1'000'000'007);
  for (size_t sector = 0; sector < 11; ++sector) {
    CHECK(buffer.substr(sector * 512, 512) != std::string(512, 'a'));
  }
  CHECK(buffer.substr(11 * 512) == std::string(buffer.size() - 11 * 512, 'a'));
  std::string untouched(512, 'a');
  scramble(reinterpret_cast<uint8_t*>(untouched.data()), 0, 0, 1);
  CHECK(untouched == std::string(512, 'a'));
}
