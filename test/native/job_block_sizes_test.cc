#include <doctest/doctest.h>

#include <algorithm>

#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr uint32_t kBlockSizes[] = {512, 1 << 10, 4 << 10, 64 << 10, 1 << 20, 16 << 20};

/// Half a block beyond the last whole one.
uint64_t file_bytes_for(uint32_t block_bytes) {
  const uint64_t blocks = std::max<uint64_t>(2, (256 << 10) / block_bytes);
  return blocks * block_bytes + block_bytes / 2;
}

void make_file(const ScratchDirectory& directory, uint64_t bytes) {
  directory.write("data", "");
  std::filesystem::resize_file(directory.file("data"), bytes);
}

bool is_zero(const std::string& content, uint64_t from, uint64_t to) {
  return std::all_of(content.begin() + static_cast<ptrdiff_t>(from),
                     content.begin() + static_cast<ptrdiff_t>(to), [](char byte) { return byte == 0; });
}

/// Every whole block was written, and nothing behind them.
void check_content(const ScratchDirectory& directory, uint32_t block_bytes, uint64_t file_bytes) {
  const std::string content = directory.read("data");
  REQUIRE(content.size() == file_bytes);
  const uint64_t whole = file_bytes / block_bytes * block_bytes;
  for (uint64_t at = 0; at < whole; at += block_bytes) CHECK_FALSE(is_zero(content, at, at + block_bytes));
  CHECK(is_zero(content, whole, file_bytes));
}

void check_sums(const JobUnderTest& job, uint32_t block_bytes, uint64_t file_bytes) {
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == file_bytes / block_bytes);
  CHECK(job.issued() == job.completed());
  CHECK(job.bytes() == job.completed() * block_bytes);
  const DirectionStatistics& active = has_writes(job.spec.workload) ? job.write() : job.read();
  CHECK(active.completed == job.completed());
  CHECK(active.clat.count == job.completed());
  CHECK(active.short_ios == 0);
}

void check_block_size(const char* engine, Workload workload, uint32_t block_bytes) {
  const ScratchDirectory directory;
  const uint64_t file_bytes = file_bytes_for(block_bytes);
  make_file(directory, file_bytes);
  JobUnderTest job(directory);
  job.use_engine(engine);
  job.spec.workload = workload;
  job.spec.block_size = block_bytes;
  job.spec.size = file_bytes;
  job.run();
  if (job.refused_by_kernel()) {
    MESSAGE("skipped: this kernel refuses " << engine << ": " << strerror(job.failure.error));
    return;
  }
  check_sums(job, block_bytes, file_bytes);
  const EngineFlags& flags = engine_table()[job.spec.engine].flags;
  if (flags.moves_data && has_writes(workload)) check_content(directory, block_bytes, file_bytes);
}

}  // namespace

TEST_CASE(
    "blocks of 512 bytes to 16 MiB: bytes are exactly I/Os times their size, a part of a block is left") {
  for (const EngineEntry& engine : engine_table()) {
    if (!engine.flags.reads || engine.flags.opens_are_measured) continue;
    for (const Workload workload :
         {Workload::kRead, Workload::kWrite, Workload::kRandRead, Workload::kRandWrite}) {
      for (const uint32_t block_bytes : kBlockSizes) {
        CAPTURE(engine.name);
        CAPTURE(static_cast<int>(workload));
        CAPTURE(block_bytes);
        check_block_size(engine.name, workload, block_bytes);
      }
    }
  }
}
