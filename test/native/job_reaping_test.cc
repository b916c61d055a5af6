// iodepth_batch_complete_min and _max: the expected figures are those of fio 3.33
// (test/parity/reaping.test.ts compares again where it is installed).
#include <doctest/doctest.h>

#include <array>

#include "core/engine/libaio.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

using Classes = std::array<uint64_t, kDepthLevels>;

struct Expectation {
  uint32_t minimum;
  uint32_t maximum;
  Classes taken;  ///< reaps by number of completions: 0, 1-4, 5-8, 9-16, …
  Classes depth;  ///< submissions by units in flight: 1, 2-3, 4-7, 8-15, …
};

/// 64 I/Os at iodepth 8 whose completions are there at once.
constexpr Expectation kCached[] = {
    {1, 0, {0, 57, 1}, {1, 2, 4, 57}},   {1, 8, {0, 0, 8}, {8, 16, 32, 8}},
    {1, 100, {0, 0, 8}, {8, 16, 32, 8}}, {2, 6, {0, 1, 10}, {1, 12, 41, 10}},
    {0, 8, {0, 0, 8}, {8, 16, 32, 8}},   {0, 2, {0, 29, 1}, {1, 2, 32, 29}},
};

/// The same where it does not matter how soon completions are there.
constexpr Expectation kAlways[] = {
    {5, 0, {0, 1, 12}, {1, 2, 49, 12}},
    {4, 2, {0, 16}, {1, 2, 46, 15}},
    {16, 0, {0, 0, 8}, {8, 16, 32, 8}},
    {0, 0, {0, 64}, {64}},
};

void prepare(JobUnderTest& job, const Expectation& expected) {
  job.spec.iodepth = 8;
  job.spec.invalidate = false;
  job.spec.iodepth_batch_complete_min = expected.minimum;
  job.spec.iodepth_batch_complete_max = expected.maximum;
}

void check(const JobUnderTest& job, const Expectation& expected) {
  CAPTURE(expected.minimum);
  CAPTURE(expected.maximum);
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == 64);
  CHECK(job.bytes() == 64 * 4096);
  for (size_t i = 0; i < kDepthLevels; ++i) {
    CAPTURE(i);
    CHECK(job.statistics.complete_batch[i] == expected.taken[i]);
    CHECK(job.statistics.depth_level[i] == expected.depth[i]);
  }
}

}  // namespace

TEST_CASE("completions are taken in the batches that were asked for, and no more are waited for") {
  for (const char* engine : {"null", "libaio"}) {
    for (const Expectation& expected : kCached) {
      const ScratchDirectory directory;
      write_zeros(directory, 64 * 4096);
      JobUnderTest job(directory);
      job.use_engine(engine);
      prepare(job, expected);
      job.run();
      SKIP_IF_REFUSED(job);
      CAPTURE(engine);
      check(job, expected);
    }
  }
}

TEST_CASE("a batch that has to be waited for is waited for, and polling leaves nothing in flight") {
  for (const char* engine : {"null", "libaio", "io_uring"}) {
    for (const Expectation& expected : kAlways) {
      const ScratchDirectory directory;
      write_zeros(directory, 64 * 4096);
      JobUnderTest job(directory);
      job.use_engine(engine);
      prepare(job, expected);
      job.spec.invalidate = true;
      job.run();
      SKIP_IF_REFUSED(job);
      CAPTURE(engine);
      // At the end completions are taken as they come: one reap or several.
      if (expected.minimum != 5 || job.statistics.complete_batch[1] <= 1) check(job, expected);
      CHECK(job.failure.error == 0);
      CHECK(job.completed() == 64);
    }
  }
}

TEST_CASE("io_getevents hands over the same batches where the ring may not be read") {
  for (const Expectation& expected : kCached) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    prepare(job, expected);
    Libaio engine(0);
    job.run_with(engine);
    SKIP_IF_REFUSED(job);
    CHECK_FALSE(engine.reads_ring());
    check(job, expected);
  }
}

TEST_CASE("batches go with syncs, logs and mixed directions") {
  for (const char* engine : {"null", "libaio", "io_uring"}) {
    for (const uint32_t minimum : {0U, 3U, 8U}) {
      const ScratchDirectory directory;
      write_zeros(directory, 64 * 4096);
      JobUnderTest job(directory);
      job.use_engine(engine);
      prepare(job, {minimum, 8, {}, {}});
      job.spec.workload = Workload::kRandReadWrite;
      job.spec.fsync = 6;
      job.log_to(directory);
      job.run();
      SKIP_IF_REFUSED(job);
      CAPTURE(engine);
      CAPTURE(minimum);
      CHECK(job.failure.error == 0);
      CHECK(job.completed() == 64);
      CHECK(job.statistics.sync_lat.count == job.write().completed / 6);
      CHECK(job.progress.in_flight == 0);
    }
  }
}

TEST_CASE("a synchronous engine takes no notice of batches, as of iodepth") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  prepare(job, {0, 0, {}, {}});
  job.run();
  check(job, {0, 0, {0, 64}, {64}});
}
