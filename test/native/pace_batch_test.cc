// iodepth_batch and iodepth_low: the expected figures are those of fio 3.33 under strace and in its JSON
// (test/parity/batches.test.ts compares again where it is installed).
#include <doctest/doctest.h>

#include <array>

#include "job_under_test.h"

using namespace vfload;

namespace {

using Classes = std::array<uint64_t, kDepthLevels>;

struct Expectation {
  uint32_t depth;
  uint32_t batch;
  uint32_t low;
  uint32_t least;
  uint64_t ios;
  Classes levels;   ///< I/Os by depth: 1, 2-3, 4-7, 8-15, …
  Classes batches;  ///< submissions by size: 0, 1-4, 5-8, 9-16, …
};

/// However long a completion takes.
constexpr Expectation kLibaio[] = {
    {8, 4, 0, 1, 40, {0, 0, 4, 36}, {0, 34}},       {8, 4, 0, 4, 40, {0, 0, 4, 36}, {0, 10}},
    {8, 8, 0, 1, 44, {0, 0, 0, 40}, {0, 36, 1}},    {8, 1, 4, 1, 40, {1, 2, 28, 9}, {0, 40}},
    {8, 1, 1, 1, 40, {1, 12, 22, 5}, {0, 40}},      {8, 3, 1, 1, 40, {0, 12, 21, 6}, {0, 19}},
    {8, 5, 1, 1, 40, {0, 10, 25, 5}, {0, 13, 2}},   {6, 4, 1, 1, 40, {0, 16, 24}, {0, 17}},
    {16, 8, 0, 8, 64, {0, 0, 0, 8, 56}, {0, 0, 8}}, {16, 8, 8, 1, 61, {0, 0, 0, 8, 48}, {0, 0, 8}}};

}  // namespace

TEST_CASE("as many I/Os are submitted at once, at the depths, as by fio 3.33") {
  for (const char* engine : {"null", "libaio"}) {
    for (const Expectation& expected : kLibaio) {
      const ScratchDirectory directory;
      write_zeros(directory, 64 * 4096);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.spec.iodepth = expected.depth;
      job.spec.iodepth_batch = expected.batch;
      job.spec.iodepth_low = expected.low;
      job.spec.iodepth_batch_complete_min = expected.least;
      job.spec.size = expected.ios * 4096;
      job.run();
      SKIP_IF_REFUSED(job);
      CAPTURE(engine);
      CAPTURE(expected.depth);
      CAPTURE(expected.batch);
      CAPTURE(expected.low);
      CHECK(job.failure.error == 0);
      CHECK(job.completed() == expected.ios);
      CHECK(job.progress.in_flight == 0);
      for (size_t i = 0; i < kDepthLevels; ++i) {
        CAPTURE(i);
        CHECK(job.statistics.depth_level[i] == expected.levels[i]);
        // The ring that fio's libaio submits from is libaio's alone.
        if (strcmp(engine, "libaio") == 0) CHECK(job.statistics.submit_batch[i] == expected.batches[i]);
      }
    }
  }
}

TEST_CASE("io_uring keeps a power of two in flight, as fio's does") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.use_engine("io_uring");
  job.spec.iodepth = 6;
  job.run();
  if (job.refused_by_kernel()) return;
  CHECK(job.completed() == 64);
  CHECK(job.statistics.depth_level[3] == 57);
}

TEST_CASE("a batch goes out before a pause, and all of it has the same issue time") {
  for (const char* engine : {"libaio", "io_uring"}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.iodepth = 8;
    job.spec.iodepth_batch = 8;
    job.spec.workload = Workload::kRandReadWrite;
    job.spec.fsync = 5;
    job.spec.pacing.think_ns = 1'000'000;
    job.spec.pacing.think_blocks = 3;
    job.spec.pacing.think_counts_issued = true;
    job.run();
    SKIP_IF_REFUSED(job);
    CAPTURE(engine);
    CHECK(job.failure.error == 0);
    CHECK(job.completed() == 64);
    CHECK(job.read().slat.count + job.write().slat.count == 64);
    CHECK(job.read().lat.max >= job.read().clat.max);
  }
}
