// Everything that a job measures, in one plain block that lies in memory shared by job, supervisor and
// controller, so that a job that is killed still reports what it measured. One writer each (the job; the
// supervisor for the samples), no locks: readers see counters that are at most one I/O old. What different
// processes write lies on lines of its own (sys/sharing.h).
#pragma once

#include <atomic>
#include <cstdint>

#include "core/job/spec.h"
#include "core/sys/sharing.h"

namespace vfload {

/// Integer sums of a series: mean and standard deviation are divided out once, at the end, exactly
/// (fio-semantics 4.4 keeps a running mean; `sum` and `squares` give the same figures without a division per
/// I/O).
struct Sums {
  uint64_t count;
  uint64_t min;  ///< UINT64_MAX while count is 0
  uint64_t max;
  uint64_t sum;
  unsigned __int128 squares;

  void reset() { *this = Sums{0, UINT64_MAX, 0, 0, 0}; }
  [[gnu::always_inline]] void add(uint64_t value) {
    count += 1;
    // Branches, not conditional moves: both are nearly never taken, and then nothing is stored.
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    squares += static_cast<unsigned __int128>(value) * value;
  }
};

inline constexpr uint32_t kBuckets = 1856;   ///< fio-semantics 4.5: 29 groups of 64
inline constexpr uint32_t kDepthLevels = 7;  ///< fio-semantics 4.6

/// fio's latency classes (fio-semantics 4.6): 10 of nanoseconds, 10 of microseconds, 12 of milliseconds.
inline constexpr uint32_t kLatencyClasses = 32;

struct DirectionStatistics {
  uint64_t bytes;      ///< completed
  uint64_t issued;     ///< fio's total_ios
  uint64_t completed;  ///< I/Os whose end was seen
  uint64_t short_ios;
  uint64_t failed_ios;
  Sums slat;  ///< ns; asynchronous engines only
  Sums clat;  ///< ns
  Sums lat;   ///< ns
  uint64_t clat_buckets[kBuckets];
  /// For every class whose upper bound lies inside a bucket: samples of that bucket below the bound
  /// (histogram.h).
  uint64_t below_bound[kLatencyClasses];
};

/// Buckets of the latencies that have none by themselves, for jobs that want their percentiles. The job
/// writes them.
struct LatencyBuckets {
  uint64_t slat[kDirections][kBuckets];
  uint64_t lat[kDirections][kBuckets];
};

/// A failing I/O that is told of and did not end its job: the job went on after it (`error_dump`), or had
/// failed already.
struct KeptError {
  uint64_t offset;
  uint32_t bytes;
  uint32_t file;  ///< place in the job's list of files
  uint16_t error;
  Direction direction;
};
inline constexpr uint32_t kMaxKeptErrors = 64;

struct ResourceUse {
  uint64_t user_us;
  uint64_t system_us;
  uint64_t voluntary_switches;
  uint64_t involuntary_switches;
  uint64_t minor_faults;
  uint64_t major_faults;
};

struct JobStatistics {
  alignas(kSharingBytes) DirectionStatistics direction[kDirections];
  Sums sync_lat;  ///< ns; fsync and fdatasync
  uint64_t sync_buckets[kBuckets];
  uint64_t depth_level[kDepthLevels];
  uint64_t submit_batch[kDepthLevels];
  uint64_t complete_batch[kDepthLevels];
  uint64_t runtime_ns[kDirections];  ///< pass time per direction (fio-semantics 4.2), before rounding
  uint64_t job_runtime_ns;
  uint64_t passes;
  uint64_t depth;        ///< that the job may have; with latency_target the one that it has come to
  uint64_t errors;       ///< counted because of `continue_on_error`, from the very beginning on
  uint64_t first_error;  ///< errno of the first of them
  uint64_t kept_errors;
  KeptError kept[kMaxKeptErrors];
  ResourceUse resources;
  // Written by the supervisor alone, every bwavgtime/iopsavgtime.
  alignas(kSharingBytes) Sums bw_samples[kDirections];  ///< KiB/s
  Sums iops_samples[kDirections];
};

/// Where a job stands. The order is the order in time.
enum class Phase : uint32_t { kNone, kPreparing, kReady, kRamping, kRunning, kDraining, kSyncing, kEnded };

/// What others watch while the job runs: on lines of its own, so that watching costs the job nothing but the
/// few times a second at which somebody looks.
struct alignas(kSharingBytes) JobProgress {
  std::atomic<uint32_t> phase;
  std::atomic<uint32_t> in_flight;  ///< asynchronous engines; synchronous ones leave it 0 while running
  std::atomic<uint64_t> bytes[kDirections];  ///< completed; from 0 again at `epoch_ns`, as is the next
  std::atomic<uint64_t> completed[kDirections];
  std::atomic<uint64_t> offset;           ///< file offset of the I/O being done (mmap: what a SIGBUS hit)
  std::atomic<uint64_t> asleep_until_ns;  ///< CLOCK_MONOTONIC: between I/Os, on purpose (pace/)
  std::atomic<uint64_t>
      epoch_ns;  ///< CLOCK_MONOTONIC at the start of the measured part (after the ramp); 0 before
};

/// An I/O that took longer than it may.
struct LateIo {
  uint64_t lat_ns;    ///< 0: there is none
  uint64_t limit_ns;  ///< max_latency or latency_target
  Direction direction;
};

/// Why a job ended early. `error` is 0 for a good end.
struct JobFailure {
  int32_t error;      ///< errno
  uint32_t where;     ///< FailurePoint
  uint64_t offset;    ///< file offset of the I/O that failed
  uint64_t io_bytes;  ///< its length
  Phase phase;        ///< in which it happened
  uint32_t file;      ///< place in the job's list of files
  LateIo late;        ///< of kMaxLatency
};

enum class FailurePoint : uint32_t {
  kNone,
  kMemory,
  kAffinity,
  kOpen,
  kEngineSetup,
  kMap,
  kRead,
  kWrite,
  kSync,
  kLog,
  kMaxLatency,  ///< an I/O took longer than max_latency
  kMinRate,     ///< slower than rate_min or rate_iops_min
  kProcess,     ///< user, priorities or memory policy of the job's process
  kVerify,      ///< data is not what was written
  kTrim,
};

}  // namespace vfload
