#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr uint64_t kBlocks = 64;
constexpr uint64_t kBlockBytes = 4096;

void check_statistics(const JobUnderTest& job, bool has_no_slat) {
  CHECK(job.failure.error == 0);
  CHECK(job.phase() == Phase::kEnded);
  CHECK(job.progress.in_flight == 0);
  CHECK(job.issued() == kBlocks);
  CHECK(job.completed() == kBlocks);
  CHECK(job.bytes() == kBlocks * kBlockBytes);
  CHECK(job.statistics.passes == 1);
  uint64_t submitted = 0;
  uint64_t depths = 0;
  for (uint32_t i = 0; i < kDepthLevels; ++i) {
    depths += job.statistics.depth_level[i];
    submitted += job.statistics.submit_batch[i];
  }
  CHECK(depths == kBlocks);
  CHECK(submitted == kBlocks);
  for (int d = 0; d < kDirections; ++d) {
    DirectionStatistics direction = job.statistics.direction[d];
    complete_lat(direction);
    CHECK(direction.issued == direction.completed);
    CHECK(direction.clat.count == direction.completed);
    CHECK(direction.lat.count == direction.completed);
    CHECK(direction.slat.count == (has_no_slat ? 0 : direction.completed));
    uint64_t in_buckets = 0;
    for (const uint64_t count : direction.clat_buckets) in_buckets += count;
    CHECK(in_buckets == direction.completed);
    CHECK(job.progress.bytes[d] == direction.bytes);
    CHECK(job.progress.completed[d] == direction.completed);
    CHECK((job.statistics.runtime_ns[d] != 0) == (direction.bytes != 0));
    if (direction.completed != 0) CHECK(direction.lat.max >= direction.clat.max);
  }
}

/// Every block once, in one direction or the other; sequential mixed jobs have two streams from the start.
void check_offsets(const std::vector<LoggedIo>& ios, Workload workload, uint64_t start) {
  REQUIRE(ios.size() == kBlocks);
  std::map<uint64_t, int> times;
  std::map<std::string, uint64_t> next;
  for (const LoggedIo& io : ios) {
    CHECK(io.bytes == kBlockBytes);
    CHECK((io.offset - start) % kBlockBytes == 0);
    CHECK(io.offset - start < kBlocks * kBlockBytes);
    times[io.offset] += 1;
    if (!is_random(workload)) {
      CHECK(io.offset == start + next[io.what]);
      next[io.what] += kBlockBytes;
    }
  }
  if (workload != Workload::kReadWrite) CHECK(times.size() == kBlocks);
}

}  // namespace

TEST_CASE("every engine does each block of the range once, in every workload") {
  for (const char* engine : kFileEngines) {
    for (const Workload workload : kAllWorkloads) {
      CAPTURE(engine);
      CAPTURE(static_cast<int>(workload));
      const ScratchDirectory directory;
      write_zeros(directory, kBlocks * kBlockBytes + 8192);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.spec.workload = workload;
      job.spec.offset = 8192;
      job.log_to(directory);
      job.run();
      SKIP_IF_REFUSED(job);
      check_statistics(job, has_no_slat(job));
      check_offsets(read_iolog(directory), workload, 8192);
    }
  }
}

TEST_CASE("the lean loops count the same") {
  for (const char* engine : kFileEngines) {
    for (const Workload workload : kAllWorkloads) {
      CAPTURE(engine);
      CAPTURE(static_cast<int>(workload));
      const ScratchDirectory directory;
      write_zeros(directory, kBlocks * kBlockBytes);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.spec.workload = workload;
      job.run();
      SKIP_IF_REFUSED(job);
      check_statistics(job, has_no_slat(job));
    }
  }
}

TEST_CASE("null does nothing as often, synchronous at iodepth 1 and asynchronous above") {
  const ScratchDirectory directory;
  for (const uint32_t depth : {1U, 8U}) {
    JobUnderTest job(directory);
    job.use_engine("null");
    job.spec.iodepth = depth;
    job.run();
    check_statistics(job, depth == 1);
    CHECK_FALSE(directory.has("data"));
  }
}

TEST_CASE("a written sector holds its own place in the file, whatever the engine") {
  for (const char* engine : kFileEngines) {
    CAPTURE(engine);
    const ScratchDirectory directory;
    write_zeros(directory, kBlocks * kBlockBytes);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.workload = Workload::kRandWrite;
    job.run();
    SKIP_IF_REFUSED(job);
    const std::string content = directory.read("data");
    REQUIRE(content.size() == kBlocks * kBlockBytes);
    for (uint64_t sector = 0; sector < content.size(); sector += kSectorBytes) {
      bool found = false;
      for (uint64_t line = 0; line < kSectorBytes; line += 64) {
        uint64_t place = 0;
        memcpy(&place, content.data() + sector + line, sizeof place);
        found = found || place == sector;
      }
      CHECK(found);
    }
  }
}

TEST_CASE("in flight are as many as iodepth says once the units are filled") {
  for (const char* engine : {"libaio", "io_uring", "null"}) {
    CAPTURE(engine);
    const ScratchDirectory directory;
    write_zeros(directory, kBlocks * kBlockBytes);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.iodepth = 8;
    job.run();
    SKIP_IF_REFUSED(job);
    const uint64_t* levels = job.statistics.depth_level;
    CHECK(levels[0] == 1);
    CHECK(levels[1] == 2);
    CHECK(levels[2] == 4);
    CHECK(levels[3] == kBlocks - 7);
  }
}

TEST_CASE("a tail that is no whole block is never touched") {
  const ScratchDirectory directory;
  write_zeros(directory, 100'000);
  JobUnderTest job(directory);
  job.spec.size = 100'000;
  job.spec.workload = Workload::kRead;
  job.run();
  CHECK(job.failure.error == 0);
  CHECK(job.bytes() == 24 * kBlockBytes);
}
