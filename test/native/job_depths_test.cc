#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/measure/depths.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr uint64_t kBlocks = 2048;
constexpr uint64_t kBlockBytes = 4096;

/// The depths at each submission: up to `depth`, and there they stay, since one completion is taken for each
/// I/O that is issued.
std::vector<uint64_t> expected_levels(uint32_t depth) {
  std::vector<uint64_t> levels(kDepthLevels);
  for (uint64_t io = 1; io <= kBlocks; ++io)
    levels[depth_level_index(static_cast<uint32_t>(std::min<uint64_t>(io, depth)))] += 1;
  return levels;
}

}  // namespace

TEST_CASE("depths of 1 to 1024: reached, kept, and every block done once") {
  const ScratchDirectory directory;
  write_zeros(directory, kBlocks * kBlockBytes);
  for (const char* engine : {"libaio", "io_uring", "null"}) {
    for (const uint32_t depth : {1, 2, 16, 128, 1024}) {
      CAPTURE(engine);
      CAPTURE(depth);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.log_to(directory);
      job.spec.iodepth = depth;
      job.spec.size = kBlocks * kBlockBytes;
      job.run();
      SKIP_IF_REFUSED(job);
      CHECK(job.failure.error == 0);
      CHECK(job.completed() == kBlocks);
      CHECK(job.bytes() == kBlocks * kBlockBytes);
      CHECK(job.progress.in_flight == 0);
      std::set<uint64_t> offsets;
      for (const LoggedIo& io : read_iolog(directory)) offsets.insert(io.offset);
      CHECK(offsets.size() == kBlocks);
      const auto& levels = job.statistics.depth_level;
      CHECK(std::vector<uint64_t>(levels, levels + kDepthLevels) == expected_levels(depth));
    }
  }
}

TEST_CASE("each unit has a buffer of its own, at every depth up to the largest") {
  const ScratchDirectory directory;
  for (const uint32_t depth : {1U, 2U, 1024U, kMaxDepth}) {
    CAPTURE(depth);
    JobUnderTest job(directory);
    job.spec.block_size = 512;
    BufferPool pool;
    REQUIRE(pool.set_up(job.spec, depth) == 0);
    std::set<const uint8_t*> buffers;
    for (uint32_t index = 0; index < depth; ++index) buffers.insert(pool.units()[index].buffer);
    REQUIRE(buffers.size() == depth);
    // In order and a block apart: none reaches into the next.
    CHECK(*buffers.rbegin() - *buffers.begin() == static_cast<ptrdiff_t>(depth - 1) * 512);
    const uint8_t* last = nullptr;
    bool apart = true;
    for (const uint8_t* buffer : buffers) {
      apart = apart && (last == nullptr || buffer - last == 512);
      last = buffer;
    }
    CHECK(apart);
  }
}

TEST_CASE("what 1024 writes in flight carry is different in each") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  job.use_engine("libaio");
  job.spec.workload = Workload::kRandWrite;
  job.spec.buffer_fill = BufferFill::kScramble;
  job.spec.iodepth = 1024;
  job.spec.size = kBlocks * kBlockBytes;
  job.run();
  if (job.refused_by_kernel()) return;
  REQUIRE(job.failure.error == 0);
  const std::string content = directory.read("data");
  REQUIRE(content.size() == kBlocks * kBlockBytes);
  std::set<std::string> blocks;
  for (size_t at = 0; at < content.size(); at += kBlockBytes) blocks.insert(content.substr(at, kBlockBytes));
  CHECK(blocks.size() == kBlocks);
}
