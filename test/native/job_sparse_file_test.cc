#include <doctest/doctest.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <algorithm>
#include <vector>

#include "core/offset/random_map.h"
#include "core/sys/private_memory.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr uint64_t kTebibyte = uint64_t{1} << 40;

size_t resident_bytes(const sys::PrivateMemory& memory) {
  constexpr size_t kPageBytes = 4096;
  std::vector<unsigned char> pages((memory.bytes() + kPageBytes - 1) / kPageBytes);
  REQUIRE(mincore(memory.as<uint8_t>(), memory.bytes(), pages.data()) == 0);
  return static_cast<size_t>(
             std::count_if(pages.begin(), pages.end(), [](unsigned char page) { return (page & 1) != 0; })) *
         kPageBytes;
}

/// A file without a single block of data. False: the file system has no files of this size.
bool make_sparse(const ScratchDirectory& directory, uint64_t bytes) {
  directory.write("data", "");
  return truncate(directory.file("data").c_str(), static_cast<off_t>(bytes)) == 0;
}

/// Most memory that this process ever had.
uint64_t peak_bytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

TEST_CASE("the map of 2^28 blocks takes memory only where blocks were drawn") {
  constexpr uint64_t kBlocks = uint64_t{1} << 28;
  sys::PrivateMemory memory;
  REQUIRE(memory.map(RandomMap::bytes_needed(kBlocks), sys::Faulting::kAsUsed));
  // A bit for each block, and one for each 64 of those, and so on.
  CHECK(memory.bytes() >= kBlocks / 8);
  CHECK(memory.bytes() <= kBlocks / 8 + kBlocks / 8 / 63 + 4096);
  RandomMap map;
  map.attach(memory.as<uint8_t>(), kBlocks);
  uint64_t got = 0;
  for (const uint64_t block : {uint64_t{0}, kBlocks / 2, kBlocks - 1}) {
    CHECK(map.claim(block, got));
    CHECK(got == block);
  }
  CHECK(map.claim(kBlocks - 1, got));
  CHECK(got == 1);
  // Pages may be of 2 MiB.
  CHECK(resident_bytes(memory) < memory.bytes() / 2);
}

TEST_CASE("memory faulted in at once is there from the beginning") {
  sys::PrivateMemory memory;
  REQUIRE(memory.map(4 << 20));
  CHECK(resident_bytes(memory) == memory.bytes());
}

TEST_CASE("a job works on all of a sparse file of 1 TiB, with a map, without, and in order") {
  const ScratchDirectory directory;
  if (!make_sparse(directory, kTebibyte)) {
    MESSAGE("SKIPPED: no file of 1 TiB here: " << strerror(errno));
    return;
  }
  struct Way {
    Workload workload;
    bool norandommap;
    uint32_t block_bytes;
  };
  const uint64_t peak_before = peak_bytes();
  for (const Way way : {Way{Workload::kRandRead, false, 4096}, Way{Workload::kRandRead, true, 4096},
                        Way{Workload::kRead, false, 4096}, Way{Workload::kRandRead, false, 512}}) {
    for (const char* engine : kFileEngines) {
      CAPTURE(engine);
      CAPTURE(static_cast<int>(way.workload));
      CAPTURE(way.block_bytes);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.log_to(directory);
      job.spec.workload = way.workload;
      job.spec.norandommap = way.norandommap;
      job.spec.block_size = way.block_bytes;
      job.spec.size = kTebibyte;
      job.spec.invalidate = false;
      job.spec.runtime_ns = 5'000'000;
      job.run();
      SKIP_IF_REFUSED(job);
      CHECK(job.failure.error == 0);
      CHECK(job.completed() > 0);
      CHECK(job.bytes() == job.completed() * way.block_bytes);
      uint64_t farthest = 0;
      const std::vector<LoggedIo> ios = read_iolog(directory);
      for (const LoggedIo& io : ios) farthest = std::max(farthest, io.offset);
      CHECK(farthest < kTebibyte);
      // Of 16 draws from fio's generator, none in the upper half: that would be another generator.
      if (is_random(way.workload) && ios.size() >= 16) CHECK(farthest > kTebibyte / 2);
    }
  }
  // The map of 512-byte blocks alone is 256 MiB.
  CHECK(peak_bytes() - peak_before < 200 << 20);
}

TEST_CASE("the last block of a sparse file of 1 TiB is reached by every engine") {
  const ScratchDirectory directory;
  if (!make_sparse(directory, kTebibyte)) return;
  for (const char* engine : kFileEngines) {
    for (const Workload workload : {Workload::kRandRead, Workload::kRandWrite}) {
      CAPTURE(engine);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.log_to(directory);
      job.spec.workload = workload;
      job.spec.size = 1 << 20;
      job.spec.offset = kTebibyte - job.spec.size;
      job.run();
      SKIP_IF_REFUSED(job);
      CHECK(job.failure.error == 0);
      CHECK(job.completed() == 256);
      const std::vector<LoggedIo> ios = read_iolog(directory);
      CHECK(std::any_of(ios.begin(), ios.end(),
                        [](const LoggedIo& io) { return io.offset == kTebibyte - 4096; }));
    }
  }
}
