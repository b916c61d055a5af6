#include <doctest/doctest.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <string>

#include "job_under_test.h"

using namespace vfload;

namespace {

std::atomic<uint64_t> kernel_clock_reads;

}  // namespace

/// Stands in front of the C library's in all tests, so that the readings of a Clock that asks the kernel can
/// be counted. It does not look for the one behind it: a supervisor has given back what that would need.
extern "C" int clock_gettime(clockid_t id, timespec* now) noexcept {
  kernel_clock_reads.fetch_add(1, std::memory_order_relaxed);
  return static_cast<int>(syscall(SYS_clock_gettime, id, now));
}

namespace {

constexpr uint64_t kBlockBytes = 4096;

struct Read {
  const char* engine;
  uint32_t depth;
  Workload workload;
  BufferFill fill;
};

/// How often the clock is read by a job of so many blocks, its beginning and end included.
uint64_t clock_reads(const ScratchDirectory& directory, const Read& read, uint64_t blocks, bool* refused) {
  JobUnderTest job(directory);
  job.use_engine(read.engine);
  job.spec.iodepth = read.depth;
  job.spec.workload = read.workload;
  job.spec.buffer_fill = read.fill;
  job.spec.size = blocks * kBlockBytes;
  const uint64_t before = kernel_clock_reads.load();
  job.run();
  const uint64_t reads = kernel_clock_reads.load() - before;
  *refused = *refused || job.refused_by_kernel();
  if (!*refused) CHECK(job.completed() == blocks);
  return reads;
}

/// Readings for each I/O: beginning and end fall out of the difference of two lengths.
double clock_reads_per_io(const Read& read, bool* refused) {
  constexpr uint64_t kBlocks = 256;
  const ScratchDirectory directory;
  write_zeros(directory, 2 * kBlocks * kBlockBytes);
  const uint64_t shorter = clock_reads(directory, read, kBlocks, refused);
  const uint64_t longer = clock_reads(directory, read, 2 * kBlocks, refused);
  return static_cast<double>(longer - shorter) / kBlocks;
}

void check_direction(const DirectionStatistics& recorded, const JobUnderTest& job, bool has_no_slat) {
  DirectionStatistics direction = recorded;
  complete_lat(direction);
  const uint64_t runtime_ns = job.statistics.job_runtime_ns;
  CHECK(direction.completed > 0);
  CHECK(direction.clat.count == direction.completed);
  CHECK(direction.lat.count == direction.completed);
  CHECK(direction.slat.count == (has_no_slat ? 0 : direction.completed));
  CHECK(direction.clat.min <= direction.clat.max);
  CHECK(direction.clat.max <= runtime_ns);
  CHECK(direction.lat.max <= runtime_ns);
  // At most so many are under way at any time.
  CHECK(direction.lat.sum <= runtime_ns * job.spec.iodepth);
  CHECK(direction.lat.sum >= direction.clat.sum);
  uint64_t in_buckets = 0;
  for (const uint64_t count : direction.clat_buckets) in_buckets += count;
  CHECK(in_buckets == direction.completed);
}

Clock calibrated(ClockPreference preference) {
  ClockCalibration calibration;
  calibration.begin();
  return calibration.finish(preference);
}

}  // namespace

TEST_CASE("a job's statistics agree with each other by either clock, with every engine") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * kBlockBytes);
  for (const ClockPreference preference : {ClockPreference::kFastest, ClockPreference::kKernel}) {
    for (const EngineEntry& engine : engine_table()) {
      if (!engine.flags.reads || engine.flags.opens_are_measured) continue;
      CAPTURE(engine.name);
      CAPTURE(static_cast<int>(preference));
      JobUnderTest job(directory);
      job.run_control.clock = calibrated(preference);
      CHECK((preference == ClockPreference::kFastest || !job.run_control.clock.uses_tsc()));
      job.use_engine(engine.name);
      job.spec.workload = Workload::kRandReadWrite;
      job.spec.time_based = true;
      job.spec.runtime_ns = 50'000'000;
      const uint64_t before_ns = Clock::kernel_now_ns();
      job.run();
      const uint64_t took_ns = Clock::kernel_now_ns() - before_ns;
      SKIP_IF_REFUSED(job);
      CHECK(job.failure.error == 0);
      // The two clocks keep different rates (ppm), and the end is noticed by an I/O.
      CHECK(job.statistics.job_runtime_ns >= 49'900'000);
      CHECK(job.statistics.job_runtime_ns <= took_ns);
      for (const DirectionStatistics& direction : job.statistics.direction)
        check_direction(direction, job, engine.flags.synchronous || engine.flags.waits_in_submission);
    }
  }
}

TEST_CASE("the clock is read as often for each I/O as docs/accuracy.md says") {
  constexpr Workload kReads = Workload::kRandRead;
  constexpr Workload kWrites = Workload::kRandWrite;
  struct Expected {
    Read read;
    double per_io;
  };
  const Expected rows[] = {
      {{"psync", 1, kReads, BufferFill::kScramble}, 2},
      {{"psync", 1, kWrites, BufferFill::kScramble}, 3},
      {{"psync", 1, kWrites, BufferFill::kFixed}, 2},
      {{"mmap", 1, kReads, BufferFill::kScramble}, 2},
      {{"mmap", 1, kWrites, BufferFill::kScramble}, 3},
      {{"mmap", 1, kWrites, BufferFill::kFixed}, 2},
      {{"null", 1, kReads, BufferFill::kScramble}, 2},
      {{"null", 1, kWrites, BufferFill::kScramble}, 3},
      {{"null", 2, kReads, BufferFill::kScramble}, 3},
      {{"null", 2, kWrites, BufferFill::kScramble}, 3},
      {{"libaio", 1, kReads, BufferFill::kScramble}, 3},
      {{"libaio", 1, kWrites, BufferFill::kScramble}, 3},
      {{"libaio", 1, kWrites, BufferFill::kFixed}, 3},
      {{"io_uring", 1, kReads, BufferFill::kScramble}, 3},
      {{"io_uring", 1, kWrites, BufferFill::kScramble}, 3},
      {{"io_uring", 1, kWrites, BufferFill::kFixed}, 3},
  };
  for (const Expected& row : rows) {
    CAPTURE(row.read.engine);
    CAPTURE(row.read.depth);
    CAPTURE(static_cast<int>(row.read.workload));
    CAPTURE(static_cast<int>(row.read.fill));
    bool refused = false;
    const double counted = clock_reads_per_io(row.read, &refused);
    if (refused) {
      MESSAGE("skipped: this kernel refuses " << row.read.engine);
      continue;
    }
    // At depth 2 the last completions may share a reading.
    CHECK(counted == doctest::Approx(row.per_io).epsilon(row.read.depth == 1 ? 1e-9 : 0.01));
  }
}
